/// Reductions over dimensions.
@NullMarked
package dev.gradus.op.reduce;

import org.jspecify.annotations.NullMarked;
