package dev.gradus;

import static dev.gradus.Seen.assertRefused;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What pooling says about inputs that do not fit.
class PoolingErrorsTest {
  private static void refused(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  private static Tensor ones(long... sizes) {
    return Gradus.ones(sizes);
  }

  private static MaxPoolOptions max(long... kernel) {
    return MaxPoolOptions.kernel(kernel);
  }

  @Test
  void maxPooling() {
    Tensor x = ones(1, 2, 4, 5);
    refused(
        "max_pool2d: kernel_size must either be a single int, or a tuple of two ints",
        () -> Gradus.maxPool2d(x, 1, 2, 3));
    refused(
        "max_pool2d: stride must either be omitted, a single int, or a tuple of two ints",
        () -> Gradus.maxPool2d(x, max(1).withStride(1, 2, 3)));
    refused(
        "non-empty 3D or 4D (batch mode) tensor expected for input",
        () -> Gradus.maxPool2d(ones(4, 5), 2));
    refused("stride should not be zero", () -> Gradus.maxPool2d(x, max(2).withStride(0)));
    refused(
        "pad must be non-negative, but got pad: -1",
        () -> Gradus.maxPool2d(x, max(2).withPadding(-1)));
    refused(
        "pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1",
        () -> Gradus.maxPool2d(x, max(2).withPadding(0, 2)));
    refused(
        "dilation should be greater than zero, but got dilationH: 1 dilationW: 0",
        () -> Gradus.maxPool2d(x, max(2).withDilation(1, 0)));
    refused(
        "kernel size should be greater than zero, but got kH: 0 kW: 2",
        () -> Gradus.maxPool2d(x, max(0, 2).withStride(1)));
    refused(
        "Given input size: (2x4x5). Calculated output size: (2x0x1). Output size is too small",
        () -> Gradus.maxPool2d(x, 5));
    refused(
        "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:[1, 0, 4, 5]",
        () -> Gradus.maxPool2d(ones(1, 0, 4, 5), 2));
    refused(
        "max_pool1d() Invalid computed output size: -2",
        () -> Gradus.maxPool1d(ones(2, 2, 2), max(5).withStride(1)));
    refused(
        "max_pool1d() stride must be greater than zero, but got 0",
        () -> Gradus.maxPool1d(ones(2, 2, 2), max(1).withStride(0)));
    refused(
        "max_pool1d() padding should be at most half of kernel size, but got padding=2 and kernel_size=2",
        () -> Gradus.maxPool1d(ones(2, 2, 2), max(2).withPadding(2)));
    refused(
        "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:[0, 10]",
        () -> Gradus.maxPool1d(ones(0, 10), 1));
    refused(
        "max_pool3d_with_indices_out_cpu_template(): Expected input's non-batch dimensions to have positive length, but input has a shape of [2, 1, 0, 1, 2] and non-batch dimension 0 has length zero!",
        () -> Gradus.maxPool3d(ones(2, 1, 0, 1, 2), 1));
    assertRefused(
        GradusUnsupportedException.class,
        "\"max_pool2d\" not implemented for 'Bool'",
        () -> Gradus.maxPool2d(x.to(DType.BOOL), 2));
  }

  @Test
  void averagePooling() {
    Tensor x = ones(1, 2, 4, 5);
    AvgPoolOptions two = AvgPoolOptions.kernel(2);
    refused("divisor must be not zero", () -> Gradus.avgPool2d(x, two.withDivisorOverride(0L)));
    refused(
        "input image (T: 2 H: 4 W: 5) smaller than kernel size (kT: 3 kH: 3 kW: 3)",
        () -> Gradus.avgPool3d(ones(1, 2, 4, 5), AvgPoolOptions.kernel(3).withPadding(1)));
    refused(
        "avg_pool1d() argument 'kernel_size' should contain one int (got 2)",
        () -> Gradus.avgPool1d(ones(2, 3, 4), AvgPoolOptions.kernel(1, 2)));
    refused(
        "Expected 2 to 3 dimensions, but got 1-dimensional tensor for argument #1 'self' (while checking arguments for avg_pool1d)",
        () -> Gradus.avgPool1d(ones(4), 2));
    assertRefused(
        GradusIndexException.class,
        "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
        () -> Gradus.avgPool2d(ones(4, 5), 2));
    assertRefused(
        GradusUnsupportedException.class,
        "\"avg_pool2d\" not implemented for 'Int'",
        () -> Gradus.avgPool2d(x.to(DType.INT32), 2));
  }

  @Test
  void adaptivePooling() {
    refused(
        "Input dimension should be at least 3", () -> Gradus.adaptiveAvgPool2d(ones(2, 2), 2, 2));
    refused(
        "adaptive_avg_pool2d: output_size must be 2",
        () -> Gradus.adaptiveAvgPool2d(ones(1, 2, 3)));
    refused(
        "adaptive_avg_pool3d: elements of output_size must be greater than or equal to 0 but received {-1, 0,2}",
        () -> Gradus.adaptiveAvgPool3d(ones(1, 1, 1, 1, 1), -1, 0, 2));
    refused(
        "adaptive_avg_pool2d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [1, 2, 0, 3] with dimension 2 being empty",
        () -> Gradus.adaptiveAvgPool2d(ones(1, 2, 0, 3), 2, 2));
    refused(
        "adaptive_max_pool3d(): internal error: output_size.size() must be 3",
        () -> Gradus.adaptiveMaxPool3d(ones(1, 2, 3, 4)));
    refused(
        "adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: [1, 2, 3, 4, 5]",
        () -> Gradus.adaptiveMaxPool2d(ones(1, 2, 3, 4, 5), 2));
    refused(
        "Trying to create tensor with negative dimension -1: [1, 1, 1, -1]",
        () -> Gradus.adaptiveMaxPool1d(ones(1, 1, 1), -1));
    assertRefused(
        GradusUnsupportedException.class,
        "\"adaptive_max_pool2d\" not implemented for 'Long'",
        () -> Gradus.adaptiveMaxPool2d(ones(1, 2, 3).to(DType.INT64), 2));
  }

  @Test
  void unpooling() {
    Tensor x = ones(1, 1, 2, 2);
    Tensor at = Gradus.zeros(DType.INT64, 1, 1, 2, 2);
    UnpoolOptions two = UnpoolOptions.kernel(2);
    refused(
        "elements in indices should be type int64 but got: Int",
        () -> Gradus.maxUnpool2d(x, at.to(DType.INT32), two));
    refused(
        "Expected shape of indices to be same as that of the input tensor ([1, 1, 2, 2]) but got indices tensor with shape: [1, 1, 2, 1]",
        () -> Gradus.maxUnpool2d(x, at.narrow(3, 0, 1), two));
    refused(
        "invalid output_size \"[4, 6]\" (dim 1 must be between 2 and 6)",
        () -> Gradus.maxUnpool2d(x, at, two.withOutputSize(4, 6)));
    refused(
        "output_size should be a sequence containing 2 or 4 elements, but it has a length of '3'",
        () -> Gradus.maxUnpool2d(x, at, two.withOutputSize(1, 4, 4)));
    refused(
        "Found an invalid max index: 16 (output volumes are of size 4x4",
        () -> Gradus.maxUnpool2d(x, at.add(16), two));
  }

  @Test
  void fractionalPooling() {
    Tensor x = ones(1, 2, 4, 5);
    FractionalPoolOptions three = FractionalPoolOptions.kernel(3);
    refused(
        "fractional_max_pool2d requires specifying either an output_size or an output_ratio",
        () -> Gradus.fractionalMaxPool2d(x, three));
    refused(
        "fractional_max_pool2d(): pool height 3 too large relative to input height 4",
        () -> Gradus.fractionalMaxPool2d(x, three.withOutputSize(3, 3)));
    refused(
        "Expect _random_samples to have the same dtype as input",
        () ->
            Gradus.fractionalMaxPool2d(
                x, three.withOutputSize(2).withSamples(Gradus.rand(DType.FLOAT64, 1, 2, 2))));
  }

  @Test
  void columns() {
    UnfoldOptions two = UnfoldOptions.kernel(2);
    refused(
        "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [4, 5]",
        () -> Gradus.unfold(ones(4, 5), two));
    refused(
        "Given input with spatial size (1, 5), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), calculated shape of the array of sliding blocks as (0, 4), but its components must be at least one.",
        () -> Gradus.unfold(ones(1, 1, 1, 5), two));
    refused(
        "stride should be greater than zero, but got stride_height: 0 stride_width: 0",
        () -> Gradus.unfold(ones(1, 1, 4, 5), two.withStride(0)));
    refused(
        "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=5 and kernel_size=(2, 2).",
        () -> Gradus.fold(ones(1, 5, 9), new long[] {4, 4}, two));
    refused(
        "Given output_size=(4, 4), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), stride=(1, 1), expected size of input's dimension 2 to match the calculated number of sliding blocks 3 * 3 = 9, but got input.size(2)=8.",
        () -> Gradus.fold(ones(1, 4, 8), new long[] {4, 4}, two));
    assertRefused(
        GradusUnsupportedException.class,
        "\"im2col_out_cpu\" not implemented for 'Long'",
        () -> Gradus.unfold(ones(1, 1, 4, 5).to(DType.INT64), two));
  }
}
