package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Op;

/// Which kind of loop a program gets, and how large its pieces are.
final class Kernels {
  /// Nodes that a scalar loop computes at most; measured: beyond, C2 stops unrolling.
  static final int SCALAR_LIMIT = 40;

  /// Nodes that a vector loop computes at most; measured: up to sixty or seventy stay in registers,
  /// but C2 takes longer than linearly to compile them.
  static final int VECTOR_LIMIT = 50;

  /// Rows shorter than this are gathered before vector loops see them.
  static final int SHORT_ROW = 64;

  /// Who decides which kind of loop runs.
  enum Mode {
    /// What was measured to be faster.
    AUTO,
    /// Plain bytecode only.
    SCALAR,
    /// As [#SCALAR], but the first few elements of a loop are computed without making code: for
    /// programs that are over in a moment.
    FEW,
    /// Vector loops wherever a program allows them, from the first element on.
    VECTOR;

    /// The mode that the system property `gradus.kernels` asks for.
    static Mode ofProperty() {
      return switch (System.getProperty("gradus.kernels", "auto")) {
        case "scalar" -> SCALAR;
        case "few" -> FEW;
        case "vector" -> VECTOR;
        default -> AUTO;
      };
    }
  }

  private Kernels() {}

  /// Whether a program can be a vector loop.
  static boolean canVector(Program program, Mode mode) {
    return mode != Mode.SCALAR
        && mode != Mode.FEW
        && VectorModule.isPresent()
        && hasVectors(program);
  }

  /// Whether vector loops have all the steps of a program.
  static boolean hasVectors(Program program) {
    for (Program.Node node : program.nodes) {
      if (!hasVector(node, program)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the scalar loops of a program are slow.
  ///
  /// C2 turns plain arithmetic into vector code by itself, as fast as the Vector API. It does not
  /// for bit moves between numbers and patterns, comparisons, selections and truth values; there a
  /// scalar loop is up to ten times slower. Nor does it where arrays start at different offsets, as
  /// between passes (Note [One index for all]), or where a loop writes several arrays, as the step
  /// of an optimiser: Adam's over a million elements takes 3300 µs scalar and 410 µs in vectors.
  static boolean needsVector(Program program) {
    return program.results.length > 1
        || program.work() > 0 && has(program, DType.FLOAT16)
        || program.work() > SCALAR_LIMIT
        || program.compute == Compute.FLOAT && has(program, DType.BFLOAT16)
        || hasSlowStep(program);
  }

  /// Whether a program has steps that C2 vectorises well in one process and not in the next: over a
  /// million elements `x / 6` takes 100 or 185 µs, `max(x, 0)` 98 or 115, `min(max(x, 0), 6)` 100
  /// or 225.
  static boolean isUneven(Program program) {
    for (Program.Node node : program.nodes) {
      if (program.compute.isFloating() && isUneven(node.op())) {
        return true;
      }
    }
    return false;
  }

  /// The same of a program of one step.
  static boolean isUneven(Op op) {
    // No switch: the JVM would read another class for it, on the way to the first result.
    return op == Op.DIV || op == Op.SQRT || op == Op.MAX || op == Op.MIN;
  }

  private static boolean hasSlowStep(Program program) {
    for (Program.Node node : program.nodes) {
      if (needsVector(node, program)) {
        return true;
      }
    }
    return false;
  }

  /// C2 vectorises the conversion of float16 in a loop that does nothing else.
  private static boolean has(Program program, DType dtype) {
    for (int k = 0; k < program.operandCount(); k++) {
      if (program.operand(k).dtype() == dtype) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasVector(Program.Node node, Program program) {
    return switch (node.op()) {
      case REM, POW -> false;
      case DIV -> program.compute.isFloating();
      // One array, once as numbers and once as truth values.
      case FLAG_INPUT -> !program.reads(Op.INPUT, node.index());
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

  /// How many elements one thread takes at a time: fewer if they are expensive, but enough to pay
  /// for new temporaries.
  static int grain(int work) {
    int least = work > SCALAR_LIMIT ? 32_768 : 4096;
    return Math.max(least, 32_768 * 4 / (work + 4));
  }
}
