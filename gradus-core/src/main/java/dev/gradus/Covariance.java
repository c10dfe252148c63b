package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Covariances and correlations of variables, each a row of observations.
final class Covariance {
  private Covariance() {}

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  private static void vector(String name, Tensor weights, boolean fits, String kind, long count) {
    require(
        weights.dim() <= 1,
        "cov(): expected "
            + name
            + " to have one or fewer dimensions but got "
            + name
            + " with "
            + weights.dim()
            + " dimensions");
    require(
        fits,
        "cov(): expected "
            + name
            + " to have "
            + kind
            + " dtype but got "
            + name
            + " with "
            + weights.dtype().scalarName()
            + " dtype");
    require(
        weights.numel() == count,
        "cov(): expected "
            + name
            + " to have the same numel as there are observations in the input but got "
            + weights.numel()
            + " != "
            + count);
    boolean negative = count > 0 && Call.any(weights.detach().lt(0L));
    require(!negative, "cov(): " + name + " cannot be negative");
  }

  private static double value(Tensor x) {
    return Call.unrecorded(() -> x.detach().to(DType.FLOAT64)).item();
  }

  private static Tensor whole(long number) {
    return Gradus.scalarTensor((double) number, DType.INT64);
  }

  static Tensor of(
      Tensor x, long correction, @Nullable Tensor frequencies, @Nullable Tensor importances) {
    require(
        x.dim() <= 2,
        "cov(): expected input to have two or fewer dimensions but got an input with "
            + x.dim()
            + " dimensions");
    require(x.dtype() != DType.BOOL, "cov(): bool dtype is not supported for input");
    Tensor in = x.dim() < 2 ? x.view(1, -1) : x;
    long count = in.size(1);
    if (frequencies != null) {
      boolean whole = frequencies.dtype().isIntegral() && frequencies.dtype() != DType.BOOL;
      vector("fweights", frequencies, whole, "integral", count);
    }
    if (importances != null) {
      boolean real = importances.dtype().isFloatingPoint();
      vector("aweights", importances, real, "floating point", count);
    }
    Tensor w =
        frequencies == null
            ? importances
            : importances == null ? frequencies : frequencies.mul(importances);
    Tensor sum = w == null ? whole(count) : w.sum();
    require(
        w == null || !Call.any(sum.detach().eq(0L)),
        "cov(): weights sum to zero, can't be normalized");
    Tensor freedom = freedom(count, correction, w, sum, frequencies, importances);
    Tensor average = (w == null ? in : in.mul(w)).sum(1).div(sum);
    // One observation with weights of one kind is its own average, whatever rounding says.
    boolean alone = count == 1 && (frequencies == null) != (importances == null);
    Tensor centred = alone ? in.mul(0.0) : in.sub(average.unsqueeze(1));
    Tensor c = centred.mm((w == null ? centred : centred.mul(w)).t().conj());
    if (c.dtype().isComplex() && (in.size(0) == 1 || in.size(1) == 1)) {
      Tensor re = c.real();
      c = Gradus.complex(re, Gradus.zerosLike(re));
    }
    return c.div(freedom).squeeze();
  }

  private static Tensor freedom(
      long count,
      long correction,
      @Nullable Tensor w,
      Tensor sum,
      @Nullable Tensor frequencies,
      @Nullable Tensor importances) {
    Tensor freedom;
    if (w == null) {
      freedom = whole(count - correction);
    } else if (correction == 0) {
      freedom = sum;
    } else if (importances == null) {
      freedom = sum.sub(correction);
    } else if (frequencies == null && count == 1 && correction == 1) {
      freedom = whole(0);
    } else {
      freedom = sum.sub(w.mul(importances).sum().mul(correction).div(sum));
    }
    if (Call.isHidden(freedom)) {
      return freedom.clampMin(0.0);
    }
    if (value(freedom) <= 0) {
      Warnings.once(
          "cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of"
              + " observations.");
      return freedom.mul(0);
    }
    return freedom;
  }

  static Tensor correlation(Tensor x) {
    require(
        x.dim() <= 2,
        "corrcoef(): expected input to have two or fewer dimensions but got an input with "
            + x.dim()
            + " dimensions");
    Tensor c = of(x, 1, null, null);
    if (c.dim() == 0) {
      return c.div(c);
    }
    Tensor d = c.diagonal(0, 0, 1);
    Tensor deviation = (d.dtype().isComplex() ? d.real() : d).sqrt();
    c = c.div(deviation.view(-1, 1)).div(deviation.view(1, -1));
    return c.dtype().isComplex()
        ? Gradus.complex(c.real().clamp(-1.0, 1.0), c.imag().clamp(-1.0, 1.0))
        : c.clamp(-1.0, 1.0);
  }
}
