package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop is made from, and the programs for its two kinds.
final class LoopSource {
  // Of a ready loop they are lowered when they are asked for.
  private final List<Expr> expressions;
  private final Compute compute;
  private final DType[] out;
  private final DType[] in;
  private final Kernels.Mode mode;
  private final int work;
  private final boolean canVector;
  private final boolean needsVector;
  private final boolean triesVector;
  private final @Nullable ReadyLoop ready;
  private final @Nullable FewSteps steps;

  // Losing a race only makes the same thing twice.
  private @Nullable Program program;

  LoopSource(List<Expr> expressions, Compute compute, DType[] out, DType[] in, Kernels.Mode mode) {
    this.expressions = truthsForBooleans(expressions, out);
    this.compute = compute;
    this.out = out.clone();
    this.in = in.clone();
    this.mode = mode;
    Program made = Program.of(this.expressions, compute, out, in);
    this.program = made;
    this.work = made.work();
    this.canVector = Kernels.canVector(made, mode);
    this.needsVector = canVector && (mode == Kernels.Mode.VECTOR || Kernels.needsVector(made));
    this.triesVector = needsVector || canVector && Kernels.isUneven(made);
    this.ready = null;
    this.steps = mode == Kernels.Mode.FEW ? FewSteps.of(made, this.expressions) : null;
  }

  /// One that there is a ready loop for.
  ///
  /// @param expression not lowered yet
  LoopSource(Expr expression, ReadyLoop ready, DType[] in, Kernels.Mode mode) {
    this.expressions = List.of(expression);
    this.compute = Compute.FLOAT;
    this.out = new DType[] {DType.FLOAT32};
    this.in = in.clone();
    this.mode = mode;
    this.work = ready.work;
    this.canVector = mode == Kernels.Mode.AUTO && VectorModule.isPresent();
    this.needsVector = canVector && ready.needsVector;
    this.triesVector = needsVector || canVector && Kernels.isUneven(expression.op());
    this.ready = ready;
    this.steps = null;
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

  /// The number of arrays that are filled.
  int outputs() {
    return out.length;
  }

  /// The number of arrays.
  int operands() {
    return out.length + in.length;
  }

  /// The number of nodes that compute something.
  int work() {
    return work;
  }

  /// Whether vector loops may run, now or once they are compiled.
  boolean canVector() {
    return canVector;
  }

  /// Whether they are worth it wherever the operands start.
  boolean needsVector() {
    return needsVector;
  }

  /// Whether they may be faster, even where operands start together.
  boolean triesVector() {
    return triesVector;
  }

  /// Whether vector loops run from the first element on.
  boolean forcesVector() {
    return canVector && mode == Kernels.Mode.VECTOR;
  }

  /// The loop for operands side by side, if it came with the library.
  @Nullable ReadyLoop ready() {
    return ready;
  }

  /// What computes the first few elements; null if loops do that.
  @Nullable FewSteps steps() {
    return steps;
  }

  /// The program of scalar loops.
  Program program() {
    Program known = program;
    if (known == null) {
      known = Program.of(lowered(), compute, out, in);
      program = known;
    }
    return known;
  }

  /// The program of vector loops.
  Program vectorProgram() {
    return Program.ofVector(VectorForms.of(lowered(), compute, out), compute, out, in);
  }

  private List<Expr> lowered() {
    return ready == null ? expressions : List.of(Formulas.lower(expressions.get(0), compute));
  }
}
