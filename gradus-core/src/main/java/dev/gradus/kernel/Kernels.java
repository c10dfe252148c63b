package dev.gradus.kernel;

import dev.gradus.expr.Op;

/// Which kind of loop a program gets, and how large its pieces are.
final class Kernels {
  /// Nodes that a scalar loop computes at most; measured: beyond, C2 stops unrolling.
  static final int SCALAR_LIMIT = 40;

  /// Nodes that a vector loop computes at most; measured: from some fifty on, C2 often gives up
  /// keeping vectors in registers, and the loop is a hundred times slower.
  static final int VECTOR_LIMIT = 40;

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
  ///
  /// C2 turns plain arithmetic into vector code by itself, as fast as the Vector API. It does not
  /// for bit moves between numbers and patterns, comparisons, selections and truth values; there a
  /// scalar loop is up to ten times slower.
  static boolean wantsVector(Program program, Mode mode) {
    if (mode == Mode.SCALAR || !program.nodes.stream().allMatch(n -> hasVector(n, program))) {
      return false;
    }
    boolean needed =
        mode == Mode.VECTOR || program.nodes.stream().anyMatch(n -> needsVector(n, program));
    return needed && VectorModule.isPresent();
  }

  private static boolean hasVector(Program.Node node, Program program) {
    return switch (node.op()) {
      case REM, POW -> false;
      case DIV -> program.compute.isFloating();
      // One array, once as numbers and once as truth values.
      case FLAG_INPUT ->
          program.nodes.stream().noneMatch(n -> n.op() == Op.INPUT && n.index() == node.index());
      default -> true;
    };
  }

  private static boolean needsVector(Program.Node node, Program program) {
    return switch (node.op()) {
      case ADD, SUB, MUL, DIV, FMA, MIN, MAX, NEG, ABS, SQRT -> false;
      case FLOOR, CEIL, RINT, TRUNC -> program.compute.isFloating();
      case FLAG_INPUT -> false;
      default -> !node.op().isLeaf();
    };
  }

  /// How many elements one thread takes at a time.
  static int grain(Program program) {
    return Math.max(2048, 32768 * 4 / (program.work() + 4));
  }
}
