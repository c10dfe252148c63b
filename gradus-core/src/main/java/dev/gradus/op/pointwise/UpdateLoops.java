package dev.gradus.op.pointwise;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.expr.Leaves;
import dev.gradus.kernel.PointwiseLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The loops of several expressions that overwrite their first operands in one pass, one loop per
/// combination of dtypes.
public final class UpdateLoops {
  private final List<Expr> results;
  private final int operands;
  private final int numbers;
  private final Map<List<DType>, PointwiseLoop> loops = new ConcurrentHashMap<>(2);

  /// Loops for expressions, the k-th being the new elements of the k-th operand.
  public UpdateLoops(List<Expr> results) {
    this.results = List.copyOf(results);
    int most = results.size();
    int p = 0;
    for (Expr e : results) {
      most = Math.max(most, Leaves.usedInputs(e).length());
      p = Math.max(p, Leaves.usedParams(e).length());
    }
    this.operands = most;
    this.numbers = p;
  }

  /// The number of tensors.
  public int operands() {
    return operands;
  }

  /// The number of numbers.
  public int numbers() {
    return numbers;
  }

  /// Overwrites the first operands, whose sizes are the same; the others broadcast to them.
  public void run(Tensor[] x, double[] given) {
    DType[] in = new DType[operands];
    boolean wide = false;
    for (int i = 0; i < operands; i++) {
      in[i] = x[i].dtype();
      wide |= in[i] == DType.FLOAT64;
    }
    Compute compute = wide ? Compute.DOUBLE : Compute.FLOAT;
    PointwiseLoop loop = loops.computeIfAbsent(List.of(in), _ -> compile(compute, in));
    long[] params = new long[numbers];
    for (int i = 0; i < numbers; i++) {
      params[i] = Double.doubleToRawLongBits(given[i]);
    }
    Launch.run(loop, Arrays.copyOf(x, results.size()), x, params);
  }

  private PointwiseLoop compile(Compute compute, DType[] in) {
    List<Expr> lowered = results.stream().map(e -> Formulas.lower(e, compute)).toList();
    return PointwiseLoop.compile(lowered, compute, Arrays.copyOf(in, results.size()), in);
  }
}
