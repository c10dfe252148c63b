package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.TensorData;
import java.util.List;

/// What was recorded of decompositions whose results are not unique.
///
/// Signs (and phases) of vectors, and the permutation where pivots are equal, are free; so
/// PyTorch's results went through one of these functions, and the recorded gradients are those of
/// its outputs.
final class Processed {
  private Processed() {}

  /// Of P, L and U: L and U.
  static List<Tensor> lu(Tensor l, Tensor u) {
    return List.of(l, u);
  }

  /// Of eigenvalues and eigenvectors: the values and |V|.
  static List<Tensor> eigen(Tensor values, Tensor vectors) {
    return List.of(values, vectors.abs());
  }

  /// Of U, S and Vh, cut to the smaller side: |U|, or S, or S and |Vh|, or U·Vh and S.
  ///
  /// @param rank the number of dimensions of the decomposed tensor
  /// @param recorded the recorded outputs, whose number and ranks tell which of the four it is
  static List<Tensor> svd(Tensor u, Tensor s, Tensor vh, int rank, List<TensorData> recorded) {
    long k = s.size(-1);
    boolean firstIsMatrix = recorded.get(0).shape().length == rank;
    if (recorded.size() == 1) {
      return List.of(firstIsMatrix ? u.narrow(-1, 0, k).abs() : s);
    }
    Tensor cut = vh.narrow(-2, 0, k);
    return firstIsMatrix ? List.of(u.narrow(-1, 0, k).matmul(cut), s) : List.of(s, cut.abs());
  }
}
