package dev.gradus.op.random;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Function;

/// The words of PyTorch's errors, and checks that several operations share.
public final class Wording {
  private static final int DIGITS = 6;

  private Wording() {}

  /// Throws if the condition does not hold.
  static void require(boolean condition, String sentence, String remedy) {
    if (!condition) {
      throw new GradusArgumentException(sentence + "\n" + remedy);
    }
  }

  static GradusUnsupportedException notImplemented(String kernel, DType dtype, String op) {
    return new GradusUnsupportedException(
        "\"%s\" not implemented for '%s'\n%s: the dtype is %s; use a floating one."
            .formatted(kernel, dtype.scalarName(), op, dtype));
  }

  /// Whether all elements have a property that `test` states in tensor operations; so have none.
  static boolean all(Tensor x, Function<Tensor, Tensor> test) {
    return x.numel() == 0 || !Call.any(Gradus.noGrad(() -> test.apply(x.detach()).logicalNot()));
  }

  /// Checks that all elements lie between 0 and 1.
  static void checkProbabilities(Tensor p) {
    require(
        all(p, t -> t.ge(0).logicalAnd(t.le(1))),
        "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)",
        "bernoulli: probabilities lie between 0 and 1.");
  }

  /// A number as C++ streams print it: six digits, no trailing zeros.
  public static String text(double v) {
    if (Double.isNaN(v)) {
      return "nan";
    }
    if (Double.isInfinite(v)) {
      return v > 0 ? "inf" : "-inf";
    }
    if (v == 0) {
      return 1 / v < 0 ? "-0" : "0";
    }
    if (v == Math.rint(v) && Math.abs(v) < 1e6) {
      return Long.toString((long) v); // without BigDecimal, whose first use takes the JVM 15 ms
    }
    BigDecimal d =
        new BigDecimal(v)
            .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = d.precision() - d.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS) {
      return d.toPlainString();
    }
    String mantissa = d.movePointLeft(exponent).toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// A number as Python prints it: the shortest decimal that reads back as the same number.
  static String python(double v) {
    String shortest = Double.toString(v);
    int e = shortest.indexOf('E');
    if (e < 0) {
      return Double.isInfinite(v) ? (v > 0 ? "inf" : "-inf") : Double.isNaN(v) ? "nan" : shortest;
    }
    int exponent = Integer.parseInt(shortest.substring(e + 1));
    if (exponent >= -4 && exponent < 16) {
      String plain = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = shortest.substring(0, e);
    mantissa = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// The dtype's name in C++.
  public static String typeName(DType dtype) {
    return switch (dtype) {
      case BOOL -> "bool";
      case UINT8 -> "unsigned char";
      case INT8 -> "signed char";
      case INT16 -> "short";
      case INT32 -> "int";
      case INT64 -> "long";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      case COMPLEX64 -> "c10::complex<float>";
      case COMPLEX128 -> "c10::complex<double>";
    };
  }
}
