package dev.gradus;

import static dev.gradus.Seen.assertRefused;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import org.junit.jupiter.api.Test;

/// What convolutions say about inputs that do not fit.
class ConvolutionErrorsTest {
  private static final ConvOptions NONE = ConvOptions.DEFAULT;
  private static final ConvTransposeOptions BACK = ConvTransposeOptions.DEFAULT;

  private static void refused(
      String sentence, Tensor x, Tensor w, Tensor bias, ConvOptions options) {
    assertRefused(
        GradusArgumentException.class, sentence, () -> Gradus.conv2d(x, w, bias, options));
  }

  private static void refusedBack(
      String sentence, Tensor x, Tensor w, Tensor bias, ConvTransposeOptions options) {
    assertRefused(
        GradusArgumentException.class, sentence, () -> Gradus.convTranspose2d(x, w, bias, options));
  }

  private static Tensor ones(long... sizes) {
    return Gradus.ones(sizes);
  }

  @Test
  void sizes() {
    refused(
        "Given groups=1, weight of size [6, 3, 3, 3], expected input[2, 4, 5, 5] to have 3 channels, but got 4 channels instead",
        ones(2, 4, 5, 5),
        ones(6, 3, 3, 3),
        ones(6),
        NONE);
    refused(
        "Given weight of size [6, 4, 3, 3], expected bias to be 1-dimensional with 6 elements, but got bias of size [5] instead",
        ones(2, 4, 5, 5),
        ones(6, 4, 3, 3),
        ones(5),
        NONE);
    refused(
        "Calculated padded input size per channel: (2 x 4). Kernel size: (3 x 5). Kernel size can't be greater than actual input size",
        ones(1, 1, 2, 4),
        ones(1, 1, 3, 3),
        ones(1),
        NONE.withDilation(1, 2));
    refused(
        "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [2, 3]",
        ones(2, 3),
        ones(1, 1, 3, 3),
        ones(1),
        NONE);
    refused(
        "Expected 5-dimensional input for 5-dimensional weight [1, 1, 1, 1, 1], but got 4-dimensional input of size [1, 1, 2, 4] instead",
        ones(1, 1, 2, 4),
        ones(1, 1, 1, 1, 1),
        ones(1),
        NONE);
    refused(
        "Expected 5-dimensional input for 5-dimensional weight[1, 1, 1, 1, 1], but got 4-dimensional input of size [1, 1, 2, 4] instead",
        ones(1, 1, 2, 4),
        ones(1, 1, 1, 1, 1),
        ones(1),
        NONE.withPadding("same"));
    refused(
        "Only zero batch or zero channel inputs are supported, but got input shape: [1, 1, 0, 4]",
        ones(1, 1, 0, 4),
        ones(1, 1, 1, 1),
        ones(1),
        NONE.withPadding(1));
  }

  @Test
  void options() {
    Tensor x = ones(2, 4, 5, 5);
    Tensor w = ones(6, 2, 3, 3);
    Tensor b = ones(6);
    refused("non-positive stride is not supported", x, w, b, NONE.withStride(0));
    refused("negative padding is not supported", x, w, b, NONE.withPadding(1, -1));
    refused("dilation should be greater than zero", x, w, b, NONE.withDilation(0));
    refused("non-positive groups is not supported", x, w, b, NONE.withGroups(0));
    refused("Invalid padding string: 'full'", x, w, b, NONE.withPadding("full"));
    refused(
        "padding='same' is not supported for strided convolutions",
        x,
        w,
        b,
        NONE.withPadding("same").withStride(2));
    refused(
        "expected stride to be a single integer value or a list of 2 values to match the convolution dimensions, but got stride=[1, 2, 3]",
        x,
        w,
        b,
        NONE.withStride(1, 2, 3));
    refused(
        "Given groups=8, expected weight to be at least 8 at dimension 0, but got weight of size [6, 2, 3, 3] instead",
        x,
        w,
        b,
        NONE.withGroups(8));
    refused(
        "Given groups=4, expected weight to be divisible by 4 at dimension 0, but got weight of size [[6, 2, 3, 3]] instead",
        x,
        w,
        b,
        NONE.withGroups(4));
    refused(
        "Given padding=9223372036854775807 at dimension 0 , expected padding to be at most 4611686018427387903",
        x,
        w,
        b,
        NONE.withPadding(Long.MAX_VALUE));
  }

  @Test
  void dtypes() {
    Tensor x = ones(1, 1, 4, 4);
    refused(
        "Input type (float) and bias type (c10::complex<double>) should be the same",
        x,
        ones(1, 1, 2, 2),
        ones(1).to(DType.COMPLEX128),
        NONE);
    refused(
        "Input type (torch.FloatTensor) and weight type (torch.DoubleTensor) should be the same",
        x,
        ones(1, 1, 2, 2).to(DType.FLOAT64),
        ones(1),
        NONE);
    Tensor whole = x.to(DType.INT32);
    assertRefused(
        GradusUnsupportedException.class,
        "\"slow_conv2d_cpu\" not implemented for 'Int'",
        () -> Gradus.conv2d(whole, whole));
  }

  @Test
  void transposed() {
    Tensor x = ones(2, 4, 5, 5);
    refusedBack(
        "Given transposed=1, weight of size [3, 2, 3, 3], expected input[2, 4, 5, 5] to have 3 channels, but got 4 channels instead",
        x,
        ones(3, 2, 3, 3),
        ones(2),
        BACK);
    refusedBack(
        "Given transposed=1, weight of size [4, 2, 3, 3], expected bias to be 1-dimensional with 4 elements, but got bias of size [2] instead",
        x,
        ones(4, 2, 3, 3),
        ones(2),
        BACK.withGroups(2));
    refusedBack(
        "output padding must be smaller than either stride or dilation, but got output_padding_height: 2 output_padding_width: 0 stride_height: 2 stride_width: 2 dilation_height: 1 dilation_width: 1",
        x,
        ones(4, 2, 3, 3),
        ones(2),
        BACK.withStride(2).withOutputPadding(2, 0));
    refusedBack(
        "Given input size per channel: (5 x 5). Calculated output size per channel: (-1 x -1). Output size is too small",
        x,
        ones(4, 2, 3, 3),
        ones(2),
        BACK.withPadding(4));
    refusedBack(
        "negative output_padding is not supported",
        x,
        ones(4, 2, 3, 3),
        ones(2),
        BACK.withOutputPadding(-1));
    assertRefused(
        GradusArgumentException.class,
        "output padding must be smaller than either stride or dilation, but got output_padding_height: 0 output_padding_width: 1 stride_height: 1 stride_width: 1 dilation_height: 1 dilation_width: 1",
        () ->
            Gradus.convTranspose1d(ones(1, 1, 4), ones(1, 1, 2), null, BACK.withOutputPadding(1)));
  }

  @Test
  void alongTime() {
    assertRefused(
        GradusArgumentException.class,
        "Input dim 2 (input channels) is not == dim 1 in the weight tensor",
        () -> Gradus.convTbc(ones(5, 2, 3), ones(3, 4, 4), ones(4), 0));
  }
}
