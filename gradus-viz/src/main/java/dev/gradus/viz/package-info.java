/// Graphs and curves, where one would rather look than read.
@NullMarked
package dev.gradus.viz;

import org.jspecify.annotations.NullMarked;
