/// Sizes, strides, broadcasting and views as pure functions.
@NullMarked
package dev.gradus.shape;

import org.jspecify.annotations.NullMarked;
