package dev.gradus;

import static dev.gradus.NaiveConvolution.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.Convolution;
import dev.gradus.kernel.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Convolutions of groups with few channels, in vectors, against their definition with whole
/// numbers: sums are exact in any order.
class DirectConvolutionTest {
  /// Sizes of input and weights, and one number for each dimension of the rest.
  record Case(long[] x, long[] w, long[] stride, long[] pad, long[] dilation, long groups) {
    long[] out() {
      long[] out = new long[x.length - 2];
      for (int d = 0; d < out.length; d++) {
        long extent = dilation[d] * (w[d + 2] - 1) + 1;
        out[d] = (x[d + 2] + 2 * pad[d] - extent) / stride[d] + 1;
      }
      return out;
    }

    @Override
    public String toString() {
      return Stream.of(x, w, stride, pad, dilation).map(Arrays::toString).toList() + ", " + groups;
    }
  }

  @BeforeAll
  static void inVectors() {
    Convolution.warmUp(new float[0]);
  }

  private static long[] l(long... values) {
    return values;
  }

  private static Case image(long[] x, long filters, int kernel, int stride, int pad, int dilation) {
    long[] w = l(filters, 1, kernel, kernel);
    return new Case(x, w, l(stride, stride), l(pad, pad), l(dilation, dilation), x[1]);
  }

  private static Case signal(
      long[] x, long filters, int kernel, int stride, int pad, int dilation) {
    return new Case(x, l(filters, 1, kernel), l(stride), l(pad), l(dilation), x[1]);
  }

  static Stream<Case> cases() {
    return Stream.of(
        image(l(2, 3, 7, 7), 3, 3, 1, 1, 1),
        image(l(3, 5, 14, 14), 5, 3, 1, 1, 1),
        image(l(2, 3, 15, 16), 3, 3, 2, 1, 1),
        image(l(2, 3, 16, 17), 6, 3, 1, 0, 1),
        image(l(2, 3, 33, 31), 9, 3, 2, 1, 1),
        image(l(1, 2, 12, 64), 2, 5, 1, 2, 1),
        image(l(2, 2, 13, 65), 2, 5, 2, 2, 1),
        image(l(2, 2, 9, 10), 2, 7, 1, 3, 1),
        image(l(40, 17, 9, 8), 17, 3, 1, 1, 1),
        image(l(2, 19, 5, 35), 19, 3, 1, 1, 1),
        image(l(1, 2, 70, 130), 2, 3, 1, 2, 1),
        image(l(2, 18, 3, 4), 18, 3, 1, 1, 1),
        image(l(2, 3, 11, 12), 3, 3, 3, 1, 2),
        image(l(2, 3, 20, 21), 3, 3, 2, 4, 3),
        image(l(2, 4, 6, 5), 4, 1, 1, 0, 1),
        image(l(2, 4, 9, 9), 8, 2, 4, 1, 1),
        image(l(2, 2, 3, 3), 2, 3, 1, 6, 1),
        image(l(2, 2, 121, 133), 2, 3, 1, 1, 1),
        image(l(1, 2, 150, 140), 4, 3, 2, 1, 1),
        image(l(3, 7, 1, 1), 7, 3, 1, 1, 1),
        signal(l(2, 3, 1), 3, 1, 1, 0, 1),
        signal(l(2, 3, 31), 3, 3, 1, 1, 1),
        signal(l(3, 2, 32), 6, 4, 1, 2, 1),
        signal(l(2, 2, 130), 2, 25, 1, 12, 1),
        signal(l(1, 2, 20_011), 2, 7, 1, 3, 2),
        signal(l(1, 2, 20_011), 2, 7, 5, 3, 2),
        new Case(l(2, 6, 9, 11), l(4, 3, 3, 3), l(1, 1), l(1, 1), l(1, 1), 2),
        new Case(l(2, 8, 19, 17), l(8, 4, 3, 3), l(1, 1), l(1, 1), l(1, 1), 2),
        new Case(l(2, 16, 9, 10), l(14, 8, 3, 3), l(1, 2), l(1, 1), l(1, 1), 2),
        new Case(l(2, 4, 19, 17), l(6, 2, 3, 2), l(2, 1), l(0, 3), l(1, 2), 2),
        new Case(l(3, 3, 12, 13), l(4, 3, 3, 3), l(2, 2), l(1, 1), l(1, 1), 1),
        new Case(l(3, 1, 12, 13), l(3, 1, 5, 3), l(1, 2), l(2, 0), l(2, 1), 1),
        new Case(l(2, 3, 5, 6, 7), l(3, 1, 3, 3, 3), l(1, 1, 1), l(1, 1, 1), l(1, 1, 1), 3),
        new Case(l(2, 2, 6, 9, 11), l(4, 1, 3, 2, 3), l(2, 1, 2), l(1, 0, 2), l(1, 3, 1), 2),
        new Case(l(1, 2, 30, 21, 22), l(2, 1, 3, 3, 3), l(1, 2, 1), l(1, 1, 1), l(1, 1, 1), 2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndGradientsAreThoseOfTheDefinition(Case c) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = whole(dtype, 1, c.x).requiresGrad_();
      Tensor w = whole(dtype, 2, c.w).requiresGrad_();
      Tensor bias = whole(dtype, 4, c.w[0]);
      long[] one = new long[c.x.length];
      Arrays.fill(one, 1);
      one[1] = c.w[0];
      Tensor y = conv(x, w, bias, c);
      assertThat(Seen.values(y.sub(bias.view(one))))
          .isEqualTo(NaiveConvolution.conv(x, w, c.out(), c.stride, c.pad, c.dilation, c.groups));
      Tensor g = whole(dtype, 3, y.shape());
      y.backward(g);
      long[] in = Arrays.copyOfRange(c.x, 2, c.x.length);
      assertThat(Seen.values(Seen.grad(x)))
          .isEqualTo(NaiveConvolution.transposed(g, w, in, c.stride, c.pad, c.dilation, c.groups));
      assertThat(Seen.values(Seen.grad(w)))
          .isEqualTo(NaiveConvolution.weights(g, x, c.w, c.stride, c.pad, c.dilation, c.groups));
    }
  }

  private static Tensor conv(Tensor x, Tensor w, Tensor bias, Case c) {
    ConvOptions options =
        ConvOptions.stride(c.stride)
            .withPadding(c.pad)
            .withDilation(c.dilation)
            .withGroups(c.groups);
    return switch (w.dim()) {
      case 3 -> Gradus.conv1d(x, w, bias, options);
      case 4 -> Gradus.conv2d(x, w, bias, options);
      default -> Gradus.conv3d(x, w, bias, options);
    };
  }

  @Test
  void transposedConvolutionsTakeABias() {
    Tensor x = whole(DType.FLOAT32, 1, 2, 3, 9, 10);
    Tensor w = whole(DType.FLOAT32, 2, 3, 2, 3, 3);
    Tensor bias = whole(DType.FLOAT32, 3, 6);
    ConvTransposeOptions options =
        ConvTransposeOptions.stride(2).withPadding(1).withOutputPadding(1).withGroups(3);
    Tensor y = Gradus.convTranspose2d(x, w, bias, options);
    long[] two = {2, 2};
    long[] one = {1, 1};
    assertThat(Seen.values(y.sub(bias.view(1, 6, 1, 1))))
        .isEqualTo(NaiveConvolution.transposed(x, w, l(18, 20), two, one, one, 3));
  }

  @Test
  void whatATapDoesNotSeeDoesNotCount() {
    Tensor x = Gradus.ones(1, 2, 4, 5);
    x.select(3, 0).select(2, 1).fill_(Float.POSITIVE_INFINITY);
    Tensor w = Gradus.ones(2, 1, 3, 3).requiresGrad_();
    ConvOptions options = ConvOptions.DEFAULT.withPadding(1).withGroups(2);
    Gradus.conv2d(x, w, null, options).sum().backward();
    double infinity = Double.POSITIVE_INFINITY;
    double[] sums = Seen.values(Seen.grad(w).select(0, 1));
    assertThat(sums)
        .containsExactly(infinity, infinity, 12, infinity, infinity, 16, infinity, infinity, 12);
  }

  @Test
  @ResourceLock("threads")
  void theNumberOfThreadsDoesNotChangeABit() {
    int before = Parallel.threads();
    try {
      List<Integer> one = hashesOfBits(1);
      assertThat(hashesOfBits(2)).isEqualTo(one);
      assertThat(hashesOfBits(3)).isEqualTo(one);
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static List<Integer> hashesOfBits(int threads) {
    Parallel.setThreads(threads);
    Gradus.manualSeed(5);
    Tensor x = Gradus.randn(7, 16, 60, 62).requiresGrad_();
    Tensor w = Gradus.randn(16, 1, 3, 3).requiresGrad_();
    Tensor four = Gradus.randn(4, 4, 3, 3).requiresGrad_();
    ConvOptions options = ConvOptions.DEFAULT.withPadding(1);
    Tensor each = Gradus.conv2d(x, w, null, options.withGroups(16));
    Tensor grouped = Gradus.conv2d(x, four, null, options.withGroups(4));
    Tensor y = each.mul(each).sum().add(grouped.mul(grouped).sum());
    y.backward();
    return Stream.of(each, grouped, Seen.grad(x), Seen.grad(w), Seen.grad(four))
        .map(result -> Arrays.hashCode(Seen.bits(result)))
        .toList();
  }

  @Test
  void gradientsOfAllOrders() {
    ConvOptions each = ConvOptions.stride(2, 1).withPadding(1, 2).withDilation(1, 2).withGroups(3);
    Tensor x = real(1, 2, 3, 5, 4);
    Tensor w = real(2, 6, 1, 2, 3);
    GradientCheck.check("depthwise", t -> Gradus.conv2d(t[0], t[1], t[2], each), x, w, real(3, 6));
    ConvTransposeOptions back = ConvTransposeOptions.stride(2).withPadding(1).withGroups(3);
    Tensor g = real(4, 1, 3, 3, 2);
    GradientCheck.check(
        "transposed", t -> Gradus.convTranspose2d(t[0], t[1], null, back), g, real(5, 3, 1, 3, 3));
  }

  private static Tensor real(int seed, long... sizes) {
    Gradus.manualSeed(seed);
    return Gradus.randn(DType.FLOAT64, sizes).requiresGrad_();
  }

  @Test
  void emptyBatchesAndTapsFarApart() {
    Tensor w = Gradus.ones(3, 1, 2, 2).requiresGrad_();
    ConvOptions options = ConvOptions.DEFAULT.withGroups(3);
    Tensor none = Gradus.conv2d(Gradus.zeros(0, 3, 6, 5), w, null, options);
    assertThat(none.shape()).containsExactly(0, 3, 5, 4);
    none.sum().backward();
    assertThat(Seen.values(Seen.grad(w))).containsOnly(0).hasSize(12);
    ConvOptions far = options.withPadding(300).withDilation(600);
    Tensor y = Gradus.conv2d(Gradus.ones(1, 3, 2, 2), w, null, far);
    assertThat(Seen.values(y)).containsOnly(0);
  }
}
