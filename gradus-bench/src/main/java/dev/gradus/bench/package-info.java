/// The benchmark: what is measured, how, and what comes of it.
@NullMarked
package dev.gradus.bench;

import org.jspecify.annotations.NullMarked;
