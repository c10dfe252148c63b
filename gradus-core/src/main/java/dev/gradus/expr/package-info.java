/// The expression language of pointwise operations.
@NullMarked
package dev.gradus.expr;

import org.jspecify.annotations.NullMarked;
