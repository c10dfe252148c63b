/// Frames of mirrored, repeated and wrapped elements, resampling of images, and their
/// rearrangement.
@NullMarked
package dev.gradus.op.resample;

import org.jspecify.annotations.NullMarked;
