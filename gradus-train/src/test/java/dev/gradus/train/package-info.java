/// Tests of the trainer.
@NullMarked
package dev.gradus.train;

import org.jspecify.annotations.NullMarked;
