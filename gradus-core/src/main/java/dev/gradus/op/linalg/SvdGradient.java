package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The gradient of a matrix by those of its singular values and vectors.
///
/// With P = skew(Uᴴ·gU), Q = skew(Vᴴ·gV), skew(X) = X − Xᴴ and E the differences of the squares Sₖ²
/// − Sⱼ², outside the diagonal it is (P·diag(S) + diag(S)·Q) / E in the coordinates of U and V, on
/// it gS; the side that is longer adds what of gU/S lies outside U. It has no value where two
/// singular values are equal, and none where one is 0 and A is not square: [#of] gives what the
/// formula gives, infinities.
///
/// @param u as many columns as there are values
/// @param s the singular values
/// @param vh as many rows as there are values
record SvdGradient(Tensor u, Tensor s, Tensor vh) {
  Tensor of(@Nullable Tensor gu, @Nullable Tensor gs, @Nullable Tensor gvh) {
    boolean tall = u.size(-2) >= vh.size(-1);
    if (gu == null && gvh == null) {
      Tensor values = gs == null ? Gradus.zerosLike(s) : gs;
      return tall ? u.matmul(values.unsqueeze(-1).mul(vh)) : u.mul(values.unsqueeze(-2)).matmul(vh);
    }
    Tensor p = gu == null ? null : skew(u.mH().matmul(gu));
    Tensor q = gvh == null ? null : skew(vh.matmul(gvh.mH()));
    Tensor inner = inner(p, q);
    if (u.dtype().isComplex()) {
      checkPhases(p, q);
      if (p != null && q != null) {
        inner = inner.add(diagonal(p).div(s.mul(2.0)).diagEmbed());
      }
    }
    if (gs != null) {
      inner = inner.add(gs.to(u.dtype()).diagEmbed());
    }
    long k = s.size(-1);
    if (gu != null && u.size(-2) > k) {
      Tensor part = gu.div(s.unsqueeze(-2));
      Tensor outside = part.sub(u.matmul(u.mH().matmul(part)));
      return u.matmul(inner).add(outside).matmul(vh);
    }
    if (gvh != null && vh.size(-1) > k) {
      Tensor part = gvh.div(s.unsqueeze(-1));
      Tensor outside = part.sub(part.matmul(vh.mH()).matmul(vh));
      return u.matmul(inner.matmul(vh).add(outside));
    }
    return tall ? u.matmul(inner.matmul(vh)) : u.matmul(inner).matmul(vh);
  }

  private Tensor inner(@Nullable Tensor p, @Nullable Tensor q) {
    Tensor row = s.unsqueeze(-2);
    Tensor column = s.unsqueeze(-1);
    Tensor e = row.sub(column).mul(row.add(column)).add(Gradus.eye(s.dtype(), s.size(-1)));
    if (p == null) {
      return column.mul(Objects.requireNonNull(q).div(e));
    }
    return q == null ? p.div(e).mul(row) : p.mul(row).add(column.mul(q)).div(e);
  }

  private static Tensor skew(Tensor x) {
    return x.sub(x.mH());
  }

  private static Tensor diagonal(Tensor x) {
    return x.diagonal(0, -2, -1);
  }

  /// Whether the loss changes when a pair of vectors is multiplied by a phase, which is free.
  private void checkPhases(@Nullable Tensor p, @Nullable Tensor q) {
    Tensor zero = Gradus.zerosLike(s.detach());
    Tensor left = p == null ? zero : diagonal(p.detach()).imag();
    Tensor right = q == null ? zero : diagonal(q.detach()).imag().neg();
    if (Call.any(left.isclose(right, 1e-2, 1e-2, false).logicalNot())) {
      throw new GradusArgumentException(
          "svd_backward: The singular vectors in the complex case are specified up to multiplication by e^{i phi}. The specified loss function depends on this phase term, making it ill-defined."
              + "\nlinalg.svd: use a loss that is the same for all phases, such as abs() of the vectors, or U and Vh in one product.");
    }
  }
}
