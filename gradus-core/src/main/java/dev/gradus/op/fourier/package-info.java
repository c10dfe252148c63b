/// Fourier transforms, and spectra of pieces of signals.
@NullMarked
package dev.gradus.op.fourier;

import org.jspecify.annotations.NullMarked;
