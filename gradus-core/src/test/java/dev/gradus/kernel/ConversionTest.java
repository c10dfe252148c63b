package dev.gradus.kernel;

import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What elements become when a loop reads them from one dtype and stores them in another.
class ConversionTest {
  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1,
    0.4,
    -0.6,
    1.5,
    2.5,
    -3.99,
    100,
    127,
    128,
    -129,
    255,
    256,
    300,
    -300,
    32767.5,
    40000,
    65504,
    65520,
    70000,
    1e-8,
    6e-5,
    3.3895e38,
    16777217,
    2147483647,
    2147483648.0,
    -2147483649.0,
    3e9,
    -3e9,
    5e12,
    1e19,
    -1e19,
    1e300,
    1e-300,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static final List<DType> DTYPES =
      Arrays.stream(DType.values()).filter(d -> !d.isComplex()).toList();

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  void everyPairOfDtypes(Kernels.Mode mode) {
    for (DType from : DTYPES) {
      for (DType to : DTYPES) {
        Compute compute = computeFor(from);
        Object in = stored(from);
        int n = VALUES.length;
        Object out = new Operand(to).allocate(n);
        loop(x(0), compute, to, from, mode).run1(n, out, 0, in, 0, 1, new long[0]);
        for (int i = 0; i < n; i++) {
          assertThat(shown(to, out, i))
              .as("%s to %s, element %s", from, to, shown(from, in, i))
              .isEqualTo(expected(from, in, i, to));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  void aTruthValueIsOneOrZeroInEveryDtype(Kernels.Mode mode) {
    float[] in = new float[70];
    for (int i = 0; i < in.length; i++) {
      in[i] = i % 3 - 1;
    }
    for (DType to : DTYPES) {
      Object out = new Operand(to).allocate(in.length);
      loop(x(0).gt(0), Compute.FLOAT, to, DType.FLOAT32, mode)
          .run1(in.length, out, 0, in, 0, 1, new long[0]);
      for (int i = 0; i < in.length; i++) {
        String want = to.isFloatingPoint() ? (i % 3 == 2 ? "1.0" : "0.0") : i % 3 == 2 ? "1" : "0";
        assertThat(shown(to, out, i)).as("%s at %d", to, i).isEqualTo(want);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  void anyByteButZeroIsTrue(Kernels.Mode mode) {
    byte[] in = new byte[50];
    for (int i = 0; i < in.length; i++) {
      in[i] = (byte) (i * 51);
    }
    for (DType from : List.of(DType.UINT8, DType.INT8)) {
      byte[] out = new byte[in.length];
      loop(Expr.flag(0), Compute.FLOAT, DType.BOOL, from, mode)
          .run1(in.length, out, 0, in, 0, 1, new long[0]);
      for (int i = 0; i < in.length; i++) {
        assertThat(out[i]).isEqualTo((byte) (in[i] != 0 ? 1 : 0));
      }
    }
  }

  private static PointwiseLoop loop(
      Expr e, Compute compute, DType to, DType from, Kernels.Mode mode) {
    return PointwiseLoop.compile(List.of(e), compute, new DType[] {to}, new DType[] {from}, mode);
  }

  private static Compute computeFor(DType from) {
    return switch (from) {
      case BOOL, UINT8, INT8, INT16, INT32 -> Compute.INT;
      case INT64 -> Compute.LONG;
      case FLOAT64 -> Compute.DOUBLE;
      default -> Compute.FLOAT;
    };
  }

  /// The values as elements of a dtype, made without the code under test.
  private static Object stored(DType dtype) {
    Object array = new Operand(dtype).allocate(VALUES.length);
    for (int i = 0; i < VALUES.length; i++) {
      double v = VALUES[i];
      switch (dtype) {
        case BOOL -> ((byte[]) array)[i] = (byte) (v != 0 ? 1 : 0);
        case FLOAT16 -> ((short[]) array)[i] = Float.floatToFloat16((float) v);
        case BFLOAT16 -> ((short[]) array)[i] = nearestBfloat16((float) v);
        default -> LoopFixture.put(array, i, Double.doubleToRawLongBits(v), true);
      }
    }
    return array;
  }

  /// By comparing the two neighbours, not by bit tricks.
  private static short nearestBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    short down = (short) (bits >> 16);
    if (Float.isNaN(value) || Float.isInfinite(value) || (bits & 0xffff) == 0) {
      return down;
    }
    short up = (short) (down + 1);
    BigDecimal exact = new BigDecimal((double) value).abs();
    float next = Float.intBitsToFloat(up << 16);
    BigDecimal above =
        Float.isInfinite(next) ? BigDecimal.TWO.pow(128) : new BigDecimal((double) next).abs();
    BigDecimal below = new BigDecimal((double) Float.intBitsToFloat(down << 16)).abs();
    int closer = exact.subtract(below).compareTo(above.subtract(exact));
    return closer < 0 || closer == 0 && (down & 1) == 0 ? down : up;
  }

  private static String expected(DType from, Object in, int i, DType to) {
    if (from.isIntegral()) {
      long whole = whole(from, in, i);
      return switch (to) {
        case BOOL -> whole != 0 ? "1" : "0";
        case FLOAT16 -> "" + Float.float16ToFloat(Float.floatToFloat16((float) whole));
        case BFLOAT16 -> "" + Float.intBitsToFloat(nearestBfloat16((float) whole) << 16);
        case FLOAT32 -> "" + (float) whole;
        case FLOAT64 -> "" + (double) whole;
        default -> "" + wrapped(whole, to);
      };
    }
    double real = real(from, in, i);
    return switch (to) {
      case BOOL -> real != 0 ? "1" : "0";
      case FLOAT16 -> "" + Float.float16ToFloat(Float.floatToFloat16((float) real));
      case BFLOAT16 -> "" + Float.intBitsToFloat(nearestBfloat16((float) real) << 16);
      case FLOAT32 -> "" + (float) real;
      case FLOAT64 -> "" + real;
      case INT32 -> "" + (fits(real, 31) ? (int) real : Integer.MIN_VALUE);
      default -> "" + wrapped(fits(real, 63) ? (long) real : Long.MIN_VALUE, to);
    };
  }

  private static boolean fits(double real, int bits) {
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return false;
    }
    return new BigDecimal(real).toBigInteger().bitLength() <= bits;
  }

  private static long wrapped(long whole, DType to) {
    return switch (to) {
      case UINT8 -> whole & 0xff;
      case INT8 -> (byte) whole;
      case INT16 -> (short) whole;
      case INT32 -> (int) whole;
      default -> whole;
    };
  }

  private static long whole(DType dtype, Object array, int i) {
    long value = LoopFixture.bits(array, i);
    return dtype == DType.UINT8 ? value & 0xff : value;
  }

  private static double real(DType dtype, Object array, int i) {
    return switch (dtype) {
      case FLOAT16 -> Float.float16ToFloat(((short[]) array)[i]);
      case BFLOAT16 -> Float.intBitsToFloat(((short[]) array)[i] << 16);
      case FLOAT32 -> ((float[]) array)[i];
      default -> ((double[]) array)[i];
    };
  }

  private static String shown(DType dtype, Object array, int i) {
    if (dtype.isIntegral()) {
      return "" + whole(dtype, array, i);
    }
    double value = real(dtype, array, i);
    return dtype == DType.FLOAT64 ? "" + value : "" + (float) value;
  }
}
