package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// What [Attention] keeps of one panel while it works on it; one after the other uses it. The
/// arrays are at least so long, and hold what the panel before has left.
final class AttentionSpace {
  private final GemmLoops loops;
  private final int panel;
  private final int room;
  private final Workspace first;
  private final Object means;
  private @Nullable Workspace second;

  /// Room for panels of so many queries, until it is given back.
  AttentionSpace(GemmLoops loops, Attention of, int high) {
    this.loops = loops;
    this.panel = high * of.columns();
    this.room = high * Math.max(of.columns(), of.valueWidth());
    this.first = Workspace.take(loops, panel, high * of.width());
    this.means = first.tile(high);
  }

  /// Scores of some queries to all keys, then their weights.
  Object scores() {
    return first.a();
  }

  /// The scaled queries.
  Object queries() {
    return first.b();
  }

  /// A number for each query.
  Object means() {
    return means;
  }

  /// Slopes by scores.
  Object slopes() {
    return more().a();
  }

  /// Products of which sums of rows are needed.
  Object products() {
    return more().b();
  }

  /// Factors of dropout.
  Object factors() {
    return more().tile(panel);
  }

  // What only gradients and dropout need.
  private Workspace more() {
    Workspace known = second;
    if (known == null) {
      known = Workspace.take(loops, panel, room);
      second = known;
    }
    return known;
  }

  void giveBack() {
    first.giveBack();
    if (second != null) {
      second.giveBack();
    }
  }
}
