/// Reductions of neighbouring slices.
@NullMarked
package dev.gradus.op.segment;

import org.jspecify.annotations.NullMarked;
