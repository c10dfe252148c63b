package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Halves;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Interpreter;
import dev.gradus.expr.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Runs compiled loops and compares every element with the interpreter, bit for bit (all nans count
/// as one, because Java leaves their payload open).
final class LoopFixture {
  static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 1000, 4096 + 5
  };

  private static final double[] REALS = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    -2.5,
    3.7,
    -3.7,
    100.25,
    -1e-3,
    8388607.5,
    -8388609.0,
    4503599627370495.5,
    -4503599627370497.0,
    2147483648.0,
    -2147483648.0,
    3e9,
    -3e9,
    1e19,
    -1e19,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -1e-40,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_NORMAL,
    0.1,
    -88.7,
    20.3
  };

  private static final double[] WIDE = {
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_NORMAL,
    1e300,
    -1e-310
  };

  private static final long[] WHOLES = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    7,
    -7,
    31,
    64,
    100,
    -128,
    127,
    255,
    256,
    32767,
    -32768,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 1,
    12345678
  };

  private static final long[] LONGS = {
    Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 40) + 3, 0xFFFFFFFFL
  };

  private final List<Expr> outputs;
  private final Compute compute;
  private final DType[] outTypes;
  private final DType[] inTypes;
  private final PointwiseLoop loop;
  private final List<Interpreter> references;

  LoopFixture(List<Expr> outputs, Compute compute, Kernels.Mode mode) {
    this(outputs, compute, dtype(compute), outputs, mode);
  }

  /// A loop over arrays of a dtype, which is held against other expressions than its own.
  LoopFixture(
      List<Expr> outputs, Compute compute, DType stored, List<Expr> meant, Kernels.Mode mode) {
    this.outputs = outputs;
    this.compute = compute;
    this.outTypes = new DType[outputs.size()];
    for (int k = 0; k < outTypes.length; k++) {
      outTypes[k] = outputs.get(k).type() == Expr.Type.FLAG ? DType.BOOL : stored;
    }
    this.inTypes = inputs(outputs, stored);
    this.loop = PointwiseLoop.compile(outputs, compute, outTypes, inTypes, mode);
    this.references = meant.stream().map(e -> new Interpreter(e, compute)).toList();
  }

  /// The dtype that a computing type stores without conversion.
  static DType dtype(Compute compute) {
    return ScalarAccess.dtype(compute);
  }

  /// Element `i` of input `k` before it is stored: raw double bits, or a whole number.
  static long value(Compute compute, int k, int i) {
    // The strides are coprime to the table sizes, so that all pairs and triples come up.
    long at = i * (k == 0 ? 1L : k == 1 ? 7L : 5L) + i / 37 * (k + 1L) + k * 3L;
    return switch (compute) {
      case INT -> WHOLES[(int) (at % WHOLES.length)];
      case LONG -> {
        int j = (int) (at % (WHOLES.length + LONGS.length));
        yield j < WHOLES.length ? WHOLES[j] : LONGS[j - WHOLES.length];
      }
      case FLOAT -> {
        double d = (float) REALS[(int) (at % REALS.length)];
        yield Double.doubleToRawLongBits(d);
      }
      case DOUBLE -> {
        int j = (int) (at % (REALS.length + WIDE.length));
        yield Double.doubleToRawLongBits(j < REALS.length ? REALS[j] : WIDE[j - REALS.length]);
      }
    };
  }

  /// Stores an outside value into an array.
  static void put(Object array, int i, long value, boolean floating) {
    double real = floating ? Double.longBitsToDouble(value) : value;
    long whole = floating ? (long) real : value;
    switch (array) {
      case byte[] a -> a[i] = (byte) whole;
      case short[] a -> a[i] = (short) whole;
      case int[] a -> a[i] = (int) whole;
      case long[] a -> a[i] = whole;
      case float[] a -> a[i] = (float) real;
      case double[] a -> a[i] = real;
      default -> throw new AssertionError(array);
    }
  }

  private static void put(Object array, int i, long value, DType dtype) {
    switch (dtype) {
      case FLOAT16 ->
          ((short[]) array)[i] = Float.floatToFloat16((float) Double.longBitsToDouble(value));
      case BFLOAT16 ->
          ((short[]) array)[i] = Halves.floatToBfloat16((float) Double.longBitsToDouble(value));
      default -> put(array, i, value, dtype.isFloatingPoint());
    }
  }

  /// The bits of an element, nans made equal.
  private static long bits(Object array, int i, DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> Float.floatToIntBits(Float.float16ToFloat(((short[]) array)[i]));
      case BFLOAT16 -> Float.floatToIntBits(Halves.bfloat16ToFloat(((short[]) array)[i]));
      default -> bits(array, i);
    };
  }

  /// The bits of an element, nans made equal.
  static long bits(Object array, int i) {
    return switch (array) {
      case byte[] a -> a[i];
      case short[] a -> a[i];
      case int[] a -> a[i];
      case long[] a -> a[i];
      case float[] a -> Float.floatToIntBits(a[i]);
      case double[] a -> Double.doubleToLongBits(a[i]);
      default -> throw new AssertionError(array);
    };
  }

  /// The dtypes of the inputs that expressions read: bool for truth values.
  static DType[] inputs(List<Expr> outputs, DType stored) {
    List<DType> dtypes = new ArrayList<>();
    Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Expr> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      Expr e = open.pop();
      if (seen.add(e)) {
        open.addAll(e.args());
        if (e.op() == Op.INPUT || e.op() == Op.FLAG_INPUT) {
          while (dtypes.size() <= e.index()) {
            dtypes.add(stored);
          }
          if (e.op() == Op.FLAG_INPUT) {
            dtypes.set(e.index(), DType.BOOL);
          }
        }
      }
    }
    return dtypes.toArray(new DType[0]);
  }

  /// Runs over `m` rows of `n`, with a step of every input along a row, except those whose bit in
  /// `broadcast` is set, which stand still; checks each element.
  void check(int n, int m, int step, long broadcast, long[] params) {
    int operands = outTypes.length + inTypes.length;
    Object[] arrays = new Object[operands];
    long[] offsets = new long[operands];
    long[][] strides = new long[operands][];
    int width = n * Math.abs(step) + 1;
    for (int k = 0; k < operands; k++) {
      boolean output = k < outTypes.length;
      int input = k - outTypes.length;
      boolean still = !output && (broadcast >>> input & 1) != 0;
      DType dtype = output ? outTypes[k] : inTypes[input];
      arrays[k] = new Operand(dtype).allocate(width * m + 5);
      offsets[k] = 1 + k % 3 + (step < 0 ? (long) -step * (n - 1) : 0);
      strides[k] = new long[] {still ? 1 : width, still ? 0 : step};
      if (!output) {
        for (int i = 0; i < width * m + 5; i++) {
          long value = value(compute, input, i);
          boolean truth = dtype == DType.BOOL;
          put(arrays[k], i, truth ? Long.bitCount(value) & 1 : value, dtype);
        }
      }
    }
    run(n, m, arrays, offsets, strides, params);
    for (int k = 0; k < outTypes.length; k++) {
      verify(k, n, m, arrays, offsets, strides, params);
    }
  }

  private void run(int n, int m, Object[] arrays, long[] offsets, long[][] strides, long[] params) {
    if (m == 1) {
      int[] at = Arrays.stream(offsets).mapToInt(Math::toIntExact).toArray();
      int[] steps = Arrays.stream(strides).mapToInt(s -> (int) s[1]).toArray();
      loop.run(n, arrays, at, steps, params);
    } else {
      loop.run(new long[] {m, n}, arrays, offsets, strides, params);
    }
  }

  private void verify(
      int output, int n, int m, Object[] arrays, long[] offsets, long[][] strides, long[] params) {
    int first = outTypes.length;
    long[] inputs = new long[inTypes.length];
    Object want = new Operand(outTypes[output]).allocate(1);
    DType dtype = outTypes[output];
    for (int r = 0; r < m; r++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < inputs.length; k++) {
          inputs[k] = outside(arrays[first + k], at(offsets, strides, first + k, r, i), inTypes[k]);
        }
        put(want, 0, references.get(output).evaluate(inputs, params), dtype);
        int where = at(offsets, strides, output, r, i);
        if (bits(arrays[output], where, dtype) != bits(want, 0, dtype)) {
          assertThat(show(arrays[output], where, dtype))
              .as(
                  "%s in %s at row %d column %d of %d x %d, inputs %s",
                  outputs.get(output).op(), compute, r, i, m, n, showAll(inputs, compute))
              .isEqualTo(show(want, 0, dtype));
        }
      }
    }
  }

  private static int at(long[] offsets, long[][] strides, int k, int r, int i) {
    return (int) (offsets[k] + r * strides[k][0] + i * strides[k][1]);
  }

  private static long outside(Object array, int i, DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> Double.doubleToRawLongBits(Float.float16ToFloat(((short[]) array)[i]));
      case BFLOAT16 -> Double.doubleToRawLongBits(Halves.bfloat16ToFloat(((short[]) array)[i]));
      case FLOAT32 -> Double.doubleToRawLongBits(((float[]) array)[i]);
      case FLOAT64 -> Double.doubleToRawLongBits(((double[]) array)[i]);
      default -> bits(array, i);
    };
  }

  private static String show(Object array, int i, DType dtype) {
    return Long.toHexString(bits(array, i, dtype));
  }

  private static List<String> showAll(long[] inputs, Compute compute) {
    List<String> shown = new ArrayList<>();
    for (long input : inputs) {
      shown.add(
          compute.isFloating()
              ? Double.toString(Double.longBitsToDouble(input))
              : Long.toString(input));
    }
    return shown;
  }
}
