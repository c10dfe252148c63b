package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Parallel;
import dev.gradus.memory.Elements;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Normalisation against its definition, and its gradients.
class NormalizationTest {
  private static final BatchNormOptions TRAINING = BatchNormOptions.DEFAULT.withTraining(true);

  // Numbers of both signs, none of them alike.
  private static Tensor numbers(DType dtype, double offset, long... sizes) {
    Tensor x = Tensor.empty(DType.FLOAT64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      double value = offset + Math.sin(0.7 + 1.3 * i) + 0.3 * Math.cos(0.01 * i * i);
      Elements.setDouble(x.storage(), DType.FLOAT64, i, value);
    }
    return x.to(dtype);
  }

  private static Tensor leaf(long... sizes) {
    return numbers(DType.FLOAT64, 0.2, sizes).requiresGrad_();
  }

  // Row by row in double.
  private static double[] standardised(double[] x, int n, double eps) {
    double[] y = new double[x.length];
    for (int r = 0; r < x.length; r += n) {
      double mean = Arrays.stream(x, r, r + n).sum() / n;
      double squares = Arrays.stream(x, r, r + n).map(v -> (v - mean) * (v - mean)).sum() / n;
      for (int i = r; i < r + n; i++) {
        y[i] = (x[i] - mean) / Math.sqrt(squares + eps);
      }
    }
    return y;
  }

  private static void assertClose(Tensor y, double[] wanted, double tolerance) {
    double[] found = Seen.values(y);
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("element %d", i).isCloseTo(wanted[i], within(tolerance));
    }
  }

  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 2e-3;
      case BFLOAT16 -> 1.6e-2;
      case FLOAT32 -> 2e-6;
      default -> 1e-12;
    };
  }

  // --- Values ---

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void rowsOfAwkwardLengths(DType dtype) {
    for (int n : new int[] {1, 2, 3, 7, 8, 31, 32, 33, 63, 64, 65, 100, 1000, 4096, 4097, 9001}) {
      Tensor x = numbers(dtype, 0.5, 5, n);
      NormResult y = Gradus.nativeLayerNorm(x, new long[] {n}, NormOptions.DEFAULT);
      assertThat(y.output().dtype()).isEqualTo(dtype);
      assertThat(y.mean().shape()).containsExactly(5, 1);
      assertClose(y.output(), standardised(Seen.values(x), n, 1e-5), 4 * tolerance(dtype));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 100, 1e4, -1e6})
  void aLargeOffsetCostsNoDigits(double offset) {
    Tensor x = numbers(DType.FLOAT32, offset, 3, 4, 50);
    double[] rows = standardised(Seen.values(x), 200, 1e-5);
    assertClose(Gradus.layerNorm(x, 4, 50), rows, 2e-6);
    assertClose(Gradus.groupNorm(x, 1), rows, 2e-6);
    Tensor one = x.view(1, 3, 200);
    assertClose(Gradus.batchNorm(one, null, null, TRAINING), rows, 2e-6);
    Tensor leaf = x.requiresGrad_();
    Tensor g = numbers(DType.FLOAT32, 0, 3, 4, 50);
    Gradus.layerNorm(leaf, 4, 50).backward(g);
    Tensor exact = x.detach().to(DType.FLOAT64).requiresGrad_();
    Gradus.layerNorm(exact, 4, 50).backward(g.to(DType.FLOAT64));
    assertClose(Seen.grad(leaf), Seen.values(Seen.grad(exact)), 4e-6);
  }

  @Test
  void channelsOfBatchesInEitherOrderOfMemory() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16}) {
      Tensor x = numbers(dtype, 1, 3, 5, 4, 6);
      Tensor w = numbers(dtype, 1, 5);
      Tensor b = numbers(dtype, 2, 5);
      BatchNormOptions o = TRAINING.withWeight(w).withBias(b);
      Tensor byChannel = x.transpose(0, 1).contiguous().view(5, 72);
      Tensor wanted =
          Gradus.layerNorm(byChannel, 72)
              .mul(w.view(5, 1))
              .add(b.view(5, 1))
              .view(5, 3, 4, 6)
              .transpose(0, 1);
      Tensor y = Gradus.batchNorm(x, null, null, o);
      assertClose(y, Seen.values(wanted), 8 * tolerance(dtype));
      Tensor last = Tensor.emptyStrided(dev.gradus.shape.ChannelsLast.layout(3, 5, 4, 6), dtype);
      last.copy_(x);
      Tensor z = Gradus.batchNorm(last, null, null, o);
      assertThat(z.stride()).isEqualTo(last.stride());
      assertClose(z, Seen.values(wanted), 8 * tolerance(dtype));
    }
  }

  @Test
  @ResourceLock("threads")
  void bitsDoNotDependOnThreads() {
    Tensor x = numbers(DType.FLOAT32, 3, 200, 700).requiresGrad_();
    Tensor w = numbers(DType.FLOAT32, 1, 700).requiresGrad_();
    NormOptions o = NormOptions.DEFAULT.withWeight(w);
    int threads = Parallel.threads();
    Tensor[] first = null;
    for (int count : new int[] {1, 2, 5}) {
      Parallel.setThreads(count);
      try {
        Tensor y = Gradus.layerNorm(x, new long[] {700}, o);
        Tensor z = Gradus.batchNorm(x, null, null, TRAINING.withWeight(w));
        Tensor[] g = Gradus.grad(y.mul(y).mul(z).sum(), x, w);
        Tensor[] all = {y, z, g[0], g[1]};
        first = first == null ? all : first;
        for (int i = 0; i < all.length; i++) {
          Seen.assertSame(all[i].detach(), first[i].detach());
        }
      } finally {
        Parallel.setThreads(threads);
      }
    }
  }

  @Test
  void sixteenBitsWithParametersOfThirtyTwo() {
    Tensor x = numbers(DType.BFLOAT16, 0, 4, 6).requiresGrad_();
    Tensor w = numbers(DType.FLOAT32, 1, 6).requiresGrad_();
    NormResult y = Gradus.nativeLayerNorm(x, new long[] {6}, NormOptions.DEFAULT.withWeight(w));
    assertThat(y.output().dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(y.rstd().dtype()).isEqualTo(DType.FLOAT32);
    y.output().sum().backward();
    assertThat(Seen.grad(x).dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(Seen.grad(w).dtype()).isEqualTo(DType.FLOAT32);
  }

  // --- Running statistics ---

  @Test
  void runningStatisticsFollowTheBatch() {
    Tensor x = Gradus.tensor("[[1., 10], [3, 30]]", DType.FLOAT64);
    Tensor mean = Gradus.zeros(DType.FLOAT64, 2);
    Tensor variance = Gradus.ones(DType.FLOAT64, 2);
    Tensor y = Gradus.batchNorm(x, mean, variance, TRAINING.withEps(0));
    Seen.assertEqual(y, "[[-1., -1], [1, 1]]");
    assertClose(mean, new double[] {0.2, 2}, 1e-15);
    assertClose(variance, new double[] {0.9 + 0.2, 0.9 + 20}, 1e-14);
    assertThat(mean.version()).isEqualTo(1);
    Tensor z = Gradus.batchNorm(x, mean, variance, BatchNormOptions.DEFAULT.withEps(0));
    assertThat(Seen.values(z)[3]).isCloseTo(28 / Math.sqrt(20.9), within(1e-13));
    assertThat(mean.version()).isEqualTo(1);
  }

  @Test
  void instancesMoveRunningStatisticsByTheirMean() {
    Tensor x = Gradus.tensor("[[[1., 3]], [[5, 9]]]", DType.FLOAT64);
    Tensor mean = Gradus.zeros(DType.FLOAT64, 1);
    Tensor variance = Gradus.zeros(DType.FLOAT64, 1);
    Tensor y = Gradus.instanceNorm(x, mean, variance, TRAINING.withMomentum(0.5).withEps(0));
    Seen.assertEqual(y, "[[[-1., 1]], [[-1, 1]]]");
    Seen.assertEqual(mean, "[2.25]");
    Seen.assertEqual(variance, "[2.5]");
  }

  @Test
  void aRefusedBatchHasChangedNothing() {
    Tensor mean = Gradus.zeros(DType.FLOAT64, 2);
    Tensor x = Gradus.ones(DType.FLOAT64, 1, 2);
    Seen.assertRefused(
        GradusArgumentException.class,
        "Expected more than 1 value per channel when training, got input size torch.Size([1, 2])",
        () -> Gradus.batchNorm(x, mean, null, TRAINING));
    Seen.assertRefused(
        GradusArgumentException.class,
        "weight should contain 2 elements not 3",
        () ->
            Gradus.batchNorm(
                Gradus.ones(DType.FLOAT64, 4, 2),
                mean,
                null,
                TRAINING.withWeight(Gradus.ones(DType.FLOAT64, 3))));
    assertThat(mean.version()).isZero();
  }

  // --- Gradients ---

  @Test
  void gradientsOfLayers() {
    NormOptions wide = new NormOptions(null, null, 0.1);
    GradientCheck.check("layer", x -> Gradus.layerNorm(x[0], new long[] {4}, wide), leaf(3, 4));
    GradientCheck.check(
        "layer, weight and bias, transposed",
        x -> Gradus.layerNorm(x[0].t(), new long[] {3}, new NormOptions(x[1], x[2], 1e-3)),
        leaf(3, 4),
        leaf(3),
        leaf(3));
    GradientCheck.check(
        "layer, bias",
        x -> Gradus.layerNorm(x[0], new long[] {2, 3}, new NormOptions(null, x[1], 0.2)),
        leaf(2, 2, 3),
        leaf(2, 3));
    GradientCheck.check(
        "layer, empty",
        x -> Gradus.layerNorm(x[0], new long[] {3}, new NormOptions(x[1], null, 0.2)),
        leaf(0, 3),
        leaf(3));
    GradientCheck.check(
        "root", x -> Gradus.rmsNorm(x[0], new long[] {4}, x[1], 0.1), leaf(3, 4), leaf(4));
    GradientCheck.check("root, bare", x -> Gradus.rmsNorm(x[0], 2, 2), leaf(3, 2, 2));
  }

  @Test
  void gradientsOfBatches() {
    GradientCheck.check(
        "batch",
        x -> Gradus.batchNorm(x[0], null, null, options(x).withTraining(true)),
        leaf(3, 2, 2),
        leaf(2),
        leaf(2));
    GradientCheck.check(
        "batch of images, channels last, bias alone",
        x -> {
          Tensor last = x[0].permute(0, 3, 1, 2);
          return Gradus.batchNorm(last, null, null, TRAINING.withBias(x[1]).withEps(0.1));
        },
        leaf(2, 2, 2, 3),
        leaf(3));
    GradientCheck.check(
        "batch of vectors, expanded",
        x -> Gradus.batchNorm(x[0].expand(4, 3).mul(x[1]), null, null, TRAINING),
        leaf(1, 3),
        leaf(4, 3));
    Tensor mean = numbers(DType.FLOAT64, 0, 2);
    Tensor variance = numbers(DType.FLOAT64, 3, 2);
    GradientCheck.check(
        "batch, fixed",
        x -> Gradus.batchNorm(x[0], mean, variance, options(x)),
        leaf(3, 2, 2),
        leaf(2),
        leaf(2));
    GradientCheck.check(
        "batch, fixed, bare",
        x -> Gradus.batchNorm(x[0], mean, variance, BatchNormOptions.DEFAULT),
        leaf(3, 2));
    GradientCheck.check(
        "instances",
        x -> Gradus.instanceNorm(x[0], null, null, options(x).withTraining(true)),
        leaf(2, 2, 3),
        leaf(2),
        leaf(2));
  }

  private static BatchNormOptions options(Tensor[] x) {
    return BatchNormOptions.DEFAULT.withWeight(x[1]).withBias(x[2]).withEps(0.1);
  }

  @Test
  void gradientsOfGroups() {
    GradientCheck.check(
        "groups",
        x -> Gradus.groupNorm(x[0], 2, new NormOptions(x[1], x[2], 0.1)),
        leaf(2, 4, 3),
        leaf(4),
        leaf(4));
    GradientCheck.check(
        "groups, means and factors",
        x -> {
          NormResult y =
              Gradus.nativeGroupNorm(
                  x[0], new long[] {2, 4, 1}, 2, new NormOptions(x[1], null, 0.3));
          return Gradus.cat(
              java.util.List.of(
                  y.output().flatten(), y.mean().flatten(), y.rstd().mul(y.rstd()).flatten()),
              0);
        },
        leaf(2, 4),
        leaf(4));
  }

  @Test
  void gradientsOfLengths() {
    GradientCheck.check("normalize", x -> Gradus.normalize(x[0], 3, 1, 1e-12), leaf(2, 3));
    LocalResponseOptions o = new LocalResponseOptions(0.5, 0.75, 1.5);
    GradientCheck.check("response", x -> Gradus.localResponseNorm(x[0], 3, o), leaf(2, 4, 2));
    GradientCheck.check("response", x -> Gradus.localResponseNorm(x[0], 2, o), leaf(1, 3, 2, 2));
    for (int dim = -1; dim < 3; dim++) {
      int d = dim;
      Tensor g = d == -1 ? leaf() : leaf(d == 0 ? 2 : 1, d == 1 ? 3 : 1, d == 2 ? 2 : 1);
      GradientCheck.check("weight", x -> Gradus.weightNorm(x[0], x[1], d), leaf(2, 3, 2), g);
    }
  }

  // --- Sentences ---

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = Gradus.ones(2, 2, 3);
    Seen.assertRefused(
        GradusArgumentException.class,
        "Given normalized_shape=[2, 2], expected input with shape [*, 2, 2], but got input of size[2, 2, 3]",
        () -> Gradus.layerNorm(x, 2, 2));
    Seen.assertRefused(
        GradusArgumentException.class,
        "Expected weight to be of same shape as normalized_shape, but got weight of shape [2] and normalized_shape = [3]",
        () -> Gradus.rmsNorm(x, new long[] {3}, Gradus.ones(2), null));
    Seen.assertRefused(
        GradusUnsupportedException.class,
        "\"LayerNormKernelImpl\" not implemented for 'Long'",
        () -> Gradus.layerNorm(Gradus.tensor("[1, 2]"), 2));
    Seen.assertRefused(
        GradusArgumentException.class,
        "mixed dtype (CPU): expect parameter to have scalar type of Float",
        () ->
            Gradus.layerNorm(
                x, new long[] {3}, new NormOptions(Gradus.ones(DType.FLOAT64, 3), null, 1e-5)));
    Seen.assertRefused(
        GradusArgumentException.class,
        "Expected number of channels in input to be divisible by num_groups, but got input of shape [2, 2, 3] and num_groups=3",
        () -> Gradus.groupNorm(x, 3));
    Seen.assertRefused(
        GradusArgumentException.class,
        "running_mean must be defined in evaluation mode",
        () -> Gradus.batchNorm(x, null, null, BatchNormOptions.DEFAULT));
  }
}
