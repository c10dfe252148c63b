/// Distances between rows.
@NullMarked
package dev.gradus.op.distance;

import org.jspecify.annotations.NullMarked;
