/// The trainer, its metrics and what it reports.
@NullMarked
package dev.gradus.train;

import org.jspecify.annotations.NullMarked;
