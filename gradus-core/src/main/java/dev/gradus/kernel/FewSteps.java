package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Interpreter;
import dev.gradus.expr.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes the first few elements of a loop step by step, without making code of it: a class costs
/// about 1 ms, the first of them 8 ms, which loops over a handful of elements never earn back. The
/// bits are those of the loops.
final class FewSteps {
  /// Elements after which making code is cheaper.
  static final int MOST = 16_384;

  private final Compute compute;
  private final Interpreter[] outputs;
  private final DType[] dtypes;

  /// Which operands are meant as truth values.
  private final boolean[] truth;

  private FewSteps(Program program, List<Expr> expressions) {
    this.compute = program.compute;
    this.outputs = new Interpreter[expressions.size()];
    int count = program.operandCount();
    this.dtypes = new DType[count];
    this.truth = new boolean[count];
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] = Interpreter.ofPatterns(expressions.get(k), compute);
      truth[k] = program.node(program.results[k]).type() == Expr.Type.FLAG;
    }
    for (Program.Node node : program.nodes) {
      if (node.isLoad()) {
        truth[outputs.length + node.index()] = node.op() == Op.FLAG_INPUT;
      }
    }
    for (int k = 0; k < count; k++) {
      dtypes[k] = program.operand(k).dtype();
    }
  }

  /// Null where an input is read both as numbers and as truth values, or as a bit pattern.
  static @Nullable FewSteps of(Program program, List<Expr> expressions) {
    for (Program.Node node : program.nodes) {
      boolean twice = node.op() == Op.FLAG_INPUT && program.reads(Op.INPUT, node.index());
      if (twice || node.isLoad() && node.type() == Expr.Type.BITS) {
        return null;
      }
    }
    return new FewSteps(program, expressions);
  }

  /// Runs `m` rows of `n` elements.
  void run(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    long[] x = new long[dtypes.length - outputs.length];
    long[] y = new long[outputs.length];
    long[][] steps = new long[outputs.length][];
    for (int k = 0; k < y.length; k++) {
      steps[k] = new long[outputs[k].size()];
    }
    for (int r = 0; r < m; r++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < x.length; k++) {
          int operand = outputs.length + k;
          int at = offsets[operand] + r * outer[operand] + i * inner[operand];
          x[k] = load(operand, arrays[operand], at);
        }
        // All before the first is stored: an output may be the same array as an input.
        for (int k = 0; k < y.length; k++) {
          y[k] = outputs[k].evaluate(x, params, steps[k]);
        }
        for (int k = 0; k < y.length; k++) {
          store(k, arrays[k], offsets[k] + r * outer[k] + i * inner[k], y[k]);
        }
      }
    }
  }

  private long load(int operand, Object array, int at) {
    return truth[operand]
        ? ElementAccess.truth(array, at, dtypes[operand])
        : ElementAccess.number(array, at, dtypes[operand], compute);
  }

  private void store(int operand, Object array, int at, long value) {
    if (truth[operand]) {
      ElementAccess.storeWhole(array, at, dtypes[operand], value);
    } else {
      ElementAccess.storeNumber(array, at, dtypes[operand], compute, value);
    }
  }
}
