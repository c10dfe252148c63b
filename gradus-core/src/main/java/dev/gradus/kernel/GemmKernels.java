package dev.gradus.kernel;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Chooses the tile kernels for this machine: by the width of its vectors, the number of its
/// registers, whether the module `jdk.incubator.vector` is there, and `-Dgradus.kernels`.
final class GemmKernels {
  private static final String MODE = System.getProperty("gradus.kernels", "");

  private static final boolean ALLOWED =
      !MODE.equals("scalar") && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private static final GemmKernels FLOATS = new GemmKernels(GemmLoops.FLOAT);
  private static final GemmKernels DOUBLES = new GemmKernels(GemmLoops.DOUBLE);

  private final Family tall;
  private final Family flat;

  private GemmKernels(GemmLoops loops) {
    tall = new Family(loops, false);
    flat = new Family(loops, true);
  }

  /// The kernels for `work` multiply-adds in a product of `m` rows.
  static TileKernels choose(GemmLoops loops, int m, long work) {
    if (vectorsAllowed()) {
      VectorTiles tiles = m == 1 ? of(loops).flat.ready(work) : of(loops).tall.ready(work);
      if (tiles != null) {
        return tiles;
      }
    }
    return TileKernels.Portable.forRows(loops, m);
  }

  /// Compiles the vector kernels now, for programs that measure time.
  static void warmUp() {
    for (GemmLoops loops : new GemmLoops[] {GemmLoops.FLOAT, GemmLoops.DOUBLE}) {
      if (vectorsAllowed()) {
        of(loops).tall.warmth.now();
        of(loops).flat.warmth.now();
      }
    }
  }

  private static GemmKernels of(GemmLoops loops) {
    return switch (loops) {
      case FloatGemmLoops _ -> FLOATS;
      case DoubleGemmLoops _ -> DOUBLES;
    };
  }

  static boolean vectorsAllowed() {
    return ALLOWED;
  }

  /// Kernels of one height, which are generated when the warm-up starts.
  private static final class Family {
    /// Multiply-adds done by plain loops before the warm-up starts, about 2 ms.
    private static final long PATIENCE = 1L << 24;

    private final GemmLoops loops;
    private final boolean flat;
    private final WarmUp warmth = new WarmUp(PATIENCE, this::exercises);
    private volatile @Nullable VectorTiles tiles;

    Family(GemmLoops loops, boolean flat) {
      this.loops = loops;
      this.flat = flat;
    }

    @Nullable VectorTiles ready(long work) {
      if (MODE.equals("vector")) {
        return generated();
      }
      return warmth.ready(work) ? tiles : null;
    }

    private WarmUp.Exercise[] exercises() {
      return generated().exercises();
    }

    private synchronized VectorTiles generated() {
      VectorTiles known = tiles;
      if (known == null) {
        known = generate(Width.preferred());
        tiles = known;
      }
      return known;
    }

    /// All accumulators, a row of B and one element of A have to fit into the registers. With 16
    /// registers, 6 × 2 would fit but C2 spills it and loses half its speed; 5 × 2 reaches 94 %.
    private VectorTiles generate(int bits) {
      if (flat) {
        return new VectorTiles(loops, bits, 1, 1, 2, 4, 8);
      }
      return hasManyRegisters(bits)
          ? new VectorTiles(loops, bits, 8, 1, 2, 3)
          : new VectorTiles(loops, bits, 5, 1, 2);
    }
  }

  /// x86 has 32 vector registers with AVX-512 and 16 without; ARM and RISC-V have 32.
  private static boolean hasManyRegisters(int bits) {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean x86 = arch.contains("86") || arch.equals("amd64");
    return !x86 || bits >= 512;
  }

  /// The only class here that refers to the Vector API: it must not be loaded where that is absent.
  static final class Width {
    private Width() {}

    static int preferred() {
      return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
  }
}
