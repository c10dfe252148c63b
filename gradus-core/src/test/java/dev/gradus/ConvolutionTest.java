package dev.gradus;

import static dev.gradus.NaiveConvolution.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Convolutions against their definition, with whole numbers: sums are exact in any order.
class ConvolutionTest {
  /// One geometry.
  record Case(long[] x, long[] w, long[] stride, long[] pad, long[] dilation, long groups) {
    long[] out() {
      long[] out = new long[x.length - 2];
      for (int d = 0; d < out.length; d++) {
        long extent = dilation[d] * (w[d + 2] - 1) + 1;
        out[d] = (x[d + 2] + 2 * pad[d] - extent) / stride[d] + 1;
      }
      return out;
    }

    ConvOptions options() {
      return ConvOptions.stride(stride).withPadding(pad).withDilation(dilation).withGroups(groups);
    }

    @Override
    public String toString() {
      return Arrays.toString(x)
          + " with "
          + Arrays.toString(w)
          + ", stride "
          + Arrays.toString(stride)
          + ", padding "
          + Arrays.toString(pad)
          + ", dilation "
          + Arrays.toString(dilation)
          + ", "
          + groups
          + " groups";
    }
  }

  private static long[] l(long... values) {
    return values;
  }

  private static Case plain(long[] x, long[] w, long stride, long pad, long dilation, long groups) {
    long[] each = new long[x.length - 2];
    Arrays.fill(each, 1);
    return new Case(
        x,
        w,
        Arrays.stream(each).map(_ -> stride).toArray(),
        Arrays.stream(each).map(_ -> pad).toArray(),
        Arrays.stream(each).map(_ -> dilation).toArray(),
        groups);
  }

  static Stream<Case> cases() {
    return Stream.of(
        plain(l(2, 3, 7), l(4, 3, 3), 1, 1, 1, 1),
        plain(l(1, 1, 1), l(1, 1, 1), 1, 0, 1, 1),
        plain(l(3, 4, 300), l(6, 2, 5), 2, 3, 3, 2),
        plain(l(2, 2, 17), l(2, 2, 4), 3, 4, 1, 1),
        plain(l(1, 3, 9, 8), l(5, 3, 3, 3), 1, 1, 1, 1),
        plain(l(20, 2, 3, 3), l(7, 2, 3, 3), 1, 1, 1, 1),
        plain(l(33, 4, 5, 5), l(4, 1, 3, 3), 2, 1, 1, 4),
        plain(l(2, 6, 14, 15), l(9, 2, 5, 3), 2, 2, 2, 3),
        plain(l(3, 8, 12, 12), l(16, 8, 1, 1), 1, 0, 1, 1),
        plain(l(3, 8, 12, 12), l(16, 8, 1, 1), 2, 0, 1, 1),
        plain(l(9, 8, 2, 3), l(4, 8, 1, 1), 1, 0, 1, 1),
        plain(l(2, 3, 4, 4), l(2, 3, 2, 2), 1, 5, 1, 1),
        plain(l(2, 16, 20, 20), l(32, 16, 3, 3), 1, 1, 1, 1),
        plain(l(1, 64, 16, 16), l(40, 64, 3, 3), 1, 1, 1, 1),
        plain(l(11, 4, 12, 13), l(9, 4, 3, 3), 1, 0, 1, 1),
        plain(l(10, 4, 12, 11), l(6, 2, 3, 2), 1, 0, 2, 2),
        plain(l(3, 70, 7, 9), l(5, 70, 3, 3), 1, 0, 1, 1),
        plain(l(5, 4, 9, 10), l(16, 4, 3, 3), 1, 0, 1, 1),
        plain(l(2, 3, 9, 9), l(17, 3, 6, 6), 1, 1, 1, 1),
        plain(l(3, 4, 13, 9), l(32, 2, 3, 3), 1, 0, 2, 2),
        plain(l(2, 2, 5, 6, 7), l(16, 2, 3, 4, 2), 1, 0, 1, 1),
        new Case(l(2, 2, 4, 9, 11), l(18, 2, 3, 5, 6), l(1, 1, 1), l(2, 1, 0), l(1, 1, 2), 1),
        plain(l(2, 2, 4, 5, 6), l(3, 2, 2, 3, 2), 1, 1, 1, 1),
        plain(l(2, 4, 5, 4, 7), l(2, 2, 2, 2, 3), 2, 1, 2, 2),
        new Case(l(2, 2, 9, 10), l(4, 2, 3, 2), l(1, 3), l(2, 0), l(2, 1), 1),
        new Case(l(2, 1, 11, 4), l(3, 1, 2, 4), l(4, 1), l(0, 2), l(3, 1), 1),
        new Case(l(1, 2, 4, 5, 6), l(4, 1, 3, 1, 2), l(2, 1, 3), l(1, 0, 1), l(1, 2, 2), 2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndGradientsAreThoseOfTheDefinition(Case c) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = whole(dtype, 1, c.x).requiresGrad_();
      Tensor w = whole(dtype, 2, c.w).requiresGrad_();
      Tensor y = conv(x, w, c.options());
      assertThat(Seen.values(y))
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

  @ParameterizedTest
  @MethodSource("cases")
  void transposedConvolutionsAreGradientsByTheInput(Case c) {
    long[] out = c.out();
    long[] added = new long[out.length];
    for (int d = 0; d < out.length; d++) {
      long least = (out[d] - 1) * c.stride[d] - 2 * c.pad[d] + c.dilation[d] * (c.w[d + 2] - 1) + 1;
      added[d] = c.x[d + 2] - least;
    }
    ConvTransposeOptions options =
        ConvTransposeOptions.stride(c.stride)
            .withPadding(c.pad)
            .withDilation(c.dilation)
            .withOutputPadding(added)
            .withGroups(c.groups);
    long[] sizes = c.x.clone();
    sizes[1] = c.w[0];
    System.arraycopy(out, 0, sizes, 2, out.length);
    Tensor g = whole(DType.FLOAT32, 4, sizes);
    Tensor w = whole(DType.FLOAT32, 5, c.w);
    Tensor y =
        switch (out.length) {
          case 1 -> Gradus.convTranspose1d(g, w, null, options);
          case 2 -> Gradus.convTranspose2d(g, w, null, options);
          default -> Gradus.convTranspose3d(g, w, null, options);
        };
    assertThat(y.shape()).isEqualTo(c.x);
    long[] in = Arrays.copyOfRange(c.x, 2, c.x.length);
    assertThat(Seen.values(y))
        .isEqualTo(NaiveConvolution.transposed(g, w, in, c.stride, c.pad, c.dilation, c.groups));
  }

  private static Tensor conv(Tensor x, Tensor w, ConvOptions options) {
    return switch (w.dim()) {
      case 3 -> Gradus.conv1d(x, w, null, options);
      case 4 -> Gradus.conv2d(x, w, null, options);
      default -> Gradus.conv3d(x, w, null, options);
    };
  }

  @Test
  @ResourceLock("threads")
  void theNumberOfThreadsDoesNotChangeABit() {
    int before = Parallel.threads();
    try {
      List<long[]> one = bits(1);
      assertThat(bits(3)).usingRecursiveComparison().isEqualTo(one);
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static List<long[]> bits(int threads) {
    Parallel.setThreads(threads);
    Gradus.manualSeed(5);
    Tensor x = Gradus.randn(10, 8, 24, 24).requiresGrad_();
    Tensor w = Gradus.randn(16, 8, 3, 3).requiresGrad_();
    Tensor strided = Gradus.conv2d(x, w, null, ConvOptions.stride(2));
    Tensor y = Gradus.conv2d(x, w).sum().add(strided.mul(strided).sum());
    y.backward();
    return List.of(
        Seen.bits(y), Seen.bits(strided), Seen.bits(Seen.grad(x)), Seen.bits(Seen.grad(w)));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16", "INT64", "COMPLEX64", "COMPLEX128"})
  void otherDtypesGiveWhatTheirPartsGive(DType dtype) {
    Tensor x = whole(dtype, 1, 2, 4, 5, 6);
    Tensor w = whole(dtype, 2, 6, 2, 3, 3);
    Tensor bias = whole(dtype, 3, 6);
    ConvOptions options = ConvOptions.DEFAULT.withPadding(1).withGroups(2);
    Tensor y = Gradus.conv2d(x, w, bias, options);
    assertThat(y.dtype()).isEqualTo(dtype);
    if (!dtype.isComplex()) {
      Tensor wide =
          Gradus.conv2d(x.to(DType.FLOAT64), w.to(DType.FLOAT64), bias.to(DType.FLOAT64), options);
      assertThat(Seen.values(y)).isEqualTo(Seen.values(wide));
      return;
    }
    Tensor re =
        Gradus.conv2d(x.real(), w.real(), bias.real(), options)
            .sub(Gradus.conv2d(x.imag(), w.imag(), null, options));
    Tensor im =
        Gradus.conv2d(x.real(), w.imag(), bias.imag(), options)
            .add(Gradus.conv2d(x.imag(), w.real(), null, options));
    assertThat(Seen.values(y.real())).isEqualTo(Seen.values(re));
    assertThat(Seen.values(y.imag())).isEqualTo(Seen.values(im));
  }

  @Test
  void samePaddingOfEvenKernelsAddsBehind() {
    Tensor x = Gradus.tensor("[[[1., 2, 3, 4]]]", DType.FLOAT64);
    Tensor w = Gradus.tensor("[[[1., 10]]]", DType.FLOAT64);
    ConvOptions same = ConvOptions.DEFAULT.withPadding("same");
    Seen.assertEqual(Gradus.conv1d(x, w, null, same), "[[[21., 32, 43, 4]]]");
    Seen.assertEqual(Gradus.conv1d(x, w, null, same.withDilation(2)), "[[[20., 31, 42, 3]]]");
    Seen.assertEqual(Gradus.conv1d(x, w, null, same.withPadding("valid")), "[[[21., 32, 43]]]");
  }

  @Test
  void oneSampleGoesWithoutBatch() {
    Tensor x = whole(DType.FLOAT64, 1, 3, 6, 5).requiresGrad_();
    Tensor w = whole(DType.FLOAT64, 2, 4, 3, 2, 2);
    Tensor y = Gradus.conv2d(x, w);
    assertThat(y.shape()).containsExactly(4, 5, 4);
    assertThat(Seen.nodeName(y)).isEqualTo("SqueezeBackward1");
    Seen.assertSame(y.unsqueeze(0), Gradus.conv2d(x.unsqueeze(0), w));
    assertThat(Seen.nodeName(Gradus.conv2d(x.unsqueeze(0), w))).isEqualTo("ConvolutionBackward0");
  }

  @Test
  void emptyBatchesHaveZeroGradients() {
    Tensor x = Gradus.zeros(0, 3, 6, 5).requiresGrad_();
    Tensor w = Gradus.ones(4, 3, 2, 2).requiresGrad_();
    Tensor bias = Gradus.ones(4).requiresGrad_();
    Tensor y = Gradus.conv2d(x, w, bias);
    assertThat(y.shape()).containsExactly(0, 4, 5, 4);
    y.sum().backward();
    assertThat(Seen.grad(x).shape()).containsExactly(0, 3, 6, 5);
    assertThat(Seen.values(Seen.grad(w))).containsOnly(0).hasSize(48);
    assertThat(Seen.values(Seen.grad(bias))).containsOnly(0).hasSize(4);
    Tensor none = Gradus.conv2d(Gradus.zeros(2, 0, 6, 5), Gradus.ones(4, 0, 2, 2));
    assertThat(none.shape()).containsExactly(2, 0, 5, 4);
  }

  @Test
  void resultsHaveTheirChannelsLastWhereInputsHave() {
    Tensor x = whole(DType.FLOAT32, 1, 2, 5, 6, 3).permute(0, 3, 1, 2);
    Tensor w = whole(DType.FLOAT32, 2, 4, 3, 2, 2);
    Tensor y = Gradus.conv2d(x, w);
    assertThat(y.stride()).containsExactly(80, 1, 20, 4);
    Seen.assertSame(y, Gradus.conv2d(x.contiguous(), w));
    Tensor wide = Gradus.conv2d(x.to(DType.FLOAT64), w.to(DType.FLOAT64));
    assertThat(wide.isContiguous()).isTrue();
  }

  @Test
  void alongTimeItIsAConvolutionWithChannelsLast() {
    Tensor x = whole(DType.FLOAT64, 1, 5, 2, 3).requiresGrad_();
    Tensor w = whole(DType.FLOAT64, 2, 3, 3, 4).requiresGrad_();
    Tensor bias = whole(DType.FLOAT64, 3, 4).requiresGrad_();
    Tensor y = Gradus.convTbc(x, w, bias, 1);
    assertThat(Seen.nodeName(y)).isEqualTo("ConvTbcBackward0");
    Tensor plain =
        Gradus.conv1d(
            x.permute(1, 2, 0), w.permute(2, 1, 0), bias, ConvOptions.DEFAULT.withPadding(1));
    Seen.assertSame(y, plain.permute(2, 0, 1));
    GradientCheck.check("convTbc", t -> Gradus.convTbc(t[0], t[1], t[2], 1), x, w, bias);
  }

  @Test
  void gradientsOfAllOrders() {
    Tensor x = real(1, 2, 4, 4, 3);
    Tensor w = real(2, 4, 2, 2, 2);
    Tensor bias = real(3, 4);
    ConvOptions options =
        ConvOptions.stride(2, 1).withPadding(1, 0).withDilation(1, 2).withGroups(2);
    GradientCheck.check("conv2d", t -> Gradus.conv2d(t[0], t[1], t[2], options), x, w, bias);
    GradientCheck.check("unit", t -> Gradus.conv2d(t[0], t[1], null, options.withStride(1)), x, w);
    Tensor g = real(4, 1, 4, 2, 3);
    ConvTransposeOptions back =
        ConvTransposeOptions.stride(2).withPadding(1).withOutputPadding(1).withGroups(2);
    Tensor wt = real(5, 4, 1, 2, 2);
    Tensor two = real(6, 2);
    GradientCheck.check(
        "convTranspose2d", t -> Gradus.convTranspose2d(t[0], t[1], t[2], back), g, wt, two);
    GradientCheck.check(
        "permuted",
        t -> Gradus.conv2d(t[0].transpose(2, 3), t[1].transpose(2, 3)),
        x,
        real(7, 1, 4, 2, 2));
  }

  private static Tensor real(int seed, long... sizes) {
    Gradus.manualSeed(seed);
    return Gradus.randn(DType.FLOAT64, sizes).requiresGrad_();
  }

  @Test
  void complexGradientsAreThoseOfTheParts() {
    Tensor x = whole(DType.COMPLEX128, 1, 1, 2, 3, 3).requiresGrad_();
    Tensor w = whole(DType.COMPLEX128, 2, 2, 2, 2, 2).requiresGrad_();
    Tensor y = Gradus.conv2d(x, w);
    Tensor loss = y.viewAsReal().pow(2).sum();
    loss.backward();
    Tensor xr = x.detach().viewAsReal().clone().requiresGrad_();
    Tensor wr = w.detach().viewAsReal().clone().requiresGrad_();
    Tensor a = xr.select(4, 0);
    Tensor b = xr.select(4, 1);
    Tensor c = wr.select(4, 0);
    Tensor d = wr.select(4, 1);
    Tensor re = Gradus.conv2d(a, c).sub(Gradus.conv2d(b, d));
    Tensor im = Gradus.conv2d(a, d).add(Gradus.conv2d(b, c));
    re.pow(2).sum().add(im.pow(2).sum()).backward();
    Seen.assertSame(Seen.grad(x).viewAsReal(), Seen.grad(xr));
    Seen.assertSame(Objects.requireNonNull(w.grad()).viewAsReal(), Seen.grad(wr));
  }
}
