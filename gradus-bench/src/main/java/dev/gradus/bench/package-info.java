/// Benchmarks of what the speed goals name, and the report that compares them with the goals.
@NullMarked
package dev.gradus.bench;

import org.jspecify.annotations.NullMarked;
