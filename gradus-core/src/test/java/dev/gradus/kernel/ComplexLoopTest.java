package dev.gradus.kernel;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.expr.ComplexLowering;
import dev.gradus.expr.Complexes;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.expr.Interpreter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Loops over complex numbers, both parts of which lie in one array, against the interpreter bit
/// for bit: scalar and vector loops, into another array and in place.
class ComplexLoopTest {
  private static final int[] SIZES = {1, 3, 8, 17, 67};
  private static final double[] EDGES = {
    0.0, -0.0, 1, -1, 0.5, 1e-30, 3e9, 1e30, Double.NaN, Double.POSITIVE_INFINITY, -1e-40
  };

  record Case(Expr e, Kernels.Mode mode) {}

  static Stream<Case> cases() {
    Expr z = x(0);
    Expr w = x(1);
    return Stream.of(
            z.add(w),
            z.mul(w),
            z.div(w),
            z.mul(p(0)),
            z.conj(),
            z.sign(),
            z.exp(),
            z.expm1(),
            z.log(),
            z.log1p(),
            z.sqrt(),
            z.sin(),
            z.tanh(),
            z.sigmoid(),
            z.pow(w),
            z.pow(c(3)),
            Complexes.tan(z),
            Complexes.acosh(z),
            Complexes.atanh(z),
            w.re().ge(c(0)).select(z, w))
        .flatMap(
            e -> Stream.of(new Case(e, Kernels.Mode.SCALAR), new Case(e, Kernels.Mode.VECTOR)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheInterpreter(Case one) {
    for (Compute type : new Compute[] {Compute.FLOAT, Compute.DOUBLE}) {
      List<Expr> parts =
          ComplexLowering.lower(one.e, 3).stream().map(e -> Formulas.lower(e, type)).toList();
      DType dtype = type == Compute.FLOAT ? DType.FLOAT32 : DType.FLOAT64;
      DType[] out = {dtype, dtype};
      DType[] in = {dtype, dtype, dtype, dtype};
      PointwiseLoop loop = PointwiseLoop.compile(parts, type, out, in, one.mode);
      for (int n : SIZES) {
        compare(loop, parts, type, n, false);
        compare(loop, parts, type, n, true);
      }
    }
  }

  private static void compare(
      PointwiseLoop loop, List<Expr> parts, Compute type, int n, boolean inPlace) {
    double[] a = numbers(n, 1);
    double[] b = numbers(n, 2);
    long[] params = {Double.doubleToRawLongBits(0.7), Double.doubleToRawLongBits(-1.3)};
    double[] wanted = new double[2 * n];
    Interpreter re = new Interpreter(parts.get(0), type);
    Interpreter im = new Interpreter(parts.get(1), type);
    for (int i = 0; i < n; i++) {
      long[] at = {bits(a[2 * i]), bits(a[2 * i + 1]), bits(b[2 * i]), bits(b[2 * i + 1])};
      wanted[2 * i] = Double.longBitsToDouble(re.evaluate(at, params));
      wanted[2 * i + 1] = Double.longBitsToDouble(im.evaluate(at, params));
    }
    Object x = array(a, type);
    Object y = inPlace ? x : array(new double[2 * n], type);
    Object w = array(b, type);
    loop.run(
        n,
        new Object[] {y, y, x, x, w, w},
        new int[] {0, 1, 0, 1, 0, 1},
        new int[] {2, 2, 2, 2, 2, 2},
        params);
    assertThat(canonical(y)).isEqualTo(canonical(array(wanted, type)));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static double[] numbers(int n, int seed) {
    Random random = new Random(seed);
    double[] x = new double[2 * n];
    for (int i = 0; i < x.length; i++) {
      boolean edge = random.nextInt(6) == 0;
      double value = edge ? EDGES[random.nextInt(EDGES.length)] : 3 * random.nextGaussian();
      x[i] = (float) value;
    }
    return x;
  }

  private static Object array(double[] values, Compute type) {
    if (type == Compute.DOUBLE) {
      return values.clone();
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /// The bits, all nans being one.
  private static long[] canonical(Object array) {
    int n = java.lang.reflect.Array.getLength(array);
    long[] all = new long[n];
    for (int i = 0; i < n; i++) {
      all[i] = Double.doubleToLongBits(java.lang.reflect.Array.getDouble(array, i));
    }
    return all;
  }
}
