/// The rows of pointwise operations, and what compiles and runs them.
@NullMarked
package dev.gradus.op.pointwise;

import org.jspecify.annotations.NullMarked;
