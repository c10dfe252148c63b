package dev.gradus;

import dev.gradus.op.special.NormalRows;

/// PyTorch's `torch.special`: functions of single elements.
///
/// **Shape**: that of the tensor; two operands broadcast. **Dtype**: integers become the default
/// dtype. **Errors**: complex tensors.
public final class Special {
  private Special() {}

  /// [Tensor#erf()]. **Source**: torch.special.erf.
  public static Tensor erf(Tensor x) {
    return x.erf();
  }

  /// [Tensor#erfc()]. **Source**: torch.special.erfc.
  public static Tensor erfc(Tensor x) {
    return x.erfc();
  }

  /// exp(x²) · erfc(x), without overflow where x is large. **Gradient**: (2 · x · y - 2/√π) · g.
  /// **Source**: torch.special.erfcx.
  public static Tensor erfcx(Tensor x) {
    return Call.run(NormalRows.ERFCX.call(), x);
  }

  /// The share of the standard normal distribution below x. **Gradient**: exp(-x²/2) / √(2π) · g.
  /// **Source**: torch.special.ndtr.
  public static Tensor ndtr(Tensor x) {
    return Call.run(NormalRows.NDTR.call(), x);
  }

  /// The logarithm of [#ndtr(Tensor)], with all digits far below 0. **Gradient**: √(2/π) · g /
  /// erfcx(-x/√2). **Source**: torch.special.log\_ndtr.
  public static Tensor logNdtr(Tensor x) {
    return Call.run(NormalRows.LOG_NDTR.call(), x);
  }
}
