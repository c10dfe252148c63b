/// One file for each example of `./gradus train`.
@NullMarked
package dev.gradus.examples;

import org.jspecify.annotations.NullMarked;
