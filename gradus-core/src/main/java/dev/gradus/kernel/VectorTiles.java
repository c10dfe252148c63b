package dev.gradus.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Tile kernels on the Vector API, one for each width of a panel.
///
/// Before C2 has compiled it, code on the Vector API runs a thousand times slower than afterwards.
/// So a family is warmed up by a thread of its own, started when the work done without it shows
/// that it will pay, and until [#ready] the caller uses [TileKernels.Portable], which gives the
/// same bits.
final class VectorTiles implements TileKernels {
  /// Multiply-adds done by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 24;

  private static final int WARM_DEPTH = 4;
  private static final int WARM_CALLS = 50;
  private static final long WARM_LIMIT_NANOS = 10_000_000_000L;

  private final GemmLoops loops;
  private final int rows;
  private final int lanes;

  /// By ascending width; the first is one vector wide.
  private final TileKernel[] kernels;

  private final AtomicLong missed = new AtomicLong();
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean ready;

  /// The kernels of `rows` times each of `vectors` (ascending, from 1) registers of `bits` bits.
  VectorTiles(GemmLoops loops, int bits, int rows, int... vectors) {
    this.loops = loops;
    this.rows = rows;
    this.lanes = bits / (Byte.SIZE * loops.bytes());
    this.kernels = new TileKernel[vectors.length];
    boolean wide = loops instanceof DoubleGemmLoops;
    for (int i = 0; i < vectors.length; i++) {
      kernels[i] = TileGenerator.generate(wide, bits, rows, vectors[i]);
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  /// The widest kernel that the remaining columns fill but for a part of one vector.
  @Override
  public TileKernel forColumns(int remaining) {
    int i = kernels.length - 1;
    while (i > 0 && kernels[i].columns() >= remaining + lanes) {
      i--;
    }
    return kernels[i];
  }

  /// Whether the kernels are compiled. Where not, `work` multiply-adds are counted as missed, and
  /// enough of them start the warm-up.
  boolean ready(long work) {
    if (!ready && missed.addAndGet(work) > PATIENCE && started.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("gradus-warm-up").start(this::warmUp);
    }
    return ready;
  }

  /// Runs every kernel until it is fast; the widest, which does the most work, first.
  void warmUp() {
    long start = System.nanoTime();
    for (int i = kernels.length - 1; i >= 0; i--) {
      if (!warmUp(kernels[i], start)) {
        return; // Never compiled (an interpreter, an unknown processor): plain loops remain faster.
      }
    }
    ready = true;
  }

  private boolean warmUp(TileKernel kernel, long start) {
    int width = kernel.columns();
    Object a = loops.allocate(rows * WARM_DEPTH);
    Object b = loops.allocate(width * WARM_DEPTH);
    Object c = loops.allocate(rows * width);
    // Interpreted or half compiled, one vector operation takes more than 50 ns; compiled, about 1.
    int operations = rows * (width / lanes) * (WARM_DEPTH + 3) + (rows + width) * WARM_DEPTH;
    long enough = WARM_CALLS * (100L + 5L * operations);
    while (true) {
      long before = System.nanoTime();
      for (int i = 0; i < WARM_CALLS; i++) {
        kernel.run(WARM_DEPTH, a, 0, b, 0, width, c, 0, width, (i & 1) == 0);
      }
      long after = System.nanoTime();
      if (after - before < enough) {
        return true;
      }
      if (after - start > WARM_LIMIT_NANOS) {
        return false;
      }
    }
  }
}
