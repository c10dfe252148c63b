/// Special functions: the error function and its relatives, gamma and Bessel functions, orthogonal
/// polynomials, arcs.
@NullMarked
package dev.gradus.op.special;

import org.jspecify.annotations.NullMarked;
