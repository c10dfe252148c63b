package dev.gradus.kernel;

import java.util.Arrays;

/// The tree of a reduction over neighbouring doubles; [FloatRowTree] is the same text for float.
/// See Note [The tree of a sum] in [Reduction]. An instance serves one thread.
final class DoubleRowTree {
  private static final int LANES = LaneLoops.LANES;
  private static final int BLOCK = Reduction.BLOCK;

  private final LaneOp op;
  private final LaneLoops loops;
  private final double[] lanes = new double[2 * LANES];

  DoubleRowTree(LaneOp op, LaneLoops loops) {
    this.op = op;
    this.loops = loops;
  }

  /// The reduction of `x[at] … x[at + n - 1]`.
  double row(double[] x, int at, int n) {
    if (n <= BLOCK) {
      return block(x, at, n);
    }
    double[] parts = new double[(n + BLOCK - 1) / BLOCK];
    for (int b = 0; b < parts.length; b++) {
      parts[b] = block(x, at + b * BLOCK, Math.min(BLOCK, n - b * BLOCK));
    }
    return combined(op, parts);
  }

  /// The reduction of a block.
  double block(double[] x, int at, int count) {
    int whole = count / LANES;
    if (whole > 0) {
      loops.lanes(whole, x, at, lanes, 0);
    } else {
      Arrays.fill(lanes, op.identity());
    }
    for (int i = whole * LANES; i < count; i++) {
      int lane = i - whole * LANES;
      lanes[lane] = op.apply(lanes[lane], x[at + i]);
    }
    return folded(0, count);
  }

  /// The reduction of a block of elements that are read in their own way.
  double block(DoubleSource source, Object x, int at, int count) {
    int whole = count / LANES;
    if (whole > 0) {
      source.loops().lanes(whole, x, at, lanes, 0);
    } else {
      Arrays.fill(lanes, op.identity());
    }
    for (int i = whole * LANES; i < count; i++) {
      int lane = i - whole * LANES;
      lanes[lane] = op.apply(lanes[lane], source.term(x, at + i));
    }
    return folded(0, count);
  }

  private double folded(int from, int count) {
    if (count >= LANES) {
      switch (op) {
        case SUM -> {
          return sumOfEven(from) + sumOfEven(from + 1);
        }
        case MAX -> {
          return Math.max(maxOfEven(from), maxOfEven(from + 1));
        }
        default -> {}
      }
    }
    int used = Math.min(count, LANES);
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = from; i + half < from + used && i < from + half; i++) {
        lanes[i] = op.apply(lanes[i], lanes[i + half]);
      }
    }
    return lanes[from];
  }

  // The tree written out, which takes a third of the time of the loop.

  private double sumOfEven(int i) {
    return sumOfEight(i) + sumOfEight(i + 2);
  }

  private double sumOfEight(int i) {
    return sumOfFour(i) + sumOfFour(i + 4);
  }

  private double sumOfFour(int i) {
    return (lanes[i] + lanes[i + 16]) + (lanes[i + 8] + lanes[i + 24]);
  }

  private double maxOfEven(int i) {
    return Math.max(maxOfEight(i), maxOfEight(i + 2));
  }

  private double maxOfEight(int i) {
    return Math.max(maxOfFour(i), maxOfFour(i + 4));
  }

  private double maxOfFour(int i) {
    return Math.max(Math.max(lanes[i], lanes[i + 16]), Math.max(lanes[i + 8], lanes[i + 24]));
  }

  /// The sums of `x[at…] - centre` and of its squares, blocks one after the other.
  void deviations(double[] x, int at, int n, double centre, Deviations sums) {
    sums.start();
    for (int start = 0; start < n; start += BLOCK) {
      int count = Math.min(BLOCK, n - start);
      int whole = count / LANES;
      loops.deviations(whole, x, at + start, centre, lanes, 0);
      for (int i = whole * LANES; i < count; i++) {
        int lane = i - whole * LANES;
        double d = x[at + start + i] - centre;
        lanes[lane] += d;
        lanes[LANES + lane] += d * d;
      }
      sums.add(folded(0, count), folded(LANES, count));
    }
  }

  /// Adds rows of `n` elements, from `x[at]` on, to `sums`, one after the other.
  void addRows(double[] x, int at, int rows, int n, double[] sums) {
    loops.columns(rows, n, x, at, n, sums, 0);
  }

  /// The pairwise reduction of the results of blocks, which are overwritten.
  static double combined(LaneOp op, double[] parts) {
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
