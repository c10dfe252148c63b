/// Reverse-mode differentiation of anything that can be added.
@NullMarked
package dev.gradus.graph;

import org.jspecify.annotations.NullMarked;
