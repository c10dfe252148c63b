package dev.gradus;

import static dev.gradus.ExtremeValues.INF;
import static dev.gradus.ExtremeValues.assertClose;
import static dev.gradus.ExtremeValues.isFinite;
import static dev.gradus.ExtremeValues.leaf;
import static dev.gradus.ExtremeValues.max;
import static dev.gradus.ExtremeValues.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses of rows of scores at the ends of the range: value and gradient, with every reduction.
class ExtremeClassesTest {
  /// A loss of a batch of rows of three.
  ///
  /// @param slack how far a result may be off, by the largest number of the row
  /// @param value the loss of one row
  /// @param gradient its gradient, of finite rows
  record ClassLoss(
      String name,
      Called called,
      double slack,
      UnaryOperator<double[]> value,
      UnaryOperator<double[]> gradient) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// How it is called.
  @FunctionalInterface
  interface Called {
    Tensor of(Tensor rows, LossReduction reduction);
  }

  private static final int CLASS = 1;
  private static final double SMOOTHING = 0.25;
  private static final double[] SHARES = {0.5, 0.25, 0.25};

  static Stream<ClassLoss> losses() {
    return Stream.of(
        new ClassLoss(
            "crossEntropy",
            (x, r) -> Gradus.crossEntropy(x, targets(x), options(r)),
            1,
            x -> new double[] {-logSoftmax(x)[CLASS]},
            x -> lessShares(x, new double[] {0, 1, 0})),
        new ClassLoss(
            "crossEntropy with smoothing",
            (x, r) -> Gradus.crossEntropy(x, targets(x), options(r).withLabelSmoothing(SMOOTHING)),
            1,
            x -> {
              double[] y = logSoftmax(x);
              return new double[] {-(1 - SMOOTHING) * y[CLASS] - SMOOTHING / 3 * sum(y)};
            },
            x -> lessShares(x, new double[] {SMOOTHING / 3, 1 - SMOOTHING * 2 / 3, SMOOTHING / 3})),
        new ClassLoss(
            "crossEntropy of shares",
            (x, r) -> {
              Tensor t = Gradus.tensor(SHARES).to(x.dtype()).expand(x.shape()).contiguous();
              return Gradus.crossEntropy(x, t, options(r));
            },
            1,
            x -> new double[] {-sum(pairwise(SHARES, logSoftmax(x)))},
            x -> lessShares(x, SHARES)),
        new ClassLoss(
            "nllLoss",
            (x, r) -> Gradus.nllLoss(x, targets(x), options(r)),
            0,
            x -> new double[] {-x[CLASS]},
            x -> new double[] {0, -1, 0}),
        new ClassLoss(
            "multiMarginLoss",
            (x, r) ->
                Gradus.multiMarginLoss(x, targets(x), MultiMarginOptions.DEFAULT.withReduction(r)),
            0,
            x -> new double[] {(Math.max(0, 1 - x[1] + x[0]) + Math.max(0, 1 - x[1] + x[2])) / 3},
            x -> {
              double a = 1 - x[1] + x[0] > 0 ? 1.0 / 3 : 0;
              double b = 1 - x[1] + x[2] > 0 ? 1.0 / 3 : 0;
              return new double[] {a, -a - b, b};
            }),
        new ClassLoss(
            "multilabelMarginLoss",
            (x, r) -> {
              Tensor one = Gradus.tensor("[1, -1, 0]").expand(x.shape()).contiguous();
              return Gradus.multilabelMarginLoss(x, one, r);
            },
            0,
            // As in PyTorch what is not above 0 does not count, nan included.
            x -> new double[] {(positive(1 - x[1] + x[0]) + positive(1 - x[1] + x[2])) / 3},
            x -> {
              double a = 1 - x[1] + x[0] > 0 ? 1.0 / 3 : 0;
              double b = 1 - x[1] + x[2] > 0 ? 1.0 / 3 : 0;
              return new double[] {a, -a - b, b};
            }),
        new ClassLoss(
            "multilabelSoftMarginLoss",
            (x, r) -> {
              Tensor t = Gradus.tensor("[1., 0, 1]").to(x.dtype()).expand(x.shape()).contiguous();
              return Gradus.multilabelSoftMarginLoss(x, t, null, r);
            },
            1e-3,
            // As in PyTorch a share of 0 times an infinite loss is nan.
            x ->
                new double[] {
                  (softplus(-x[0]) + softplus(x[1]) + softplus(-x[2])) / 3
                      + 0 * (softplus(x[0]) + softplus(-x[1]) + softplus(x[2]))
                },
            x -> new double[] {-share(-x[0]) / 3, share(x[1]) / 3, -share(-x[2]) / 3}),
        new ClassLoss(
            "tripletMarginLoss",
            (x, r) -> {
              Tensor zero = Gradus.zerosLike(x);
              return Gradus.tripletMarginLoss(
                  x, zero, zero, TripletMarginOptions.DEFAULT.withMargin(0.5).withReduction(r));
            },
            0,
            x -> new double[] {isFinite(x) ? 0.5 : Double.NaN},
            x -> new double[3]),
        new ClassLoss(
            "cosineEmbeddingLoss",
            (x, r) -> {
              Tensor ones = Gradus.onesLike(x);
              return Gradus.cosineEmbeddingLoss(x, ones, Gradus.ones(x.dtype(), x.size(0)), 0, r);
            },
            1e-3,
            x -> new double[] {1 - cosineWithOnes(x)},
            x -> {
              double a = sum(pairwise(x, x)) + 1e-12;
              double root = Math.sqrt(a * (3 + 1e-12));
              double cos = sum(x) / root;
              return Arrays.stream(x).map(v -> -(1 / root - cos * v / a)).toArray();
            }));
  }

  private static CrossEntropyOptions options(LossReduction r) {
    return CrossEntropyOptions.DEFAULT.withReduction(r);
  }

  private static Tensor targets(Tensor x) {
    return Gradus.full(new long[] {x.size(0)}, (long) CLASS);
  }

  private static double[] pairwise(double[] a, double[] b) {
    return ExtremeValues.pairwise(a, b, (p, q) -> p * q);
  }

  private static double[] logSoftmax(double[] x) {
    double m = max(x);
    double log = Math.log(sum(Arrays.stream(x).map(v -> Math.exp(v - m)).toArray()));
    return Arrays.stream(x).map(v -> v - m - log).toArray();
  }

  private static double[] lessShares(double[] x, double[] wanted) {
    return ExtremeValues.pairwise(logSoftmax(x), wanted, (y, t) -> Math.exp(y) - t);
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double positive(double z) {
    return z > 0 ? z : 0;
  }

  private static double share(double z) {
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }

  private static double cosineWithOnes(double[] x) {
    return sum(x) / Math.sqrt((sum(pairwise(x, x)) + 1e-12) * (3 + 1e-12));
  }

  static Stream<Arguments> table() {
    return losses()
        .flatMap(f -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(d -> Arguments.of(f, d)));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyRow(ClassLoss loss, DType dtype) {
    for (double[] row : ExtremeValues.rows(dtype)) {
      String where = loss.name + " of " + Arrays.toString(row);
      Tensor x = leaf(dtype, row);
      Tensor y = loss.called.of(x.view(1, 3), LossReduction.NONE);
      double[] want = loss.value.apply(row);
      // Rounding is that of the largest number.
      double most = max(Arrays.stream(row).filter(Double::isFinite).map(Math::abs).toArray());
      double slack = loss.slack * (dtype == DType.FLOAT32 ? 2e-7 : 1e-15) * Math.max(1, most);
      assertClose(where, y, want, slack);
      y.sum().backward();
      if (isFinite(row) && isFinite(want)) {
        double[] gradient = loss.gradient.apply(row);
        double size = max(Arrays.stream(gradient).map(Math::abs).toArray());
        double allowed = (dtype == DType.FLOAT32 ? 1e-6 : 1e-13) * size + 1e-7 * loss.slack;
        assertClose("gradient of " + where, Objects.requireNonNull(x.grad()), gradient, allowed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void sumAndMean(ClassLoss loss, DType dtype) {
    List<double[]> rows = new ArrayList<>();
    for (double[] row : ExtremeValues.rows(dtype)) {
      if (isFinite(row) && isFinite(loss.value.apply(row))) {
        rows.add(row);
      }
    }
    double[] all = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] each = rows.stream().mapToDouble(row -> loss.value.apply(row)[0]).toArray();
    assertThat(each).hasSizeGreaterThan(4);
    double slack = sum(each) * (dtype == DType.FLOAT32 ? 1e-6 : 1e-13) + 1e-6;
    Tensor whole = loss.called.of(leaf(dtype, all).view(-1, 3), LossReduction.SUM);
    assertClose("sum of " + loss.name, whole, new double[] {sum(each)}, slack);
    Tensor x = leaf(dtype, all);
    Tensor mean = loss.called.of(x.view(-1, 3), LossReduction.MEAN);
    assertClose("mean of " + loss.name, mean, new double[] {sum(each) / each.length}, slack);
    mean.backward();
    assertThat(Objects.requireNonNull(x.grad()).isfinite().all().itemBoolean()).isTrue();
    if (loss.name.equals("multilabelMarginLoss")) {
      return;
    }
    double[] nan = all.clone();
    nan[CLASS] = Double.NaN;
    assertThat(loss.called.of(leaf(dtype, nan).view(-1, 3), LossReduction.MEAN).item()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void probabilitiesAtTheEnds(DType dtype) {
    double tiny = ExtremeValues.subnormal(dtype);
    Tensor x = leaf(dtype, 0, 1, tiny, 0.5, 0, 1);
    Tensor t = Gradus.tensor(new double[] {0, 1, 1, 1, 1, 0}).to(dtype);
    Tensor y = Gradus.binaryCrossEntropy(x, t, null, LossReduction.NONE);
    double[] want = {0, 0, Math.min(100, -Math.log(tiny)), Math.log(2), 100, 100};
    assertClose("binaryCrossEntropy", y, want, 1e-6);
    y.sum().backward();
    double[] slopes = {0, 0, -1e12, -2, -1e12, 1e12};
    assertClose("its slope", Objects.requireNonNull(x.grad()), slopes, 0);
  }

  static Stream<DType> dtypes() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void sequences(DType dtype) {
    // Two steps, one label: the only ways are blank-label, label-blank and label-label.
    for (double size : new double[] {1, 88, 1e4}) {
      Tensor scores = leaf(dtype, size, 0, -size, 0, size, -size);
      Tensor logs = scores.view(2, 1, 3).logSoftmax(2);
      Tensor y = Gradus.ctcLoss(logs, Gradus.tensor("[[1]]"), new long[] {2}, new long[] {1});
      double[] a = logSoftmax(new double[] {size, 0, -size});
      double[] b = logSoftmax(new double[] {0, size, -size});
      double[] ways = {a[0] + b[1], a[1] + b[0], a[1] + b[1]};
      double m = max(ways);
      double log = m + Math.log(sum(Arrays.stream(ways).map(w -> Math.exp(w - m)).toArray()));
      assertClose("ctc at " + size, y, new double[] {-log}, 1e-6);
      y.backward();
      assertThat(Objects.requireNonNull(scores.grad()).isfinite().all().itemBoolean()).isTrue();
    }
    Tensor none = Gradus.full(new long[] {2, 1, 3}, -INF).to(dtype);
    Tensor y = Gradus.ctcLoss(none, Gradus.tensor("[[1]]"), new long[] {2}, new long[] {1});
    assertThat(y.item()).isEqualTo(INF);
  }

  @Test
  void everyLossIsLookedAt() {
    Set<String> names = new TreeSet<>();
    for (Method m : Gradus.class.getMethods()) {
      String name = m.getName();
      if (Modifier.isStatic(m.getModifiers()) && (name.endsWith("Loss") || isEntropy(name))) {
        names.add(name.toLowerCase(java.util.Locale.ROOT));
      }
    }
    Set<String> here =
        losses().map(l -> plain(l.name)).collect(Collectors.toCollection(TreeSet::new));
    ExtremeLossesTest.losses().forEach(l -> here.add(plain(l.method())));
    here.addAll(Set.of("binarycrossentropy", "ctcloss"));
    // One is the loss with another distance, the other cross entropy of a product.
    names.removeAll(Set.of("tripletmarginwithdistanceloss", "linearcrossentropy"));
    assertThat(here).containsAll(names);
  }

  private static boolean isEntropy(String name) {
    return name.contains("CrossEntropy") || name.equals("crossEntropy") || name.equals("klDiv");
  }

  private static String plain(String name) {
    return name.split(" ")[0].toLowerCase(java.util.Locale.ROOT);
  }
}
