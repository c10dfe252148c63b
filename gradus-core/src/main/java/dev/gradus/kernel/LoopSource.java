package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop is made from, and the programs for its two kinds.
final class LoopSource {
  /// The program of scalar loops.
  final Program program;

  private final List<Expr> expressions;
  private final DType[] out;
  private final DType[] in;
  private final Kernels.Mode mode;
  private final boolean canVector;
  private final boolean needsVector;
  private final @Nullable FewSteps steps;

  LoopSource(List<Expr> expressions, Compute compute, DType[] out, DType[] in, Kernels.Mode mode) {
    this.expressions = truthsForBooleans(expressions, out);
    this.out = out.clone();
    this.in = in.clone();
    this.mode = mode;
    this.program = Program.of(this.expressions, compute, out, in);
    this.canVector = Kernels.canVector(program, mode);
    this.needsVector = canVector && (mode == Kernels.Mode.VECTOR || Kernels.needsVector(program));
    this.steps = mode == Kernels.Mode.FEW ? FewSteps.of(program, this.expressions) : null;
  }

  /// A number that goes into a bool array is a comparison with 0, which vector loops have.
  private static List<Expr> truthsForBooleans(List<Expr> expressions, DType[] out) {
    List<Expr> stored = new ArrayList<>(expressions);
    for (int k = 0; k < out.length; k++) {
      Expr e = stored.get(k);
      if (out[k] == DType.BOOL && e.type() == Expr.Type.NUMBER) {
        stored.set(k, e.ne(0));
      }
    }
    return List.copyOf(stored);
  }

  /// Whether vector loops may run, now or once they are compiled.
  boolean canVector() {
    return canVector;
  }

  /// Whether they are worth it wherever the operands start.
  boolean needsVector() {
    return needsVector;
  }

  /// Whether vector loops run from the first element on.
  boolean forcesVector() {
    return canVector && mode == Kernels.Mode.VECTOR;
  }

  /// What computes the first few elements; null if loops do that.
  @Nullable FewSteps steps() {
    return steps;
  }

  /// The program of vector loops.
  Program vectorProgram() {
    Compute compute = program.compute;
    return Program.ofVector(VectorForms.of(expressions, compute, out), compute, out, in);
  }
}
