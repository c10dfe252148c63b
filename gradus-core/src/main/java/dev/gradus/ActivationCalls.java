package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Activations;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.op.pointwise.Scalar;
import java.util.Arrays;

/// The rows of [PointwiseActivation] that take numbers, and the checks before them.
final class ActivationCalls {
  // The constants of the paper, to more digits than a double has.
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  private ActivationCalls() {}

  static RowCall leakyRelu(Tensor x, double slope) {
    Checks.floating("leaky_relu", x);
    return Activations.LEAKY_RELU.with(Scalar.of(slope));
  }

  static RowCall elu(Tensor x, double alpha, double scale) {
    Checks.floating("elu", x);
    return eluRow(Activations.ELU, alpha * scale, scale, 1);
  }

  static RowCall celu(Tensor x, double alpha) {
    if (alpha == 0) {
      throw new GradusArgumentException(
          "ZeroDivisionError: alpha cannot be 0 for CELU\ncelu: the input is divided by alpha.");
    }
    Checks.floating("celu", x);
    return eluRow(Activations.CELU, alpha, 1, 1 / alpha);
  }

  static RowCall selu(Tensor x) {
    return elu(x, SELU_ALPHA, SELU_SCALE);
  }

  private static RowCall eluRow(Row row, double below, double above, double inner) {
    return row.with(Scalar.of(below), Scalar.of(above), Scalar.of(inner));
  }

  static RowCall hardtanh(Tensor x, double min, double max) {
    if (x.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "Bool inputs not supported for hardtanh\nhardtanh: convert the tensor first.");
    }
    Scalar low = fitting(x, min);
    Scalar high = fitting(x, max);
    if (low.real() > high.real()) {
      throw new GradusArgumentException(
          "min_val cannot be greater than max_val\nhardtanh: got " + min + " and " + max + ".");
    }
    if (x.dtype() == DType.UINT8 && (low.real() < 0 || high.real() < 0)) {
      throw new GradusArgumentException(
          "cannot do hardtanh on an unsigned type with negative limits\nhardtanh: got "
              + min
              + " and "
              + max
              + " for uint8.");
    }
    return Activations.HARDTANH.with(low, high);
  }

  static RowCall softshrink(Tensor x, double lambda) {
    if (!(lambda >= 0)) {
      throw new GradusArgumentException(
          "lambda must be greater or equal to 0, but found to be "
              + lambda
              + "\nsoftshrink: it is the half width of what becomes 0.");
    }
    Checks.floating("softshrink", x);
    return Activations.SOFTSHRINK.with(Scalar.of(lambda));
  }

  static RowCall threshold(Tensor x, double threshold, double value) {
    Checks.notBool("threshold", x);
    return Activations.THRESHOLD.with(fitting(x, threshold), fitting(x, value));
  }

  /// A number in the tensor's own category, so that it never widens the result.
  private static Scalar fitting(Tensor x, double number) {
    return x.dtype().isIntegral() ? Scalar.of((long) number) : Scalar.of(number);
  }

  static Tensor prelu(Tensor x, Tensor weight) {
    if (x.dtype() != weight.dtype()) {
      throw new GradusArgumentException(
          "prelu: Type promoting not supported. Got %s and %s\nprelu: convert one of them."
              .formatted(x.dtype().scalarName(), weight.dtype().scalarName()));
    }
    long count = weight.numel();
    if (count != 1) {
      checkChannels(x, count);
    }
    if (weight.dim() > 1) {
      throw new GradusArgumentException(
          "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = "
              + weight.dim()
              + "\nprelu: flatten it.");
    }
    Checks.floating("prelu", x);
    return Call.run(
        Activations.PRELU.call(), x, weight.dim() == x.dim() ? weight : along(x, weight));
  }

  private static void checkChannels(Tensor x, long count) {
    if (x.dim() == 0) {
      throw new GradusArgumentException(
          "Not allow zero-dim input tensor.\nprelu: with "
              + count
              + " weights the input needs a dimension of channels; give one weight.");
    }
    long channels = x.dim() > 1 ? x.size(1) : 1;
    if (channels != count) {
      throw new GradusArgumentException(
          "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
              + count
              + " and channel size = "
              + channels
              + ".\nprelu: give one weight, or one for each size of dimension 1.");
    }
  }

  private static Tensor along(Tensor x, Tensor weight) {
    long[] sizes = new long[x.dim()];
    Arrays.fill(sizes, 1);
    if (sizes.length > 1) {
      sizes[1] = weight.numel();
    }
    return weight.reshape(sizes);
  }
}
