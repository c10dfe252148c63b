package dev.gradus.nn;

import static dev.gradus.Gradus.noGrad;

import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.QrFactors;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;

/// The initialisations that take more than a draw.
final class SpecialInit {
  // The share of numbers between the bounds from which on they are drawn until they fall there.
  private static final double RARE = 1e-3;

  private SpecialInit() {}

  static Tensor truncNormal(Tensor t, double mean, double std, double low, double high) {
    if (mean < low - 2 * std || mean > high + 2 * std) {
      Gradus.warn(
          "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values"
              + " may be incorrect.");
    }
    double l = distribution((low - mean) / std);
    double u = distribution((high - mean) / std);
    if (!(low < high)) {
      throw new GradusArgumentException(
          "trunc_normal_: the bounds are %s and %s; the first must be smaller."
              .formatted(low, high));
    }
    return noGrad(() ->
        u - l < RARE ? inverted(t, l, u, mean, std, low, high) : redrawn(t, mean, std, low, high));
  }

  // As PyTorch since 2.12: all are drawn again until those outside are replaced.
  private static Tensor redrawn(Tensor t, double mean, double std, double low, double high) {
    Init.normal_(t, mean, std);
    Tensor outside = outside(t, low, high);
    while (outside.any().itemBoolean()) {
      Tensor again = Init.normal_(Gradus.emptyLike(t.detach()), mean, std);
      t.copy_(Gradus.where(outside, again, t));
      outside = outside(t, low, high);
    }
    return t;
  }

  private static Tensor outside(Tensor t, double low, double high) {
    return t.lt(low).logicalOr(t.gt(high));
  }

  // Where hardly any number falls between the bounds, drawing until one does would not end.
  private static Tensor inverted(
      Tensor t, double l, double u, double mean, double std, double low, double high) {
    Init.uniform_(t, 2 * l - 1, 2 * u - 1);
    return t.copy_(t.erfinv().mul(std * Math.sqrt(2)).add(mean).clamp(low, high));
  }

  // The distribution function of the standard normal distribution.
  private static double distribution(double x) {
    return (1 + Gradus.scalarTensor(x / Math.sqrt(2), DType.FLOAT64).erf().item()) / 2;
  }

  static Tensor eye(Tensor t) {
    requireMatrix(t);
    return noGrad(() -> t.copy_(Gradus.eye(t.dtype(), t.size(0), t.size(1))));
  }

  private static void requireMatrix(Tensor t) {
    if (t.dim() != 2) {
      throw new GradusArgumentException("Only tensors with 2 dimensions are supported");
    }
  }

  static Tensor dirac(Tensor t, long groups) {
    if (t.dim() < 3 || t.dim() > 5) {
      throw new GradusArgumentException("Only tensors with 3, 4, or 5 dimensions are supported");
    }
    if (t.size(0) % groups != 0) {
      throw new GradusArgumentException("dim 0 must be divisible by groups");
    }
    long perGroup = t.size(0) / groups;
    long passed = Math.min(perGroup, t.size(1));
    return noGrad(() -> {
      t.zero_();
      for (long g = 0; g < groups; g++) {
        for (long d = 0; d < passed; d++) {
          Tensor filter = t.select(0, g * perGroup + d).select(0, d);
          while (filter.dim() > 0) {
            filter = filter.select(0, filter.size(0) / 2);
          }
          filter.fill_(1L);
        }
      }
      return t;
    });
  }

  static Tensor orthogonal(Tensor t, double gain) {
    if (t.dim() < 2) {
      throw new GradusArgumentException("Only tensors with 2 or more dimensions are supported");
    }
    if (t.numel() == 0) {
      return t;
    }
    long rows = t.size(0);
    long columns = t.numel() / rows;
    return noGrad(() -> {
      Tensor flat = Init.normal_(Gradus.empty(t.dtype(), rows, columns));
      boolean wide = rows < columns;
      QrFactors qr = Linalg.qr(wide ? flat.t() : flat);
      // The signs make the distribution even.
      Tensor q = qr.q().mul(qr.r().diagonal(0, 0, 1).sign());
      return t.copy_((wide ? q.t() : q).reshape(t.shape()).mul(gain));
    });
  }

  static Tensor sparse(Tensor t, double sparsity, double std) {
    requireMatrix(t);
    int zeros = (int) Math.ceil(sparsity * t.size(0));
    return noGrad(() -> {
      Init.normal_(t, 0, std);
      for (long column = 0; column < t.size(1); column++) {
        Tensor rows = Gradus.randperm(t.size(0)).narrow(0, 0, zeros);
        t.select(1, column).indexFill_(0, rows, 0);
      }
      return t;
    });
  }
}
