package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Interpreter;
import dev.gradus.expr.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes the first few elements of a loop step by step, without making code of it: a class costs
/// about 1 ms, which loops over a handful of elements never earn back. The bits are those of the
/// loops.
///
/// Only for arrays of the computing type, and of bool where truth values are meant.
final class FewSteps {
  /// Elements after which making code is cheaper.
  static final int MOST = 8192;

  private final Compute compute;
  private final Interpreter[] outputs;
  private final int inputs;

  private FewSteps(Program program, List<Expr> expressions) {
    this.compute = program.compute;
    this.inputs = program.inputs.size();
    this.outputs = new Interpreter[expressions.size()];
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] = Interpreter.ofPatterns(expressions.get(k), compute);
    }
  }

  /// Null where an array is of another type.
  static @Nullable FewSteps of(Program program, List<Expr> expressions) {
    DType number = ScalarAccess.dtype(program.compute);
    for (int k = 0; k < program.results.length; k++) {
      boolean truth = program.node(program.results[k]).type() == Expr.Type.FLAG;
      if (program.outputs.get(k).dtype() != (truth ? DType.BOOL : number)) {
        return null;
      }
    }
    for (Program.Node node : program.nodes) {
      if (node.isLoad()) {
        DType dtype = program.inputs.get(node.index()).dtype();
        if (dtype != (node.op() == Op.FLAG_INPUT ? DType.BOOL : number)) {
          return null;
        }
      }
    }
    return new FewSteps(program, expressions);
  }

  /// Runs `m` rows of `n` elements.
  void run(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    long[] x = new long[inputs];
    long[] y = new long[outputs.length];
    long[][] steps = new long[outputs.length][];
    for (int k = 0; k < y.length; k++) {
      steps[k] = new long[outputs[k].size()];
    }
    for (int r = 0; r < m; r++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < x.length; k++) {
          int operand = outputs.length + k;
          x[k] = read(arrays[operand], offsets[operand] + r * outer[operand] + i * inner[operand]);
        }
        // All before the first is stored: an output may be the same array as an input.
        for (int k = 0; k < y.length; k++) {
          y[k] = outputs[k].evaluate(x, params, steps[k]);
        }
        for (int k = 0; k < y.length; k++) {
          write(arrays[k], offsets[k] + r * outer[k] + i * inner[k], y[k]);
        }
      }
    }
  }

  private static long read(Object array, int at) {
    if (array instanceof float[] a) {
      return Float.floatToRawIntBits(a[at]);
    }
    if (array instanceof double[] a) {
      return Double.doubleToRawLongBits(a[at]);
    }
    if (array instanceof long[] a) {
      return a[at];
    }
    return array instanceof int[] a ? a[at] : ((byte[]) array)[at];
  }

  @SuppressWarnings("IfChainToSwitch") // whose first run takes the JVM 2 ms
  private static void write(Object array, int at, long pattern) {
    if (array instanceof float[] a) {
      a[at] = Float.intBitsToFloat((int) pattern);
    } else if (array instanceof double[] a) {
      a[at] = Double.longBitsToDouble(pattern);
    } else if (array instanceof long[] a) {
      a[at] = pattern;
    } else if (array instanceof int[] a) {
      a[at] = (int) pattern;
    } else {
      ((byte[]) array)[at] = (byte) pattern;
    }
  }
}
