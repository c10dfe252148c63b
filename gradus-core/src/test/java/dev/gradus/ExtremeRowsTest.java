package dev.gradus;

import static dev.gradus.ExtremeValues.INF;
import static dev.gradus.ExtremeValues.assertClose;
import static dev.gradus.ExtremeValues.isFinite;
import static dev.gradus.ExtremeValues.leaf;
import static dev.gradus.ExtremeValues.max;
import static dev.gradus.ExtremeValues.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions of rows of numbers at the ends of the range: softmax and its relatives, norms,
/// spreads, normalisations, with gradients.
class ExtremeRowsTest {
  /// A function of a row of three.
  ///
  /// @param slack how far the result may be off beyond rounding
  /// @param value what it gives
  /// @param gradient the gradient of the sum of the results times 1, 2, 3 where all numbers and
  ///   results are finite
  record RowFunction(
      String name,
      UnaryOperator<Tensor> function,
      double slack,
      UnaryOperator<double[]> value,
      UnaryOperator<double[]> gradient) {
    // PyTorch's gradients subtract the result or the mean, which was rounded to the dtype.
    double rounded(DType dtype) {
      boolean subtracts = Set.of("logsumexp", "var", "std").contains(name);
      return !subtracts ? 0 : dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final double[] WEIGHTS = {1, 2, 3};
  private static final double EPS = 1e-5;

  static Stream<RowFunction> functions() {
    return Stream.of(
        new RowFunction(
            "logsumexp",
            x -> x.logsumexp(0),
            1e-7,
            x -> new double[] {logSumExp(x)},
            ExtremeRowsTest::softmax),
        new RowFunction(
            "softmax", x -> x.softmax(0), 1e-7, ExtremeRowsTest::softmax, softmaxSlope(1)),
        new RowFunction(
            "softmin",
            x -> x.softmin(0),
            1e-7,
            x -> softmax(times(x, -1)),
            x -> times(softmaxSlope(1).apply(times(x, -1)), -1)),
        new RowFunction(
            "log_softmax",
            x -> x.logSoftmax(0),
            1e-7,
            ExtremeRowsTest::logSoftmax,
            x -> combined(WEIGHTS, softmax(x), (w, y) -> w - y * sum(WEIGHTS))),
        norm(1),
        norm(2),
        norm(3),
        norm(0.5),
        norm(INF),
        norm(-INF),
        spread("var", x -> x.var(new int[] {0}, 1, false), false),
        spread("std", x -> x.std(new int[] {0}, 1, false), true),
        normalised("layer norm", x -> Gradus.layerNorm(x, 3)),
        normalised("group norm", x -> Gradus.groupNorm(x.view(1, 3, 1), 1).view(3)),
        normalised("instance norm", x -> Gradus.instanceNorm(x.view(1, 1, 3)).view(3)),
        normalised("batch norm", x -> batchNorm(x.view(3, 1)).view(3)),
        new RowFunction(
            "rms norm",
            x -> Gradus.rmsNorm(x, new long[] {3}, null, EPS),
            0,
            x -> times(x, 1 / Math.sqrt(squares(x) / 3 + EPS)),
            x -> {
              double r = 1 / Math.sqrt(squares(x) / 3 + EPS);
              double along = sum(combined(WEIGHTS, x, (w, v) -> w * v)) / 3;
              return combined(WEIGHTS, x, (w, v) -> r * (w - v * r * along * r));
            }),
        new RowFunction(
            "normalize",
            x -> Gradus.normalize(x, 2, 0),
            1e-12,
            x -> times(x, 1 / Math.max(length(x), 1e-12)),
            x -> {
              double n = length(x);
              double along = sum(combined(WEIGHTS, x, (w, v) -> w * v));
              return n < 1e-12
                  ? times(WEIGHTS, 1e12)
                  : combined(WEIGHTS, x, (w, v) -> (w - v / n * (along / n)) / n);
            }));
  }

  private static Tensor batchNorm(Tensor x) {
    return Gradus.batchNorm(x, null, null, BatchNormOptions.DEFAULT.withTraining(true));
  }

  // --- What reasoning says, in double precision ---

  private static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(v -> v * factor).toArray();
  }

  private static double[] combined(
      double[] a, double[] b, java.util.function.DoubleBinaryOperator f) {
    return ExtremeValues.pairwise(a, b, f);
  }

  private static double logSumExp(double[] x) {
    double m = max(x);
    double shift = Double.isInfinite(m) ? 0 : m;
    return shift + Math.log(sum(Arrays.stream(x).map(v -> Math.exp(v - shift)).toArray()));
  }

  // An infinity less itself is nan, which takes the whole row along.
  private static double[] softmax(double[] x) {
    double m = max(x);
    double[] e = Arrays.stream(x).map(v -> Math.exp(v - m)).toArray();
    return times(e, 1 / sum(e));
  }

  private static double[] logSoftmax(double[] x) {
    double m = max(x);
    double log = Math.log(sum(Arrays.stream(x).map(v -> Math.exp(v - m)).toArray()));
    return Arrays.stream(x).map(v -> v - m - log).toArray();
  }

  private static UnaryOperator<double[]> softmaxSlope(double factor) {
    return x -> {
      double[] y = softmax(x);
      double along = sum(combined(WEIGHTS, y, (w, v) -> w * v));
      return combined(WEIGHTS, y, (w, v) -> factor * v * (w - along));
    };
  }

  private static double squares(double[] x) {
    return sum(Arrays.stream(x).map(v -> v * v).toArray());
  }

  private static double length(double[] x) {
    return power(x, 2);
  }

  // Scaled by the largest: no power overflows or vanishes.
  private static double power(double[] x, double p) {
    double most = max(Arrays.stream(x).map(Math::abs).toArray());
    if (most == 0 || Double.isInfinite(most) || Double.isNaN(most)) {
      return most;
    }
    double all = sum(Arrays.stream(x).map(v -> Math.pow(Math.abs(v) / most, p)).toArray());
    return most * Math.pow(all, 1 / p);
  }

  private static RowFunction norm(double p) {
    return new RowFunction(
        "norm of order " + p,
        x -> Linalg.vectorNorm(x, p, new int[] {0}, false, null),
        0,
        x -> new double[] {normOf(x, p)},
        x -> {
          double n = normOf(x, p);
          double ties = Arrays.stream(x).filter(v -> Math.abs(v) == n).count();
          return Arrays.stream(x)
              .map(v ->
                  n == 0 || v == 0
                      ? 0
                      : Double.isInfinite(p)
                          ? (Math.abs(v) == n ? Math.signum(v) / ties : 0)
                          : Math.signum(v) * Math.pow(Math.abs(v) / n, p - 1))
              .toArray();
        });
  }

  private static double normOf(double[] x, double p) {
    double[] size = Arrays.stream(x).map(Math::abs).toArray();
    if (p == INF) {
      return max(size);
    }
    return p == -INF ? Arrays.stream(size).reduce(INF, Math::min) : power(x, p);
  }

  private static double mean(double[] x) {
    return sum(x) / x.length;
  }

  private static double variance(double[] x, int n) {
    double m = mean(x);
    return squares(Arrays.stream(x).map(v -> v - m).toArray()) / n;
  }

  private static RowFunction spread(String name, UnaryOperator<Tensor> function, boolean root) {
    return new RowFunction(
        name,
        function,
        0,
        x -> new double[] {root ? Math.sqrt(variance(x, 2)) : variance(x, 2)},
        x -> {
          double s = Math.sqrt(variance(x, 2));
          double m = mean(x);
          return Arrays.stream(x)
              .map(v -> root ? (s == 0 ? 0 : (v - m) / (2 * s)) : v - m)
              .toArray();
        });
  }

  private static RowFunction normalised(String name, UnaryOperator<Tensor> function) {
    return new RowFunction(
        name,
        function,
        1e-7,
        x -> {
          double m = mean(x);
          double r = 1 / Math.sqrt(variance(x, 3) + EPS);
          return Arrays.stream(x).map(v -> (v - m) * r).toArray();
        },
        x -> {
          double m = mean(x);
          double r = 1 / Math.sqrt(variance(x, 3) + EPS);
          double[] y = Arrays.stream(x).map(v -> (v - m) * r).toArray();
          double along = sum(combined(WEIGHTS, y, (w, v) -> w * v)) / 3;
          return combined(WEIGHTS, y, (w, v) -> r * (w - mean(WEIGHTS) - v * along));
        });
  }

  // --- Checks ---

  static Stream<Arguments> table() {
    return functions()
        .flatMap(f -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(d -> Arguments.of(f, d)));
  }

  @ParameterizedTest
  @MethodSource("table")
  void valuesAndGradients(RowFunction f, DType dtype) {
    for (double[] row : ExtremeValues.rows(dtype)) {
      String where = f.name + " of " + Arrays.toString(row);
      Tensor x = leaf(dtype, row);
      Tensor y = f.function.apply(x);
      double[] want = f.value.apply(row);
      assertClose(where, y, want, f.slack);
      Tensor weights = Gradus.tensor(WEIGHTS).to(dtype);
      (y.dim() == 0 ? y : y.mul(weights)).sum().backward();
      Tensor g = Objects.requireNonNull(x.grad());
      if (isFinite(row) && isFinite(want)) {
        double[] slope = f.gradient.apply(row);
        double size = max(Arrays.stream(slope).map(Math::abs).toArray());
        double relative = dtype == DType.FLOAT32 ? 3e-6 : 1e-11;
        double allowed =
            f.slack
                + size * relative
                + f.rounded(dtype) * max(Arrays.stream(row).map(Math::abs).toArray());
        assertClose("gradient of " + where, g, slope, allowed);
      } else {
        assertThat(g.shape()).isEqualTo(x.shape());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void aColumnGivesWhatARowGives(RowFunction f, DType dtype) {
    for (double[] row : ExtremeValues.rows(dtype)) {
      Tensor x = Gradus.tensor(row).to(dtype);
      Tensor apart = Gradus.stack(java.util.List.of(x.mul(0), x), 1).select(1, 1);
      double[] got = f.function.apply(apart).to(DType.FLOAT64).flatten().toDoubleArray();
      double[] wanted = f.function.apply(x).to(DType.FLOAT64).flatten().toDoubleArray();
      assertThat(got).as("%s of %s", f, Arrays.toString(row)).isEqualTo(wanted);
    }
  }
}
