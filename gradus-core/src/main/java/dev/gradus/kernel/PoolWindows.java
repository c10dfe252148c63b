package dev.gradus.kernel;

/// The windows along one dimension: window `o` sees places `start[o]`, `start[o] + step`, … before
/// `end[o]`, all of them inside.
public record PoolWindows(int[] start, int[] end, int step) {
  /// How many there are.
  public int count() {
    return start.length;
  }
}
