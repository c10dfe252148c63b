/// Factorisations, solvers and functions of matrices.
@NullMarked
package dev.gradus.op.linalg;

import org.jspecify.annotations.NullMarked;
