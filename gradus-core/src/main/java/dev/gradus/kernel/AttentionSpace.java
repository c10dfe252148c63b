package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// What [Attention] keeps of one panel while it works on it; one after the other uses it. The
/// arrays hold what the panel before has left.
final class AttentionSpace {
  private final GemmLoops loops;
  private final int panel;
  private final int room;
  private @Nullable Object slopes;
  private @Nullable Object products;
  private @Nullable Object factors;

  /// Scores of some queries to all keys, then their weights.
  final Object scores;

  /// The scaled queries.
  final Object queries;

  /// A number for each query.
  final Object means;

  /// Room for panels of so many queries.
  AttentionSpace(GemmLoops loops, Attention of, int high) {
    this.loops = loops;
    this.panel = high * of.columns();
    this.room = high * Math.max(of.columns(), of.valueWidth());
    this.scores = loops.allocate(panel);
    this.queries = loops.allocate(high * of.width());
    this.means = loops.allocate(high);
  }

  /// Slopes by scores, which only gradients need.
  Object slopes() {
    Object known = slopes;
    if (known == null) {
      known = loops.allocate(panel);
      slopes = known;
    }
    return known;
  }

  /// Factors of dropout, which only it needs.
  Object factors() {
    Object known = factors;
    if (known == null) {
      known = loops.allocate(panel);
      factors = known;
    }
    return known;
  }

  /// Products of which sums of rows are needed.
  Object products() {
    Object known = products;
    if (known == null) {
      known = loops.allocate(room);
      products = known;
    }
    return known;
  }
}
