/// Normalisation: by layers, batches, groups of channels, and lengths.
@NullMarked
package dev.gradus.op.norm;

import org.jspecify.annotations.NullMarked;
