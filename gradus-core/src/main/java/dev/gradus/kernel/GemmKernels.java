package dev.gradus.kernel;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Chooses the tile kernels for this machine: by the width of its vectors, the number of its
/// registers, whether the module `jdk.incubator.vector` is there, and `-Dgradus.kernels`.
final class GemmKernels {
  private static final String MODE = System.getProperty("gradus.kernels", "");

  private GemmKernels() {}

  private static final class Floats {
    static final @Nullable Pair PAIR = Pair.of(GemmLoops.FLOAT);
  }

  private static final class Doubles {
    static final @Nullable Pair PAIR = Pair.of(GemmLoops.DOUBLE);
  }

  /// Kernels for several rows, and for one.
  private record Pair(VectorTiles tall, VectorTiles flat) {

    static @Nullable Pair of(GemmLoops loops) {
      boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      if (!present || MODE.equals("scalar")) {
        return null;
      }
      int bits = Width.preferred();
      VectorTiles flat = new VectorTiles(loops, bits, 1, 1, 2, 4, 8);
      // All accumulators, a row of B and one element of A have to fit into the registers.
      return hasManyRegisters(bits)
          ? new Pair(new VectorTiles(loops, bits, 8, 1, 2, 3), flat)
          : new Pair(new VectorTiles(loops, bits, 6, 1, 2), flat);
    }
  }

  /// The only class here that refers to the Vector API: it must not be loaded where that is absent.
  private static final class Width {
    static int preferred() {
      return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
  }

  /// x86 has 32 vector registers with AVX-512 and 16 without; ARM and RISC-V have 32.
  private static boolean hasManyRegisters(int bits) {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean x86 = arch.contains("86") || arch.equals("amd64");
    return !x86 || bits >= 512;
  }

  /// The kernels for `work` multiply-adds in a product of `m` rows.
  static TileKernels choose(GemmLoops loops, int m, long work) {
    Pair pair = pair(loops);
    if (pair != null) {
      VectorTiles tiles = m == 1 ? pair.flat() : pair.tall();
      if (MODE.equals("vector") || tiles.ready(work)) {
        return tiles;
      }
    }
    return TileKernels.Portable.forRows(loops, m);
  }

  /// Compiles the vector kernels now, for programs that measure time.
  static void warmUp() {
    for (GemmLoops loops : new GemmLoops[] {GemmLoops.FLOAT, GemmLoops.DOUBLE}) {
      Pair pair = pair(loops);
      if (pair != null) {
        pair.tall().warmUp();
        pair.flat().warmUp();
      }
    }
  }

  private static @Nullable Pair pair(GemmLoops loops) {
    return switch (loops) {
      case FloatGemmLoops _ -> Floats.PAIR;
      case DoubleGemmLoops _ -> Doubles.PAIR;
    };
  }
}
