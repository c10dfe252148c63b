package dev.gradus.kernel;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How the columns of a convolution are cut: several samples with few places side by side, or one
/// sample with many places in pieces.
///
/// Only the sizes decide, never the number of threads: where products of blocks are added up, the
/// order of addition is part of the result.
record ConvBlocks(int samples, int columns, int sampleBlocks, int columnBlocks) {
  /// Columns that make a product worth its packing.
  private static final int ENOUGH = 1024;

  /// Columns of one sample that are worth a product of their own.
  private static final int FEW = 128;

  /// Elements of a block that stay in the second-level cache.
  private static final int NEAR = 1 << 17;

  /// Multiply-adds for which a second thread pays.
  private static final long SHARE = 1L << 20;

  static ConvBlocks of(ConvGeometry s) {
    int places = Math.max(1, s.outVolume());
    int depth = Math.max(1, s.depth());
    if (places >= ENOUGH) {
      int most = Math.max(FEW, NEAR / depth);
      int pieces = Math.ceilDiv(places, most);
      int columns = Math.ceilDiv(places, pieces);
      return new ConvBlocks(1, columns, s.samples(), Math.ceilDiv(places, columns));
    }
    long fit = Math.max(1, 4L * NEAR / ((long) depth * places));
    int together = (int) Math.min(Math.max(1, s.samples()), Math.min(ENOUGH / places, fit));
    return new ConvBlocks(together, places, Math.ceilDiv(s.samples(), together), 1);
  }

  int count() {
    return sampleBlocks * columnBlocks;
  }

  /// Runs tasks of about `work` operations in all, several at once if that pays.
  static void share(int tasks, long work, IntConsumer task) {
    if (work >= 2 * SHARE && tasks > 1) {
      Parallel.run(tasks, task);
      return;
    }
    for (int t = 0; t < tasks; t++) {
      task.accept(t);
    }
  }

  /// Writes to an array of floats or doubles what runs of `count` sums, one behind the other, add
  /// up to.
  static void addUp(double[] sums, int count, Object to) {
    for (int i = 0; i < count; i++) {
      double sum = sums[i];
      for (int o = count + i; o < sums.length; o += count) {
        sum += sums[o];
      }
      switch (to) {
        case float[] t -> t[i] = (float) sum;
        case double[] t -> t[i] = sum;
        default -> throw new AssertionError(to.getClass());
      }
    }
  }

  /// The product of matrices of a type that convolutions have, by the calling thread.
  static void product(
      Object type, int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    switch (type) {
      case float[] _ -> RealGemm.runAlone(GemmLoops.FLOAT, m, n, k, a, b, c, add);
      case double[] _ -> RealGemm.runAlone(GemmLoops.DOUBLE, m, n, k, a, b, c, add);
      default -> IntegerGemm.run(dev.gradus.dtype.DType.INT64, m, n, k, a, (Strided) b, c);
    }
  }

  /// As [#product], by several threads if that pays.
  static void sharedProduct(
      Object type, int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    switch (type) {
      case float[] _ -> RealGemm.run(GemmLoops.FLOAT, m, n, k, a, b, c, add);
      case double[] _ -> RealGemm.run(GemmLoops.DOUBLE, m, n, k, a, b, c, add);
      default -> product(type, m, n, k, a, b, c, add);
    }
  }

  /// Two buffers for one running task, with arbitrary content.
  static final class Buffers implements AutoCloseable {
    private final @Nullable Workspace space;
    final Object columns;
    final Object rows;

    private Buffers(@Nullable Workspace space, Object columns, Object rows) {
      this.space = space;
      this.columns = columns;
      this.rows = rows;
    }

    static Buffers take(Object type, int columns, int rows) {
      @Nullable GemmLoops loops =
          switch (type) {
            case float[] _ -> GemmLoops.FLOAT;
            case double[] _ -> GemmLoops.DOUBLE;
            default -> null;
          };
      if (loops == null) {
        return new Buffers(null, new long[columns], new long[rows]);
      }
      Workspace space = Workspace.take(loops, columns, rows);
      return new Buffers(space, space.a(), space.b());
    }

    @Override
    public void close() {
      if (space != null) {
        space.giveBack();
      }
    }
  }
}
