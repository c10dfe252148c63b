package dev.gradus;

import dev.gradus.op.distance.DistanceCalls;

/// Distances and similarities among the statics of [Gradus].
abstract sealed class Distances extends Grids permits MarginLosses {
  /// The Euclidean distances between all rows of two matrices. **Shape**: (…, n, c), (…, m, c) →
  /// (…, n, m); the leading dimensions broadcast. **Dtype**: floating. **Gradient**: see
  /// [#cdist(Tensor, Tensor, double, CdistMode)]. **Source**: torch.cdist.
  public static Tensor cdist(Tensor x1, Tensor x2) {
    return cdist(x1, x2, 2, CdistMode.IF_NECESSARY);
  }

  /// The distances of order p: (Σ |a − b|^p)^(1/p), for 0 how many differ, for infinity the
  /// largest. **Gradient**: Σ sign(d) (|d| / y)^(p−1) · g with d the differences, 0 where y or d is
  /// 0; for infinite p g · sign(d) at every largest difference.
  public static Tensor cdist(Tensor x1, Tensor x2, double p) {
    return cdist(x1, x2, p, CdistMode.IF_NECESSARY);
  }

  /// As [#cdist(Tensor, Tensor, double)] where the order is 2, by a matrix product or not.
  /// **Errors**: a negative order, other numbers of columns, integers.
  public static Tensor cdist(Tensor x1, Tensor x2, double p, CdistMode mode) {
    return DistanceCalls.cdist(x1, x2, p, mode);
  }

  /// The Euclidean distances between each row and the later ones. **Shape**: (n, c) → (n (n − 1) /
  /// 2). **Gradient**: as that of [#cdist(Tensor, Tensor, double)]. **Source**:
  /// torch.nn.functional.pdist.
  public static Tensor pdist(Tensor input) {
    return pdist(input, 2);
  }

  /// As [#pdist(Tensor)] of order p. **Errors**: a negative order, other than two dimensions,
  /// integers.
  public static Tensor pdist(Tensor input, double p) {
    return DistanceCalls.pdist(input, p);
  }

  /// The Euclidean distances between rows side by side, with 1e-6 added to every difference.
  /// **Shape**: (…, c), (…, c) → (…); both broadcast. **Dtype**: integers become the default dtype.
  /// **Gradient**: (d + eps) / y · g and minus that. **Source**:
  /// torch.nn.functional.pairwise\_distance.
  public static Tensor pairwiseDistance(Tensor x1, Tensor x2) {
    return pairwiseDistance(x1, x2, 2, 1e-6, false);
  }

  /// As [#pairwiseDistance(Tensor, Tensor)] of order p, with another addition, and with or without
  /// a dimension of size 1 in place of the last.
  public static Tensor pairwiseDistance(
      Tensor x1, Tensor x2, double p, double eps, boolean keepdim) {
    return DistanceCalls.pairwise(x1, x2, p, eps, keepdim);
  }

  /// [#cosineSimilarity(Tensor, Tensor, int, double)] along dimension 1 with eps 1e-8.
  public static Tensor cosineSimilarity(Tensor x1, Tensor x2) {
    return cosineSimilarity(x1, x2, 1, 1e-8);
  }

  /// The cosine of the angle between vectors along a dimension: Σ x1 / |x1| · x2 / |x2|, where no
  /// length is less than `eps`. **Shape**: the broadcast one without the dimension. **Gradient**:
  /// (x2 / |x2| − y · x1 / |x1|) / |x1| · g, and so for x2. **Errors**: two integer tensors.
  /// **Source**: torch.nn.functional.cosine\_similarity.
  public static Tensor cosineSimilarity(Tensor x1, Tensor x2, int dim, double eps) {
    return DistanceCalls.cosine(x1, x2, dim, eps);
  }
}
