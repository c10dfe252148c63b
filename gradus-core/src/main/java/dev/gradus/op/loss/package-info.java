/// Losses.
@NullMarked
package dev.gradus.op.loss;

import org.jspecify.annotations.NullMarked;
