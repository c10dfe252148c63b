package dev.gradus.kernel;

import java.util.Arrays;

/// The tree of a reduction over neighbouring floats; [DoubleRowTree] is the same text for double.
/// See Note [The tree of a sum] in [Reduction]. An instance serves one thread.
final class FloatRowTree {
  private static final int LANES = LaneLoops.LANES;
  private static final int BLOCK = Reduction.BLOCK;

  private final LaneOp op;
  private final LaneLoops loops;
  private final float[] lanes = new float[2 * LANES];

  FloatRowTree(LaneOp op, LaneLoops loops) {
    this.op = op;
    this.loops = loops;
  }

  /// The reduction of `x[at] … x[at + n - 1]`.
  float row(float[] x, int at, int n) {
    if (n <= BLOCK) {
      return block(x, at, n);
    }
    float[] parts = new float[(n + BLOCK - 1) / BLOCK];
    int whole = n / BLOCK;
    blocks(whole, BLOCK, x, at, BLOCK, parts, 0);
    if (whole < parts.length) {
      parts[whole] = block(x, at + whole * BLOCK, n - whole * BLOCK);
    }
    return combined(op, parts);
  }

  /// `to[o + r]` becomes the reduction of a block of `count` elements from `x[at + r·step]` on.
  void blocks(int rows, int count, float[] x, int at, int step, float[] to, int o) {
    if (op.isExtreme() && count > 0) {
      extremes(rows, count, x, at, step, to, o);
    } else if (op == LaneOp.SUM && count > 0 && count % LANES == 0) {
      loops.sums(rows, count / LANES, x, at, step, to, o);
    } else {
      for (int r = 0; r < rows; r++) {
        to[o + r] = block(x, at + r * step, count);
      }
    }
  }

  /// The reduction of a block.
  float block(float[] x, int at, int count) {
    if (op.isExtreme() && count > 0) {
      range(x, at, count, lanes);
      return extreme(0);
    }
    int whole = count / LANES;
    if (whole > 0) {
      loops.lanes(whole, x, at, lanes, 0);
    } else {
      Arrays.fill(lanes, (float) op.identity());
    }
    for (int i = whole * LANES; i < count; i++) {
      int lane = i - whole * LANES;
      lanes[lane] = op.apply(lanes[lane], x[at + i]);
    }
    return folded(0, count);
  }

  private float folded(int from, int count) {
    if (op == LaneOp.SUM) {
      return sumOfLanes(lanes, from, count);
    }
    int used = Math.min(count, LANES);
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = from; i + half < from + used && i < from + half; i++) {
        lanes[i] = op.apply(lanes[i], lanes[i + half]);
      }
    }
    return lanes[from];
  }

  /// The sum of the lanes from `from` on, into which `count` elements were added up; fewer than 32
  /// lanes are overwritten.
  static float sumOfLanes(float[] lanes, int from, int count) {
    if (count >= LANES) {
      return sumOfEven(lanes, from) + sumOfEven(lanes, from + 1);
    }
    return FewTerms.folded(lanes, from, count);
  }

  /// The sum of `n` elements that were added up in the lanes of some blocks, from `from` on.
  static float sumOfBlocks(float[] lanes, int from, int n, int blocks) {
    if (blocks == 1) {
      return sumOfLanes(lanes, from, n);
    }
    float[] parts = new float[blocks];
    for (int b = 0; b < blocks; b++) {
      parts[b] = sumOfLanes(lanes, from + b * LANES, Math.min(BLOCK, n - b * BLOCK));
    }
    return combined(LaneOp.SUM, parts);
  }

  // The tree written out, which takes a third of the time of the loop.

  private static float sumOfEven(float[] x, int i) {
    return sumOfEight(x, i) + sumOfEight(x, i + 2);
  }

  private static float sumOfEight(float[] x, int i) {
    return sumOfFour(x, i) + sumOfFour(x, i + 4);
  }

  private static float sumOfFour(float[] x, int i) {
    return (x[i] + x[i + 16]) + (x[i + 8] + x[i + 24]);
  }

  /// `ends` become the largest and the smallest of `n` elements, at least 1; both nan if one is.
  void range(float[] x, int at, int n, float[] ends) {
    ranges(1, n, x, at, 0, ends);
  }

  private void ranges(int rows, int n, float[] x, int at, int step, float[] ends) {
    int whole = n / LANES;
    loops.range(rows, whole, x, at, step, ends, 0);
    for (int r = 0; r < rows; r++) {
      for (int i = at + r * step + whole * LANES; i < at + r * step + n; i++) {
        ends[2 * r] = Math.max(ends[2 * r], x[i]);
        ends[2 * r + 1] = Math.min(ends[2 * r + 1], x[i]);
      }
    }
  }

  private void extremes(int rows, int n, float[] x, int at, int step, float[] to, int o) {
    for (int start = 0; start < rows; start += LANES) {
      int some = Math.min(LANES, rows - start);
      ranges(some, n, x, at + start * step, step, lanes);
      for (int r = 0; r < some; r++) {
        to[o + start + r] = extreme(2 * r);
      }
    }
  }

  /// What is asked for of the largest and the smallest number in two lanes.
  private float extreme(int at) {
    if (op == LaneOp.MAX) { // No switch: the JVM would read another class for it.
      return lanes[at];
    }
    return op == LaneOp.MIN
        ? lanes[at + 1]
        : Math.max(Math.abs(lanes[at]), Math.abs(lanes[at + 1]));
  }

  /// The sums of `x[at…] - centre` and of its squares, blocks one after the other.
  void deviations(float[] x, int at, int n, double centre, Deviations sums) {
    sums.start();
    for (int start = 0; start < n; start += BLOCK) {
      int count = Math.min(BLOCK, n - start);
      int whole = count / LANES;
      loops.deviations(whole, x, at + start, centre, lanes, 0);
      for (int i = whole * LANES; i < count; i++) {
        int lane = i - whole * LANES;
        float d = x[at + start + i] - (float) centre;
        lanes[lane] += d;
        lanes[LANES + lane] += d * d;
      }
      sums.add(folded(0, count), folded(LANES, count));
    }
  }

  /// Adds rows of `n` elements, from `x[at]` on, to `sums`, one after the other.
  void addRows(float[] x, int at, int rows, int n, float[] sums) {
    loops.columns(rows, n, x, at, n, sums, 0);
  }

  /// The pairwise reduction of the results of blocks, which are overwritten.
  static float combined(LaneOp op, float[] parts) {
    for (int count = parts.length; count > 1; count = (count + 1) / 2) {
      for (int i = 0; i < count / 2; i++) {
        parts[i] = op.apply(parts[2 * i], parts[2 * i + 1]);
      }
      if (count % 2 == 1) {
        parts[count / 2] = parts[count - 1];
      }
    }
    return parts[0];
  }
}
