package dev.gradus;

import dev.gradus.op.linalg.LuUnpack;

/// Functions of matrices among the statics of [Gradus]; most are in [Linalg].
abstract sealed class MatrixCalls extends Histograms permits ProductCalls {
  /// The matrices of factors that [Linalg#luFactor(Tensor)] computed: A = P·L·U. **Gradient**:
  /// those of L below the diagonal and of U on and above it. **Source**: torch.lu\_unpack.
  public static LuFactors luUnpack(Tensor lu, Tensor pivots) {
    return luUnpack(lu, pivots, true, true);
  }

  /// As [#luUnpack(Tensor, Tensor)]; without `data` L and U are empty, without `permutation` P.
  public static LuFactors luUnpack(Tensor lu, Tensor pivots, boolean data, boolean permutation) {
    Tensor[] parts = LuUnpack.of(lu, pivots, data, permutation);
    return new LuFactors(parts[0], parts[1], parts[2]);
  }
}
