package dev.gradus;

import static dev.gradus.NaiveConvolution.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Pooling against its definition.
class PoolingTest {
  /// Windows of a plane of two dimensions.
  record Case(long[] x, long[] kernel, long[] stride, long[] pad, long[] dilation, boolean ceil) {
    MaxPoolOptions max() {
      return MaxPoolOptions.kernel(kernel)
          .withStride(stride)
          .withPadding(pad)
          .withDilation(dilation)
          .withCeilMode(ceil);
    }

    AvgPoolOptions average() {
      return AvgPoolOptions.kernel(kernel).withStride(stride).withPadding(pad).withCeilMode(ceil);
    }
  }

  private static long[] l(long... values) {
    return values;
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(l(2, 3, 6, 7), l(2, 2), l(2, 2), l(0, 0), l(1, 1), false),
        new Case(l(2, 3, 6, 7), l(2, 2), l(2, 2), l(1, 1), l(1, 1), true),
        new Case(l(1, 2, 9, 8), l(3, 3), l(1, 1), l(1, 1), l(1, 1), false),
        new Case(l(1, 2, 9, 8), l(3, 2), l(2, 3), l(1, 0), l(1, 3), true),
        new Case(l(3, 5, 5), l(5, 1), l(4, 1), l(2, 0), l(1, 1), true),
        new Case(l(1, 1, 10, 3), l(3, 3), l(7, 2), l(1, 1), l(2, 1), false),
        new Case(l(40, 8, 20, 20), l(3, 3), l(2, 2), l(1, 1), l(1, 1), false));
  }

  // For each window its first place and the place after its last, by dimension.
  private static long places(Case c, long o, int d, long tap) {
    return o * c.stride[d] - c.pad[d] + tap * c.dilation[d];
  }

  @ParameterizedTest
  @MethodSource("cases")
  void greatestElements(Case c) {
    Tensor x = whole(DType.FLOAT32, 3, c.x);
    ValuesAndIndices y = Gradus.maxPool2dWithIndices(x, c.max());
    double[] in = Seen.values(x);
    double[] values = Seen.values(y.values());
    double[] indices = Seen.values(y.indices());
    int rank = c.x.length;
    long high = c.x[rank - 2];
    long wide = c.x[rank - 1];
    long rows = y.values().size(-2);
    long columns = y.values().size(-1);
    for (int i = 0; i < values.length; i++) {
      int plane = (int) (i / (rows * columns) * high * wide);
      double most = Double.NEGATIVE_INFINITY;
      double at = -1;
      for (long a = 0; a < c.kernel[0]; a++) {
        for (long b = 0; b < c.kernel[1]; b++) {
          long h = places(c, i / columns % rows, 0, a);
          long w = places(c, i % columns, 1, b);
          boolean inside = h >= 0 && h < high && w >= 0 && w < wide;
          if (inside && in[plane + (int) (h * wide + w)] > most) {
            at = (double) (h * wide + w);
            most = in[plane + (int) at];
          }
        }
      }
      assertThat(values[i]).isEqualTo(most);
      assertThat(indices[i]).isEqualTo(at);
    }
    for (DType dtype : new DType[] {DType.FLOAT64, DType.INT64, DType.INT8, DType.BFLOAT16}) {
      ValuesAndIndices other = Gradus.maxPool2dWithIndices(x.to(dtype), c.max());
      assertThat(other.values().dtype()).isEqualTo(dtype);
      assertThat(Seen.values(other.values())).isEqualTo(values);
      assertThat(Seen.values(other.indices())).isEqualTo(indices);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void means(Case c) {
    if (Arrays.stream(c.dilation).noneMatch(d -> d != 1)) {
      means(c, DType.FLOAT64);
      means(c, DType.FLOAT32);
    }
  }

  private static void means(Case c, DType dtype) {
    Tensor x = whole(dtype, 3, c.x);
    for (boolean padded : new boolean[] {true, false}) {
      Tensor y = Gradus.avgPool2d(x, c.average().withCountIncludePad(padded));
      Tensor fixed = Gradus.avgPool2d(x, c.average().withDivisorOverride(1L));
      double[] sums = Seen.values(fixed);
      double[] got = Seen.values(y);
      double[] in = Seen.values(x);
      int rank = c.x.length;
      long high = c.x[rank - 2];
      long wide = c.x[rank - 1];
      long rows = y.size(-2);
      long columns = y.size(-1);
      for (int i = 0; i < got.length; i++) {
        int plane = (int) (i / (rows * columns) * high * wide);
        double sum = 0;
        int inside = 0;
        int near = 0;
        for (long a = 0; a < c.kernel[0]; a++) {
          for (long b = 0; b < c.kernel[1]; b++) {
            long h = places(c, i / columns % rows, 0, a);
            long w = places(c, i % columns, 1, b);
            near += h < high + c.pad[0] && w < wide + c.pad[1] ? 1 : 0;
            if (h >= 0 && h < high && w >= 0 && w < wide) {
              inside++;
              sum += in[plane + (int) (h * wide + w)];
            }
          }
        }
        double mean = sum / (padded ? near : inside);
        assertThat(got[i]).isEqualTo(dtype == DType.FLOAT32 ? (float) mean : mean);
        assertThat(sums[i]).isEqualTo(sum);
      }
    }
  }

  @Test
  void ofEqualElementsTheFirstAndOfNansTheLastIsChosen() {
    Tensor x = Gradus.tensor("[[[1., 1, 0, nan, nan, 2]]]");
    ValuesAndIndices y = Gradus.maxPool1dWithIndices(x, MaxPoolOptions.kernel(3));
    Seen.assertEqual(y.values(), "[[[1., nan]]]");
    Seen.assertEqual(y.indices(), "[[[0., 4]]]");
    Tensor ones = Gradus.ones(1, 1, 4).requiresGrad_();
    Gradus.maxPool1d(ones, 2).sum().backward();
    Seen.assertEqual(ones.grad(), "[[[1., 0, 1, 0]]]");
    Tensor low = Gradus.full(new long[] {1, 1, 4}, Double.NEGATIVE_INFINITY);
    Seen.assertEqual(
        Gradus.maxPool1dWithIndices(low, MaxPoolOptions.kernel(2).withPadding(1)).indices(),
        "[[[0., 1, 3]]]");
  }

  @Test
  void integersAreCutOff() {
    Tensor x = Gradus.tensor("[[[-7, 2, 7, 2]]]");
    Tensor y = Gradus.avgPool1d(x, 2);
    assertThat(y.dtype()).isEqualTo(DType.INT64);
    Seen.assertEqual(y, "[[[-2., 4]]]");
  }

  @Test
  void gradientsOfAllOrders() {
    Tensor x = distinct(2, 3, 5, 6);
    Tensor v = distinct(1, 2, 3, 4, 5);
    Tensor s = distinct(2, 7);
    MaxPoolOptions max = MaxPoolOptions.kernel(3).withStride(2).withPadding(1).withCeilMode(true);
    GradientCheck.check("maxPool2d", t -> Gradus.maxPool2d(t[0], max), x);
    GradientCheck.check("maxPool3d", t -> Gradus.maxPool3d(t[0], 2, 2, 3), v);
    GradientCheck.check("maxPool1d", t -> Gradus.maxPool1d(t[0], 3), s);
    AvgPoolOptions avg = AvgPoolOptions.kernel(3, 2).withStride(2).withPadding(1, 0);
    GradientCheck.check("avgPool2d", t -> Gradus.avgPool2d(t[0], avg), x);
    GradientCheck.check(
        "avgPool2d of a permuted tensor", t -> Gradus.avgPool2d(t[0].transpose(2, 3), 2), x);
    GradientCheck.check("avgPool3d", t -> Gradus.avgPool3d(t[0], 2), v);
    GradientCheck.check("avgPool1d", t -> Gradus.avgPool1d(t[0], 2), s);
    GradientCheck.check("adaptiveAvgPool2d", t -> Gradus.adaptiveAvgPool2d(t[0], 3, 4), x);
    GradientCheck.check("adaptiveAvgPool3d", t -> Gradus.adaptiveAvgPool3d(t[0], 2), v);
    GradientCheck.check("adaptiveMaxPool2d", t -> Gradus.adaptiveMaxPool2d(t[0], 3, 4), x);
    GradientCheck.check("adaptiveMaxPool1d", t -> Gradus.adaptiveMaxPool1d(t[0], 3), s);
    Tensor at = Gradus.tensor("[[0, 8, 3], [5, 2, 7]]");
    UnpoolOptions un = UnpoolOptions.kernel(3);
    Tensor few = distinct(2, 3);
    GradientCheck.check("maxUnpool1d", t -> Gradus.maxUnpool1d(t[0], at, un), few);
    UnfoldOptions blocks = UnfoldOptions.kernel(2, 3).withPadding(1).withStride(2, 1);
    GradientCheck.check("unfold", t -> Gradus.unfold(t[0], blocks), x);
    Tensor columns = distinct(1, 6, 12);
    GradientCheck.check("fold", t -> Gradus.fold(t[0], new long[] {4, 4}, blocks), columns);
    Tensor positive = distinct(1, 2, 4, 4);
    GradientCheck.check(
        "lpPool2d",
        t -> Gradus.lpPool2d(t[0].abs().add(0.1), 3, LpPoolOptions.kernel(2)),
        positive);
  }

  // No two equal, in no order.
  private static Tensor distinct(long... sizes) {
    Tensor x = Tensor.empty(DType.FLOAT64, sizes);
    int n = (int) x.numel();
    for (int i = 0; i < n; i++) {
      double v = (i * 7919L % 1009) / 100.0 - 5 + i * 1e-3;
      Elements.setDouble(x.storage(), DType.FLOAT64, i, v);
    }
    return x.requiresGrad_();
  }

  @Test
  void adaptiveWindowsCoverEverything() {
    Tensor x = Gradus.arange(7, DType.FLOAT64).view(1, 1, 7);
    Seen.assertEqual(Gradus.adaptiveAvgPool1d(x, 3), "[[[1., 3, 5]]]");
    Seen.assertEqual(Gradus.adaptiveMaxPool1d(x, 3), "[[[2., 4, 6]]]");
    Seen.assertEqual(
        Gradus.adaptiveAvgPool1d(x, 9), "[[[0., 0.5, 1.5, 2.5, 3, 3.5, 4.5, 5.5, 6]]]");
    Tensor image = whole(DType.FLOAT32, 1, 2, 3, 4, 6);
    Seen.assertSame(
        Gradus.adaptiveAvgPool2d(image, Gradus.SAME_SIZE, 3), Gradus.avgPool2d(image, 1, 2));
    Seen.assertSame(Gradus.adaptiveAvgPool2d(image, 1), image.mean(new int[] {2, 3}, true));
    assertThat(Gradus.adaptiveMaxPool2d(image, Gradus.SAME_SIZE).shape())
        .containsExactly(2, 3, 4, 6);
  }

  @Test
  void unpoolingPutsElementsBack() {
    Tensor x = whole(DType.FLOAT32, 5, 2, 2, 6, 6);
    ValuesAndIndices y = Gradus.maxPool2dWithIndices(x, MaxPoolOptions.kernel(2));
    Tensor back = Gradus.maxUnpool2d(y.values(), y.indices(), UnpoolOptions.kernel(2));
    assertThat(back.shape()).isEqualTo(x.shape());
    Seen.assertSame(back, Gradus.where(back.eq(0), back, x));
    Seen.assertSame(Gradus.maxPool2d(back.abs(), 2), y.values().abs());
    Tensor half = y.values().to(DType.FLOAT16);
    Seen.assertSame(
        Gradus.maxUnpool2d(half, y.indices(), UnpoolOptions.kernel(2)), back.to(DType.FLOAT16));
    Tensor odd =
        Gradus.maxUnpool2d(
            y.values(), y.indices(), UnpoolOptions.kernel(2).withOutputSize(2, 2, 7, 6));
    assertThat(odd.shape()).containsExactly(2, 2, 7, 6);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"BOOL", "FLOAT16", "BFLOAT16", "FLOAT32", "COMPLEX64"})
  void columnsOfAnImageAddUpToIt(DType dtype) {
    Tensor x = whole(dtype, 2, 2, 3, 4, 5);
    if (dtype == DType.BOOL) {
      x = whole(DType.FLOAT32, 2, 2, 3, 4, 5).ne(0);
    }
    UnfoldOptions side = UnfoldOptions.kernel(2, 5).withStride(2, 1);
    Tensor columns = Gradus.unfold(x, side);
    assertThat(columns.shape()).containsExactly(2, 30, 2);
    assertThat(columns.dtype()).isEqualTo(dtype);
    Seen.assertSame(plain(Gradus.fold(columns, new long[] {4, 5}, side)), plain(x));
    UnfoldOptions twice = UnfoldOptions.kernel(3).withPadding(1);
    Tensor sums = Gradus.fold(Gradus.unfold(x, twice), new long[] {4, 5}, twice);
    if (dtype == DType.BOOL) {
      Seen.assertSame(sums, x);
    } else {
      Seen.assertSame(
          plain(sums).select(2, 1).select(2, 1), plain(x.mul(9)).select(2, 1).select(2, 1));
    }
  }

  private static Tensor plain(Tensor x) {
    return x.dtype().isComplex() ? x.viewAsReal() : x;
  }

  @Test
  void convolutionsAreProductsWithColumns() {
    Tensor x = whole(DType.FLOAT64, 1, 2, 3, 6, 5);
    Tensor w = whole(DType.FLOAT64, 2, 4, 3, 3, 2);
    Tensor columns = Gradus.unfold(x, UnfoldOptions.kernel(3, 2));
    Tensor y = w.view(4, 18).matmul(columns);
    Seen.assertSame(y.view(2, 4, 4, 4), Gradus.conv2d(x, w));
    Tensor single = Gradus.unfold(x.select(0, 1), UnfoldOptions.kernel(3, 2));
    Seen.assertSame(single, columns.select(0, 1));
  }

  @Test
  void fractionalWindowsFollowTheNumbersDrawn() {
    Tensor x = Gradus.arange(10, DType.FLOAT64).view(1, 1, 1, 10);
    Tensor samples = Gradus.tensor("[[[0.5, 0.]]]", DType.FLOAT64);
    FractionalPoolOptions options =
        FractionalPoolOptions.kernel(1, 2).withOutputSize(1, 4).withSamples(samples);
    ValuesAndIndices y = Gradus.fractionalMaxPool2d(x, options);
    // alpha = 8 / 3: windows begin at 0, 4 - 1, 6 - 1, 8.
    Seen.assertEqual(y.values(), "[[[[1., 4, 6, 9]]]]");
    assertThat(y.indices().dtype()).isEqualTo(DType.INT64);
    Gradus.manualSeed(3);
    Tensor v = Gradus.rand(2, 3, 6, 7, 8);
    FractionalPoolOptions half = FractionalPoolOptions.kernel(2).withOutputRatio(0.5);
    assertThat(Gradus.fractionalMaxPool3d(v, half).values().shape()).containsExactly(2, 3, 3, 3, 4);
    assertThat(Gradus.fractionalMaxPool2d(v.select(0, 0), half).values().shape())
        .containsExactly(3, 6, 3, 4);
  }

  @Test
  void resultsHaveTheirChannelsLastWhereInputsHave() {
    Tensor x = whole(DType.FLOAT64, 1, 2, 4, 6, 3).permute(0, 3, 1, 2);
    ValuesAndIndices y = Gradus.maxPool2dWithIndices(x, MaxPoolOptions.kernel(2));
    assertThat(y.values().stride()).containsExactly(18, 1, 9, 3);
    assertThat(y.indices().stride()).containsExactly(18, 1, 9, 3);
    assertThat(Gradus.avgPool2d(x, 2).stride()).containsExactly(18, 1, 9, 3);
    assertThat(Gradus.adaptiveMaxPool2d(x, 2, 3).stride()).containsExactly(18, 1, 9, 3);
    Seen.assertSame(y.values(), Gradus.maxPool2d(x.contiguous(), 2));
  }

  @Test
  void emptyBatchesAndPlanes() {
    Tensor x = Gradus.zeros(0, 3, 4, 4).requiresGrad_();
    Tensor y = Gradus.maxPool2d(x, 2);
    assertThat(y.shape()).containsExactly(0, 3, 2, 2);
    y.sum().backward();
    assertThat(Seen.grad(x).shape()).containsExactly(0, 3, 4, 4);
    assertThat(Gradus.avgPool2d(x, 2).shape()).containsExactly(0, 3, 2, 2);
    assertThat(Gradus.adaptiveAvgPool2d(x, 3).shape()).containsExactly(0, 3, 3, 3);
    assertThat(Gradus.unfold(x, UnfoldOptions.kernel(2)).shape()).containsExactly(0, 12, 9);
  }

  @Test
  void aWindowWithoutPlacesIsTheLeastNumber() {
    MaxPoolOptions wide = MaxPoolOptions.kernel(2).withDilation(4).withPadding(2);
    Tensor x = Gradus.ones(1, 1, 1, 1).requiresGrad_();
    Tensor y = Gradus.maxPool2d(x, wide);
    assertThat(y.numel()).isEqualTo(1);
    assertThat(y.item()).isEqualTo(Double.NEGATIVE_INFINITY);
    y.sum().backward();
  }

  @Test
  void namesOfNodes() {
    Tensor x = distinct(1, 2, 4, 4);
    assertThat(Seen.nodeName(Gradus.maxPool2d(x, 2))).isEqualTo("MaxPool2DWithIndicesBackward0");
    assertThat(Seen.nodeName(Gradus.avgPool2d(x, 2))).isEqualTo("AvgPool2DBackward0");
    assertThat(Seen.nodeName(Gradus.adaptiveAvgPool2d(x, 2)))
        .isEqualTo("AdaptiveAvgPool2DBackward0");
    assertThat(Seen.nodeName(Gradus.adaptiveMaxPool2d(x, 2)))
        .isEqualTo("AdaptiveMaxPool2DBackward0");
    FractionalPoolOptions two = FractionalPoolOptions.kernel(2).withOutputSize(2);
    assertThat(Seen.nodeName(Gradus.fractionalMaxPool2d(x, two).values()))
        .isEqualTo("FractionalMaxPool2DBackward0");
    Tensor columns = Gradus.unfold(x, UnfoldOptions.kernel(2));
    assertThat(Seen.nodeName(columns)).isEqualTo("Im2ColBackward0");
    assertThat(Seen.nodeName(Gradus.fold(columns, new long[] {4}, UnfoldOptions.kernel(2))))
        .isEqualTo("Col2ImBackward0");
  }
}
