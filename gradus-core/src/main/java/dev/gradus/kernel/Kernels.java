package dev.gradus.kernel;

/// Which kind of loop a program gets, and how large its pieces are.
final class Kernels {
  /// Nodes that a scalar loop computes at most; measured: beyond, C2 stops unrolling.
  static final int SCALAR_LIMIT = 40;

  /// Nodes that a vector loop computes at most; measured: beyond, C2 stops inlining.
  static final int VECTOR_LIMIT = 60;

  /// Rows shorter than this are gathered before vector loops see them.
  static final int SHORT_ROW = 64;

  private Kernels() {}

  /// Whether vector loops are used for a program once they are compiled.
  static boolean wantsVector(Program program) {
    return false;
  }

  /// How many elements one thread takes at a time.
  static int grain(Program program) {
    return Math.max(2048, 32768 * 4 / (program.work() + 4));
  }
}
