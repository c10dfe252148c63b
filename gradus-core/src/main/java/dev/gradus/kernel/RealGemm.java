package dev.gradus.kernel;

import java.util.function.IntConsumer;

/// The product of float or double matrices: chooses the way and divides the work.
final class RealGemm {
  /// Below this many multiply-adds plain loops are as fast, and the Vector API is not even loaded.
  private static final long PACKING_PAYS = 4096;

  /// Multiply-adds for which a second thread pays.
  private static final long SHARE = 1L << 20;

  /// From here on a column times a row needs neither tiles nor chains.
  private static final int OUTER_COLUMNS = 8;

  /// Parts of `c` begin at multiples of these, so that few of them have incomplete tiles: a tile
  /// has eight rows, or five where registers are few.
  private static final int ROW_STEP = 8;

  private static final int COLUMN_STEP = 16;

  /// The same where parts are so wide that evenness matters less than whole tiles.
  private static final int WIDE_COLUMN_STEP = 48;

  private static final int WIDE = 480;

  private RealGemm() {}

  /// `c = a·b`, or with `add` `c += a·b` where the sum of every block of `k` is added in order.
  static void run(
      GemmLoops loops, int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    int pieces = (int) Math.min(Parallel.threads(), (long) m * n * k / SHARE);
    if (pieces > 1) {
      runDivided(loops, m, n, k, a, b, c, add, pieces);
    } else {
      runAlone(loops, m, n, k, a, b, c, add);
    }
  }

  /// Divides `c` into a grid of about `pieces` parts, as square as it can be: every part packs its
  /// own rows of `a` and columns of `b`, and that work grows with the part's circumference.
  static void runDivided(
      GemmLoops loops,
      int m,
      int n,
      int k,
      Strided a,
      RightFactor b,
      Strided c,
      boolean add,
      int pieces) {
    int down = down(m, n, pieces);
    int across = pieces / down;
    int high = roundUp((m + down - 1) / down, ROW_STEP);
    int even = (n + across - 1) / across;
    int wide = roundUp(even, even >= WIDE ? WIDE_COLUMN_STEP : COLUMN_STEP);
    int acrossUsed = (n + wide - 1) / wide;
    int downUsed = (m + high - 1) / high;
    Parallel.run(
        downUsed * acrossUsed,
        t -> {
          int i = t / acrossUsed * high;
          int j = t % acrossUsed * wide;
          int rows = Math.min(high, m - i);
          int columns = Math.min(wide, n - j);
          runAlone(loops, rows, columns, k, a.from(i, 0), b.from(0, j), c.from(i, j), add);
        });
  }

  /// How many parts lie one below the other. Of two ways that are as square, the one with more: a
  /// part then packs less of `a`, and rows can be shared out more evenly than tiles of columns.
  private static int down(int m, int n, int pieces) {
    int best = 1;
    for (int down = 2; down <= pieces; down++) {
      if (pieces % down == 0 && length(m, n, pieces, down) <= length(m, n, pieces, best)) {
        best = down;
      }
    }
    return best;
  }

  /// Half the circumference of a part.
  private static double length(int m, int n, int pieces, int down) {
    return (double) m / down + (double) n * down / pieces;
  }

  /// The same by the calling thread alone.
  static void runAlone(
      GemmLoops loops, int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    long work = (long) m * n * k;
    if (work == 0) {
      clear(loops, m, n, c, add);
      return;
    }
    if (b instanceof Strided matrix) {
      runAlone(loops, m, n, k, a, matrix, c, add);
    } else {
      new PackedGemm(loops, GemmKernels.choose(loops, m, work)).run(m, n, k, a, b, c, add);
    }
  }

  private static void runAlone(
      GemmLoops loops, int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    if (k == 1 && n >= OUTER_COLUMNS && b.column() == 1 && c.column() == 1) {
      loops.outer(m, n, a, b, c, add);
      return;
    }
    long work = (long) m * n * k;
    if (work < PACKING_PAYS || m == 1 && b.column() != 1 || n == 1 && a.row() != 1) {
      loops.direct(m, n, k, a, b, c, add);
      return;
    }
    if (m > 1 && n == 1) {
      runAlone(loops, 1, m, k, b.transposed(), a.transposed(), c.transposed(), add);
      return;
    }
    TileKernels kernels = GemmKernels.choose(loops, m, work);
    if (m == 1 && kernels instanceof TileKernels.Portable) {
      loops.direct(m, n, k, a, b, c, add);
    } else {
      new PackedGemm(loops, kernels).run(m, n, k, a, b, c, add);
    }
  }

  /// The product over no `k` at all is zero.
  private static void clear(GemmLoops loops, int m, int n, Strided c, boolean add) {
    for (int i = 0; i < m && n > 0 && !add; i++) {
      loops.clear(c.array(), c.at(i, 0), n);
    }
  }

  /// Runs `batch` products of `work` multiply-adds each: several at once, or if they are few and
  /// large one after the other, each divided by itself.
  static void shareBatch(int batch, long work, IntConsumer one) {
    int threads = Parallel.threads();
    boolean together = batch >= threads && batch * work >= 2 * SHARE;
    if (threads == 1 || !together) {
      for (int t = 0; t < batch; t++) {
        one.accept(t);
      }
      return;
    }
    int pieces = Math.min(batch, 4 * threads);
    Parallel.run(
        pieces,
        piece -> {
          int end = (int) ((piece + 1L) * batch / pieces);
          for (int t = (int) ((long) piece * batch / pieces); t < end; t++) {
            one.accept(t);
          }
        });
  }

  private static int roundUp(int n, int step) {
    return (n + step - 1) / step * step;
  }
}
