package dev.gradus;

import dev.gradus.op.pointwise.Row;
import dev.gradus.op.special.NormalRows;

/// The error function, gamma functions and their relatives. More of them: [Special].
///
/// **Shape**: that of this tensor. **Dtype**: integers become the default dtype; in place they
/// cannot. **Errors**: complex tensors; in place, an integer tensor.
public sealed interface SpecialFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.run(row.call(), self());
  }

  private Tensor inPlace(Row row) {
    return Call.inPlace(row.call(), self());
  }

  /// The error function: 2/√π times the integral of exp(-t²) from 0 to this. **Gradient**: 2/√π ·
  /// exp(-this²) · g. **Source**: torch.erf, torch.special.erf.
  default Tensor erf() {
    return run(NormalRows.ERF);
  }

  /// [#erf()] in place.
  default Tensor erf_() {
    return inPlace(NormalRows.ERF);
  }

  /// 1 - erf, with all digits where it is small. **Gradient**: -2/√π · exp(-this²) · g. **Source**:
  /// torch.erfc, torch.special.erfc.
  default Tensor erfc() {
    return run(NormalRows.ERFC);
  }

  /// [#erfc()] in place.
  default Tensor erfc_() {
    return inPlace(NormalRows.ERFC);
  }
}
