package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The gradient of a matrix A = P·L·U by those of L and U, with the exchanges of rows held fixed.
///
/// Write B = PᵀA and X = L₁⁻¹·dB₁·U₁⁻¹ for the square parts. Then dL₁ = L₁·tril(X, −1) and dU₁ =
/// triu(X)·U₁, and what is beside (wide A) or below (tall A) follows from B₂ = L·U₂ or B₂ = L₂·U.
final class LuGradient {
  private LuGradient() {}

  static Tensor of(@Nullable Tensor gl, @Nullable Tensor gu, Tensor p, Tensor l, Tensor u) {
    long m = l.size(-2);
    long n = u.size(-1);
    long k = Math.min(m, n);
    Tensor l1 = l.narrow(-2, 0, k);
    Tensor u1 = u.narrow(-1, 0, k);
    Tensor strict = gl == null ? null : l1.mH().matmul(gl.narrow(-2, 0, k));
    Tensor upper = gu == null ? null : gu.narrow(-1, 0, k).matmul(u1.mH());
    if (m < n && gu != null) {
      Tensor beside = gu.narrow(-1, k, n - k).matmul(u.narrow(-1, k, n - k).mH());
      strict = strict == null ? beside.neg() : strict.sub(beside);
    }
    if (m > n && gl != null) {
      Tensor below = l.narrow(-2, k, m - k).mH().matmul(gl.narrow(-2, k, m - k));
      upper = upper == null ? below.neg() : upper.sub(below);
    }
    Tensor inner =
        sum(strict == null ? null : strict.tril(-1), upper == null ? null : upper.triu());
    Tensor byL = solve(l1.mH(), inner, true, true, true);
    Tensor first = solve(u1.mH(), byL, false, false, false);
    if (m < n) {
      Tensor second =
          gu == null
              ? Gradus.zeros(u.dtype(), Matrices.with(Matrices.batch(u), k, n - k))
              : solve(l1.mH(), gu.narrow(-1, k, n - k), true, true, true);
      first = Gradus.cat(List.of(first, second), -1);
    } else if (m > n) {
      Tensor second =
          gl == null
              ? Gradus.zeros(l.dtype(), Matrices.with(Matrices.batch(l), m - k, k))
              : solve(u1.mH(), gl.narrow(-2, k, m - k), false, false, false);
      first = Gradus.cat(List.of(first, second), -2);
    }
    return p.matmul(first);
  }

  private static Tensor sum(@Nullable Tensor a, @Nullable Tensor b) {
    if (a == null) {
      return Objects.requireNonNull(b);
    }
    return b == null ? a : a.add(b);
  }

  private static Tensor solve(Tensor t, Tensor b, boolean upper, boolean left, boolean unit) {
    return Call.run(new SolveTriangular(upper, left, unit), t, b);
  }
}
