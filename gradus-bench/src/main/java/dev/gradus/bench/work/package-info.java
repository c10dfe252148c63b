/// The lines of the benchmark, each with its work on both sides.
@NullMarked
package dev.gradus.bench.work;

import org.jspecify.annotations.NullMarked;
