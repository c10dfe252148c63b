package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Composites that are one pass over their elements, against the operations that they stand for in
/// PyTorch.
class SinglePassTest {
  private static final long[][] SIZES = {{3, 1}, {1, 7}, {5, 33}, {2, 3, 5}, {67, 31}};

  // Of tensors of the same sizes: any numbers, positive ones, and probabilities of classes.
  interface Composite extends Function<Tensor[], Tensor> {}

  static Stream<Arguments> composites() {
    List<Arguments> all = new ArrayList<>();
    all.add(Arguments.of("softsign", c(x -> x[0].softsign()), c(x -> x[0].div(x[0].abs().add(1)))));
    all.add(Arguments.of("tanhshrink", c(x -> x[0].tanhshrink()), c(x -> x[0].sub(x[0].tanh()))));
    all.add(
        Arguments.of(
            "pairwise_distance",
            c(x -> Gradus.pairwiseDistance(x[0], x[1])),
            c(x -> x[0].sub(x[1]).add(1e-6).norm(2, new int[] {-1}, false))));
    for (int dim : new int[] {0, -1}) {
      all.add(
          Arguments.of(
              "softmin " + dim, c(x -> x[0].softmin(dim)), c(x -> x[0].neg().softmax(dim))));
    }
    for (double p : new double[] {1, 2}) {
      all.add(
          Arguments.of(
              "norm " + p,
              c(x -> x[0].norm(p, new int[] {1}, false)),
              c(x -> x[0].abs().pow(p).sum(1).pow(1 / p))));
    }
    for (int size : new int[] {1, 3, 4}) {
      LocalResponseOptions o = LocalResponseOptions.DEFAULT.withAlpha(0.3).withBeta(0.6).withK(1.2);
      all.add(
          Arguments.of(
              "local_response_norm " + size,
              c(x -> Gradus.localResponseNorm(x[0].unsqueeze(0), size, o)),
              c(x -> response(x[0].unsqueeze(0), size))));
    }
    all.add(
        Arguments.of(
            "addmm",
            c(x -> rows(x[0]).sum(1).addmm(rows(x[1]), rows(x[2]).t(), 0.7, -1.3)),
            c(x -> {
              Tensor product = rows(x[1]).matmul(rows(x[2]).t());
              return rows(x[0]).sum(1).mul(0.7).add(product.mul(-1.3));
            })));
    for (double eps : new double[] {1e-6, 1.1}) {
      all.add(
          Arguments.of(
              "gaussian_nll_loss above " + eps,
              c(x ->
                  Gradus.gaussianNllLoss(
                      x[0], x[2], x[1], GaussianNllOptions.DEFAULT.withEps(eps))),
              c(x -> gaussian(x[0], x[2], x[1], eps))));
    }
    for (LossReduction r : LossReduction.values()) {
      for (double s : new double[] {0, 0.3}) {
        CrossEntropyOptions o = CrossEntropyOptions.DEFAULT.withReduction(r).withLabelSmoothing(s);
        all.add(
            Arguments.of(
                "cross_entropy " + r + " " + s,
                c(x -> Gradus.crossEntropy(x[0], x[2], o)),
                c(x -> entropy(x[0].logSoftmax(1).mul(smoothed(x[2], s)), r))));
        all.add(
            Arguments.of(
                "weighted cross_entropy " + r + " " + s,
                c(x -> Gradus.crossEntropy(x[0], x[2], o.withWeight(weight(x[1])))),
                c(x -> {
                  Tensor terms = x[0].logSoftmax(1).mul(smoothed(x[2], s));
                  return entropy(terms.mul(along(weight(x[1]), terms.dim())), r);
                })));
      }
    }
    return all.stream();
  }

  @Test
  void softminIsSoftmaxOfTheNegativeToTheLastBit() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (long[] sizes : new long[][] {{5, 1}, {3, 31}, {7, 64}, {9, 1023}, {2, 40_000}}) {
        Tensor x = Gradus.randn(dtype, sizes).mul(40).requiresGrad_();
        Tensor alike = x.detach().clone().requiresGrad_();
        Tensor y = x.softmin(1);
        Tensor wanted = alike.neg().softmax(1);
        Tensor g = Gradus.randn(dtype, sizes);
        y.backward(g);
        wanted.backward(g);
        assertThat(y.equal(wanted)).isTrue();
        assertThat(Objects.requireNonNull(x.grad()).equal(Objects.requireNonNull(alike.grad())))
            .isTrue();
      }
    }
  }

  @Test
  void smoothedClassesWithWeightsFollowTheirFormula() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = Gradus.randn(dtype, 5, 33).requiresGrad_();
      Tensor alike = x.detach().clone().requiresGrad_();
      Tensor w = Gradus.rand(dtype, 33).add(0.5);
      Tensor classes = Gradus.tensor(new long[] {3, 0, -100, 32, 7});
      CrossEntropyOptions o = CrossEntropyOptions.DEFAULT.withWeight(w).withLabelSmoothing(0.2);
      Gradus.crossEntropy(x, classes, o).backward();
      Tensor counts = classes.ne(-100).to(dtype);
      Tensor at = classes.clampMin(0);
      Tensor own = w.take(at).mul(counts);
      Tensor logs = alike.logSoftmax(1);
      Tensor hit = logs.gather(1, at.unsqueeze(1)).squeeze(1).mul(own).sum();
      Tensor all = logs.mul(w).sum(1).mul(counts).sum();
      hit.mul(0.8).add(all.mul(0.2 / 33)).neg().div(own.sum()).backward();
      close(
          "smoothed",
          Objects.requireNonNull(x.grad()),
          Objects.requireNonNull(alike.grad()),
          dtype == DType.FLOAT64 ? 1e-13 : 1e-6);
    }
  }

  private static Composite c(Composite f) {
    return f;
  }

  // A floor that the gradient does not see.
  private static Tensor gaussian(Tensor x, Tensor target, Tensor variance, double eps) {
    Tensor lifted = variance.add(variance.detach().clampMin(eps).sub(variance.detach()));
    return lifted.log().add(x.sub(target).square().div(lifted)).mul(0.5).mean();
  }

  private static Tensor rows(Tensor x) {
    return x.flatten(0, -2);
  }

  // The squares of the channels around each, of which there are more before it if they are even.
  private static Tensor response(Tensor x, int size) {
    Tensor squares = x.square();
    Tensor sum = Gradus.zerosLike(squares.detach());
    for (int k = 0; k < size; k++) {
      int step = k - size / 2;
      long count = x.size(1) - Math.abs(step);
      if (count > 0) {
        Tensor seen = squares.narrow(1, Math.max(0, step), count);
        Tensor none = Gradus.zerosLike(squares.narrow(1, 0, Math.abs(step)).detach());
        sum = sum.add(Gradus.cat(step < 0 ? List.of(none, seen) : List.of(seen, none), 1));
      }
    }
    return x.div(sum.div(size).mul(0.3).add(1.2).pow(0.6));
  }

  private static Tensor smoothed(Tensor t, double s) {
    return s == 0 ? t : t.mul(1 - s).add(s / t.size(1));
  }

  private static Tensor weight(Tensor x) {
    return x.transpose(0, 1).reshape(x.size(1), -1).select(1, 0);
  }

  private static Tensor along(Tensor weight, int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[1] = weight.numel();
    return weight.reshape(sizes);
  }

  private static Tensor entropy(Tensor terms, LossReduction r) {
    return switch (r) {
      case NONE -> terms.sum(1).neg();
      case SUM -> terms.sum().neg();
      case MEAN -> terms.sum().neg().div((double) terms.numel() / terms.size(1));
    };
  }

  private static Tensor[] inputs(DType dtype, long... sizes) {
    Gradus.manualSeed(sizes[0] * 100 + sizes[1]);
    Tensor[] x = {
      Gradus.randn(DType.FLOAT64, sizes).mul(3),
      Gradus.rand(DType.FLOAT64, sizes).add(0.5),
      Gradus.randn(DType.FLOAT64, sizes).softmax(1)
    };
    for (int i = 0; i < x.length; i++) {
      x[i] = x[i].to(dtype).requiresGrad_();
    }
    return x;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("composites")
  void haveTheValuesAndGradientsOfTheirOperations(String name, Composite one, Composite several) {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32, DType.BFLOAT16)) {
      // Several operations round in between, the narrow dtype most.
      double tolerance = dtype == DType.FLOAT64 ? 1e-12 : dtype == DType.FLOAT32 ? 2e-5 : 0.06;
      for (long[] sizes : SIZES) {
        Tensor[] x = inputs(dtype, sizes);
        Tensor[] alike = inputs(dtype, sizes);
        Tensor y = one.apply(x);
        Tensor wanted = several.apply(alike);
        assertThat(y.dtype()).isEqualTo(wanted.dtype());
        close(name, y, wanted, tolerance);
        Tensor g = Gradus.rand(y.dtype(), y.shape());
        y.backward(g);
        wanted.backward(g);
        for (int i = 0; i < x.length; i++) {
          if (alike[i].grad() == null) {
            assertThat(x[i].grad()).as(name).isNull();
          } else {
            close(
                name + " by " + i,
                Objects.requireNonNull(x[i].grad()),
                Objects.requireNonNull(alike[i].grad()),
                tolerance);
          }
        }
      }
    }
  }

  @Test
  void marginsOfManyClassesFollowTheirFormula() {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 2e-5;
      for (long[] sizes : new long[][] {{3, 1}, {1, 7}, {5, 33}, {67, 31}}) {
        for (LossReduction r : LossReduction.values()) {
          for (int p = 1; p <= 2; p++) {
            Tensor[] x = inputs(dtype, sizes);
            Tensor[] alike = inputs(dtype, sizes);
            Tensor target = x[2].detach().argmax(1);
            Tensor weight = weight(x[1]).detach();
            MultiMarginOptions o =
                MultiMarginOptions.DEFAULT.withP(p).withMargin(0.7).withWeight(weight);
            Tensor y = Gradus.multiMarginLoss(x[0], target, o.withReduction(r));
            Tensor wanted = margins(alike[0], target, weight, p, r);
            close("values", y, wanted, tolerance);
            Tensor g = Gradus.rand(dtype, y.shape());
            y.backward(g);
            wanted.backward(g);
            close(
                "gradients",
                Objects.requireNonNull(x[0].grad()),
                Objects.requireNonNull(alike[0].grad()),
                tolerance);
          }
        }
      }
    }
  }

  private static Tensor margins(Tensor x, Tensor target, Tensor weight, int p, LossReduction r) {
    Tensor own = target.unsqueeze(1);
    Tensor terms = x.sub(x.gather(1, own)).add(0.7).clampMin(0).pow(p);
    Tensor others = Gradus.onesLike(x.detach()).scatter(1, own, 0);
    Tensor weighted = terms.mul(others).mul(weight.indexSelect(0, target).unsqueeze(1));
    Tensor losses = weighted.sum(1).div(x.size(1));
    return switch (r) {
      case NONE -> losses;
      case SUM -> losses.sum();
      case MEAN -> losses.mean();
    };
  }

  private static void close(String what, Tensor y, Tensor wanted, double tolerance) {
    assertThat(y.shape()).as(what).isEqualTo(wanted.shape());
    double scale = 1 + wanted.detach().to(DType.FLOAT64).abs().max().item();
    Tensor off = y.detach().to(DType.FLOAT64).sub(wanted.detach().to(DType.FLOAT64)).abs();
    assertThat(off.max().item()).as(what).isLessThanOrEqualTo(tolerance * scale);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("composites")
  void haveTheSecondDerivativesOfTheirOperations(String name, Composite one, Composite several) {
    for (long[] sizes : SIZES) {
      Tensor[] x = inputs(DType.FLOAT64, sizes);
      Tensor[] alike = inputs(DType.FLOAT64, sizes);
      Gradus.manualSeed(5);
      moved(one, x).backward();
      Gradus.manualSeed(5);
      moved(several, alike).backward();
      for (int i = 0; i < x.length; i++) {
        Tensor wanted = alike[i].grad();
        Tensor got = x[i].grad();
        if (wanted != null || got != null) {
          Tensor none = Gradus.zerosLike(x[i]).detach();
          close(name + " by " + i, got == null ? none : got, wanted == null ? none : wanted, 1e-11);
        }
      }
    }
  }

  // How fast the first derivatives move along given directions.
  private static Tensor moved(Composite f, Tensor[] x) {
    Tensor y = f.apply(x);
    Tensor[] slopes =
        Gradus.grad(
            List.of(y.mul(Gradus.rand(DType.FLOAT64, y.shape()).sub(0.3)).sum()),
            List.of(x),
            null,
            GradOptions.creating().withAllowUnused(true));
    Tensor sum = Gradus.zeros(DType.FLOAT64);
    for (Tensor slope : slopes) {
      sum = slope == null ? sum : sum.add(slope.square().sum());
    }
    return sum;
  }
}
