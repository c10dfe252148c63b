package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import org.jspecify.annotations.Nullable;

/// Windows for the analysis of signals: vectors of weights.
///
/// `sym` makes a symmetric window, for filters; without it the window is one period of a periodic
/// one, for spectra. **Dtype**: float32 or float64. **Gradient**: none, they are constants.
/// **Source**: torch.signal.windows.
public final class Windows {
  private static final double[] HANN = {0.5, 0.5};
  private static final double[] BLACKMAN = {0.42, 0.5, 0.08};
  private static final double[] NUTTALL = {0.3635819, 0.4891775, 0.1365995, 0.0106411};

  private Windows() {}

  @FunctionalInterface
  private interface Weight {
    double at(double k);
  }

  // Weights at points that lie evenly from start to end.
  private static Tensor sampled(DType dtype, long m, double start, double end, Weight weight) {
    Tensor window = Tensor.empty(dtype, m);
    double step = m > 1 ? (end - start) / (m - 1) : 0;
    for (int i = 0; i < m; i++) {
      double k = i < (m + 1) / 2 ? start + i * step : end - (m - 1 - i) * step;
      Elements.setDouble(window.storage(), dtype, i, weight.at(k));
    }
    return window;
  }

  private static void check(String name, long m, DType dtype) {
    if (m < 0) {
      throw new GradusArgumentException(name + " requires non-negative window length, got M=" + m);
    }
    if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
      throw new GradusArgumentException(name + " expects float32 or float64 dtypes, got: " + dtype);
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static long period(long m, boolean sym) {
    return sym ? m - 1 : m;
  }

  /// The sum of `a[i]` · (−1)ⁱ · cos(2π i n / period). **Errors**: no coefficients. **Source**:
  /// torch.signal.windows.general\_cosine.
  public static Tensor generalCosine(long m, double @Nullable [] a, boolean sym, DType dtype) {
    if (a == null) {
      check("general_cosine", m, dtype);
      throw new GradusArgumentException(
          "Coefficients must be a list/tuple\ngeneralCosine: give at least one coefficient.");
    }
    return cosines("general_cosine", m, a, sym, dtype);
  }

  private static Tensor cosines(String name, long m, double[] a, boolean sym, DType dtype) {
    check(name, m, dtype);
    if (m <= 1) {
      return Gradus.ones(dtype, m);
    }
    if (a.length == 0) {
      throw new GradusArgumentException("Coefficients cannot be empty");
    }
    double constant = 2 * Math.PI / period(m, sym);
    return sampled(
        dtype,
        m,
        0,
        (m - 1) * constant,
        k -> {
          double sum = 0;
          for (int i = 0; i < a.length; i++) {
            sum += (i % 2 == 0 ? a[i] : -a[i]) * StrictMath.cos(i * k);
          }
          return sum;
        });
  }

  /// α − (1 − α) · cos. **Source**: torch.signal.windows.general\_hamming.
  public static Tensor generalHamming(long m, double alpha, boolean sym, DType dtype) {
    return cosines("general_hamming", m, new double[] {alpha, 1 - alpha}, sym, dtype);
  }

  /// 0.54 − 0.46 · cos. **Source**: torch.signal.windows.hamming.
  public static Tensor hamming(long m, boolean sym, DType dtype) {
    return cosines("hamming", m, new double[] {0.54, 1 - 0.54}, sym, dtype);
  }

  /// A symmetric [#hamming(long, boolean, DType)] of the default dtype.
  public static Tensor hamming(long m) {
    return hamming(m, true, Gradus.getDefaultDtype());
  }

  /// Half of 1 − cos. **Source**: torch.signal.windows.hann.
  public static Tensor hann(long m, boolean sym, DType dtype) {
    return cosines("hann", m, HANN, sym, dtype);
  }

  /// A symmetric [#hann(long, boolean, DType)] of the default dtype.
  public static Tensor hann(long m) {
    return hann(m, true, Gradus.getDefaultDtype());
  }

  /// Three cosines. **Source**: torch.signal.windows.blackman.
  public static Tensor blackman(long m, boolean sym, DType dtype) {
    return cosines("blackman", m, BLACKMAN, sym, dtype);
  }

  /// A symmetric [#blackman(long, boolean, DType)] of the default dtype.
  public static Tensor blackman(long m) {
    return blackman(m, true, Gradus.getDefaultDtype());
  }

  /// Four cosines. **Source**: torch.signal.windows.nuttall.
  public static Tensor nuttall(long m, boolean sym, DType dtype) {
    return cosines("nuttall", m, NUTTALL, sym, dtype);
  }

  /// A symmetric [#nuttall(long, boolean, DType)] of the default dtype.
  public static Tensor nuttall(long m) {
    return nuttall(m, true, Gradus.getDefaultDtype());
  }

  /// A triangle. **Source**: torch.signal.windows.bartlett.
  public static Tensor bartlett(long m, boolean sym, DType dtype) {
    check("bartlett", m, dtype);
    if (m <= 1) {
      return Gradus.ones(dtype, m);
    }
    double end = -1 + (m - 1) * (2.0 / period(m, sym));
    return sampled(dtype, m, -1, end, k -> 1 - Math.abs(k));
  }

  /// A symmetric [#bartlett(long, boolean, DType)] of the default dtype.
  public static Tensor bartlett(long m) {
    return bartlett(m, true, Gradus.getDefaultDtype());
  }

  /// Half a sine wave. **Source**: torch.signal.windows.cosine.
  public static Tensor cosine(long m, boolean sym, DType dtype) {
    check("cosine", m, dtype);
    double constant = Math.PI / (!sym && m > 1 ? m + 1 : m);
    return sampled(dtype, m, 0.5 * constant, (0.5 + (m - 1)) * constant, StrictMath::sin);
  }

  /// A symmetric [#cosine(long, boolean, DType)] of the default dtype.
  public static Tensor cosine(long m) {
    return cosine(m, true, Gradus.getDefaultDtype());
  }

  /// exp(−|n − center| / τ). **Errors**: τ not positive, a center for a symmetric window.
  /// **Source**: torch.signal.windows.exponential.
  public static Tensor exponential(
      long m, @Nullable Double center, double tau, boolean sym, DType dtype) {
    check("exponential", m, dtype);
    if (tau <= 0) {
      throw new GradusArgumentException("Tau must be positive, got: " + text(tau) + " instead.");
    }
    if (sym && center != null) {
      throw new GradusArgumentException("Center must be None for symmetric windows");
    }
    double middle = center != null ? center : (!sym && m > 1 ? m : m - 1) / 2.0;
    return sampled(
        dtype, m, -middle / tau, (-middle + (m - 1)) / tau, k -> StrictMath.exp(-Math.abs(k)));
  }

  /// exp(−(n − middle)² / 2σ²). **Errors**: σ not positive. **Source**:
  /// torch.signal.windows.gaussian.
  public static Tensor gaussian(long m, double std, boolean sym, DType dtype) {
    check("gaussian", m, dtype);
    if (std <= 0) {
      throw new GradusArgumentException(
          "Standard deviation must be positive, got: " + text(std) + " instead.");
    }
    double start = -(!sym && m > 1 ? m : m - 1) / 2.0;
    double constant = 1 / (std * Math.sqrt(2));
    return sampled(
        dtype, m, start * constant, (start + (m - 1)) * constant, k -> StrictMath.exp(-k * k));
  }

  /// The window of Kaiser, with Bessel functions. **Errors**: β negative. **Source**:
  /// torch.signal.windows.kaiser.
  public static Tensor kaiser(long m, double beta, boolean sym, DType dtype) {
    check("kaiser", m, dtype);
    if (beta < 0) {
      throw new GradusArgumentException(
          "beta must be non-negative, got: " + text(beta) + " instead.");
    }
    if (m <= 1) {
      return Gradus.ones(dtype, m);
    }
    double end = Math.min(beta, -beta + (m - 1) * (2 * beta / period(m, sym)));
    double whole = bessel(beta * beta);
    return sampled(dtype, m, -beta, end, k -> bessel(beta * beta - k * k) / whole);
  }

  // I₀ of the root of a square, by its series: Σ (x²/4)ᵏ / k!².
  private static double bessel(double square) {
    double quarter = Math.max(square, 0) / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-18; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }

  // --- By their older names, periodic where nothing else is said ---

  /// [#hann(long, boolean, DType)], periodic or symmetric. **Source**: torch.hann\_window.
  public static Tensor hannWindow(long m, boolean periodic) {
    return hann(m, !periodic, Gradus.getDefaultDtype());
  }

  /// α − β · cos, periodic or symmetric; 0.54 and 0.46 are usual. **Source**:
  /// torch.hamming\_window.
  public static Tensor hammingWindow(long m, boolean periodic, double alpha, double beta) {
    double[] a = {alpha, beta};
    return cosines("hamming", m, a, !periodic, Gradus.getDefaultDtype());
  }

  /// [#blackman(long, boolean, DType)], periodic or symmetric. **Source**: torch.blackman\_window.
  public static Tensor blackmanWindow(long m, boolean periodic) {
    return blackman(m, !periodic, Gradus.getDefaultDtype());
  }

  /// [#bartlett(long, boolean, DType)], periodic or symmetric. **Source**: torch.bartlett\_window.
  public static Tensor bartlettWindow(long m, boolean periodic) {
    return bartlett(m, !periodic, Gradus.getDefaultDtype());
  }

  /// [#kaiser(long, double, boolean, DType)], periodic or symmetric; β 12 is usual. **Source**:
  /// torch.kaiser\_window.
  public static Tensor kaiserWindow(long m, boolean periodic, double beta) {
    return kaiser(m, beta, !periodic, Gradus.getDefaultDtype());
  }
}
