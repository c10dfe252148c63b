/// Attention.
@NullMarked
package dev.gradus.op.attention;

import org.jspecify.annotations.NullMarked;
