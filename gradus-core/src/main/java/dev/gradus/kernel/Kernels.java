package dev.gradus.kernel;

/// Which kind of loop a program gets, and how large its pieces are.
final class Kernels {
  /// Nodes that a scalar loop computes at most; measured: beyond, C2 stops unrolling.
  static final int SCALAR_LIMIT = 40;

  /// Nodes that a vector loop computes at most; measured: beyond, C2 stops inlining.
  static final int VECTOR_LIMIT = 60;

  /// Operands of a vector loop at most.
  static final int MOST_VECTOR_OPERANDS = 64;

  /// Rows shorter than this are gathered before vector loops see them.
  static final int SHORT_ROW = 64;

  /// Who decides which kind of loop runs.
  enum Mode {
    /// What was measured to be faster.
    AUTO,
    /// Plain bytecode only.
    SCALAR,
    /// Vector loops wherever a program allows them, from the first element on.
    VECTOR;

    /// The mode that the system property `gradus.kernels` asks for.
    static Mode ofProperty() {
      return switch (System.getProperty("gradus.kernels", "auto")) {
        case "scalar" -> SCALAR;
        case "vector" -> VECTOR;
        default -> AUTO;
      };
    }
  }

  private Kernels() {}

  /// Whether vector loops are used for a program once they are compiled.
  static boolean wantsVector(Program program, Mode mode) {
    return mode == Mode.VECTOR && program.operandCount() > MOST_VECTOR_OPERANDS;
  }

  /// How many elements one thread takes at a time.
  static int grain(Program program) {
    return Math.max(2048, 32768 * 4 / (program.work() + 4));
  }
}
