package dev.gradus.nn;

import static dev.gradus.Gradus.noGrad;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.function.Supplier;

/// Fills tensors as weights start. Nothing is recorded; numbers are drawn from the default
/// generator exactly as PyTorch draws them.
///
/// **Source**: torch.nn.init.
public final class Init {
  // Set where parameters are not to be drawn. See [NnUtils#skipInit].
  private static final ScopedValue<Boolean> SKIPPED = ScopedValue.newInstance();

  private Init() {}

  static <R> R skipping(Supplier<R> body) {
    return ScopedValue.where(SKIPPED, true).call(body::get);
  }

  private static boolean isSkipped() {
    return SKIPPED.isBound();
  }

  /// Numbers evenly distributed over 0 … 1. **Source**: torch.nn.init.uniform\_.
  public static Tensor uniform_(Tensor t) {
    return uniform_(t, 0, 1);
  }

  /// Numbers evenly distributed over `low` … `high`. **Source**: torch.nn.init.uniform\_.
  public static Tensor uniform_(Tensor t, double low, double high) {
    return isSkipped() ? t : noGrad(() -> t.uniform_(low, high));
  }

  /// Numbers of the standard normal distribution. **Source**: torch.nn.init.normal\_.
  public static Tensor normal_(Tensor t) {
    return normal_(t, 0, 1);
  }

  /// Numbers of a normal distribution. **Source**: torch.nn.init.normal\_.
  public static Tensor normal_(Tensor t, double mean, double std) {
    return isSkipped() ? t : noGrad(() -> t.normal_(mean, std));
  }

  /// One number everywhere. **Source**: torch.nn.init.constant\_.
  public static Tensor constant_(Tensor t, double value) {
    return isSkipped() ? t : noGrad(() -> t.fill_(value));
  }

  /// Ones. **Source**: torch.nn.init.ones\_.
  public static Tensor ones_(Tensor t) {
    return constant_(t, 1);
  }

  /// Zeros. **Source**: torch.nn.init.zeros\_.
  public static Tensor zeros_(Tensor t) {
    return isSkipped() ? t : noGrad(t::zero_);
  }

  /// Evenly distributed with the variance that He et al. 2015 derive for rectifiers: bound = gain ·
  /// √3 / √fan. **Source**: torch.nn.init.kaiming\_uniform\_.
  ///
  /// @param a the slope of a leaky rectifier
  public static Tensor kaimingUniform_(
      Tensor t, double a, FanMode mode, Nonlinearity nonlinearity) {
    if (warnedOfNothing(t)) {
      return t;
    }
    double bound = Math.sqrt(3) * kaimingStd(t, a, mode, nonlinearity);
    return uniform_(t, -bound, bound);
  }

  /// As [#kaimingUniform_(Tensor, double, FanMode, Nonlinearity)] for a leaky rectifier of slope
  /// `a` and incoming connections.
  public static Tensor kaimingUniform_(Tensor t, double a) {
    return kaimingUniform_(t, a, FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
  }

  /// As [#kaimingUniform_(Tensor, double)] with slope 0.
  public static Tensor kaimingUniform_(Tensor t) {
    return kaimingUniform_(t, 0);
  }

  /// Normally distributed with the variance that He et al. 2015 derive for rectifiers: gain / √fan.
  /// **Source**: torch.nn.init.kaiming\_normal\_.
  public static Tensor kaimingNormal_(Tensor t, double a, FanMode mode, Nonlinearity nonlinearity) {
    return warnedOfNothing(t) ? t : normal_(t, 0, kaimingStd(t, a, mode, nonlinearity));
  }

  /// As [#kaimingNormal_(Tensor, double, FanMode, Nonlinearity)] for a rectifier and incoming
  /// connections.
  public static Tensor kaimingNormal_(Tensor t) {
    return kaimingNormal_(t, 0, FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
  }

  /// Evenly distributed with the variance of Glorot and Bengio 2010: bound = gain · √(6 / (fan in +
  /// fan out)). **Source**: torch.nn.init.xavier\_uniform\_.
  public static Tensor xavierUniform_(Tensor t, double gain) {
    double bound = Math.sqrt(3) * xavierStd(t, gain);
    return uniform_(t, -bound, bound);
  }

  /// As [#xavierUniform_(Tensor, double)] with gain 1.
  public static Tensor xavierUniform_(Tensor t) {
    return xavierUniform_(t, 1);
  }

  /// Normally distributed with the variance of Glorot and Bengio 2010: std = gain · √(2 / (fan in +
  /// fan out)). **Source**: torch.nn.init.xavier\_normal\_.
  public static Tensor xavierNormal_(Tensor t, double gain) {
    return normal_(t, 0, xavierStd(t, gain));
  }

  /// As [#xavierNormal_(Tensor, double)] with gain 1.
  public static Tensor xavierNormal_(Tensor t) {
    return xavierNormal_(t, 1);
  }

  private static double xavierStd(Tensor t, double gain) {
    Fan fan = Fan.of(t);
    return gain * Math.sqrt(2.0 / (fan.in() + fan.out()));
  }

  /// As [#truncNormal_(Tensor, double, double, double, double)] with mean 0, std 1 and bounds ±2.
  public static Tensor truncNormal_(Tensor t) {
    return truncNormal_(t, 0, 1, -2, 2);
  }

  /// Numbers of a normal distribution of which only `low` … `high` is left. **Source**:
  /// torch.nn.init.trunc\_normal\_.
  public static Tensor truncNormal_(Tensor t, double mean, double std, double low, double high) {
    return isSkipped() ? t : SpecialInit.truncNormal(t, mean, std, low, high);
  }

  /// Ones on the diagonal, zeros elsewhere. **Errors**: no matrix. **Source**: torch.nn.init.eye\_.
  public static Tensor eye_(Tensor t) {
    return isSkipped() ? t : SpecialInit.eye(t);
  }

  /// As [#dirac_(Tensor, long)] in one group.
  public static Tensor dirac_(Tensor t) {
    return dirac_(t, 1);
  }

  /// Filters of a convolution that pass as many channels on as they can, in each group of channels.
  /// **Shape**: three to five dimensions. **Source**: torch.nn.init.dirac\_.
  public static Tensor dirac_(Tensor t, long groups) {
    return isSkipped() ? t : SpecialInit.dirac(t, groups);
  }

  /// As [#orthogonal_(Tensor, double)] with gain 1.
  public static Tensor orthogonal_(Tensor t) {
    return orthogonal_(t, 1);
  }

  /// A matrix with orthogonal rows or columns of length `gain`; further dimensions are taken as
  /// columns. **Source**: torch.nn.init.orthogonal\_; Saxe et al. 2013.
  public static Tensor orthogonal_(Tensor t, double gain) {
    return isSkipped() ? t : SpecialInit.orthogonal(t, gain);
  }

  /// Normally distributed numbers, of which a share in each column is 0. **Errors**: no matrix.
  /// **Source**: torch.nn.init.sparse\_; Martens 2010.
  public static Tensor sparse_(Tensor t, double sparsity, double std) {
    return isSkipped() ? t : SpecialInit.sparse(t, sparsity, std);
  }

  private static double kaimingStd(Tensor t, double a, FanMode mode, Nonlinearity nonlinearity) {
    return nonlinearity.gain(a) / Math.sqrt((double) Fan.of(t).of(mode));
  }

  private static boolean warnedOfNothing(Tensor t) {
    for (long size : t.shape()) {
      if (size == 0) {
        Gradus.warn("Initializing zero-element tensors is a no-op");
        return true;
      }
    }
    return false;
  }

  /// A bias as Linear and the convolutions start it: evenly distributed over ±1 / √fan.
  static void bias(Tensor bias, long fanIn) {
    double bound = fanIn > 0 ? 1 / Math.sqrt((double) fanIn) : 0;
    uniform_(bias, -bound, bound);
  }
}
