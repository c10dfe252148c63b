package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// The gradient of a matrix by those of its eigenvalues L and vectors V.
///
/// Of a Hermitian matrix V·(skew(Vᴴ·gV) / E + diag(gL))·Vᴴ with ½ (X − Xᴴ) for skew(X) and E the
/// differences Lⱼ − Lᵢ; of another V⁻ᴴ·((Vᴴ·gV − Vᴴ·V·re(diag(Vᴴ·gV))) / Ē + diag(gL))·Vᴴ. It has
/// no value where two eigenvalues are equal: [#of] gives what the formula gives, infinities.
///
/// @param hermitian whether the matrix is Hermitian
record EigenGradient(boolean hermitian, Tensor values, Tensor vectors) {
  Tensor of(@Nullable Tensor gl, @Nullable Tensor gv) {
    Tensor adjoint = vectors.mH();
    if (gv == null) {
      Tensor given = gl == null ? Gradus.zerosLike(values) : gl;
      return hermitian
          ? vectors.mul(given.unsqueeze(-2)).matmul(adjoint)
          : solve(adjoint, given.unsqueeze(-1).mul(adjoint));
    }
    Tensor turned = adjoint.matmul(gv);
    Tensor diagonal = turned.diagonal(0, -2, -1);
    if (vectors.dtype().isComplex()) {
      checkPhases(diagonal.detach().imag());
    }
    Tensor own =
        hermitian
            ? turned.sub(turned.mH()).mul(0.5)
            : turned.sub(adjoint.matmul(vectors.mul(diagonal.real().unsqueeze(-2))));
    Tensor l = values.conj();
    Tensor eye = Gradus.eye(l.dtype(), l.size(-1));
    Tensor e = l.unsqueeze(-2).sub(l.unsqueeze(-1)).add(eye);
    // The diagonal is that of the values, without what rounding leaves of the vectors.
    Tensor inner = own.mul(eye.neg().add(1L)).div(e);
    if (gl != null) {
      inner = inner.add(gl.to(inner.dtype()).diagEmbed());
    }
    Tensor right = inner.matmul(adjoint);
    return hermitian ? vectors.matmul(right) : solve(adjoint, right);
  }

  private static Tensor solve(Tensor a, Tensor b) {
    return Call.runAll(new SolveEx(true, false), a, b)[0];
  }

  /// Whether the loss changes when a vector is multiplied by a phase, which is free.
  private void checkPhases(Tensor imaginary) {
    if (Call.any(imaginary.isclose(Gradus.zerosLike(imaginary), 1e-2, 1e-2, false).logicalNot())) {
      throw new GradusArgumentException(
          (hermitian ? "linalg_eigh_backward" : "linalg_eig_backward")
              + ": The eigenvectors in the complex case are specified up to multiplication by e^{i phi}. The specified loss function depends on this quantity, so it is ill-defined."
              + "\nUse a loss that is the same for all phases, such as abs() of the vectors.");
    }
  }
}
