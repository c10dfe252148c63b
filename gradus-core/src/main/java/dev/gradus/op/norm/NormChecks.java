package dev.gradus.op.norm;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What normalisation requires of its inputs, with PyTorch's sentences.
final class NormChecks {
  private NormChecks() {}

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  /// That the input has a floating dtype.
  static void floating(Tensor x, String kernel) {
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nThe tensor has dtype %s; convert it to a floating dtype first."
              .formatted(kernel, x.dtype().scalarName(), x.dtype()));
    }
  }

  /// The dtype of parameters and statistics: that of the input, or float32 beside 16 bits.
  static DType parameters(Tensor x, @Nullable Tensor... others) {
    DType first = null;
    for (Tensor t : others) {
      first = first == null && t != null ? t.dtype() : first;
    }
    if (first == null || first == x.dtype()) {
      // Only the first of them decides in PyTorch; what else differs is refused here.
      for (Tensor t : others) {
        require(
            t == null || t.dtype() == x.dtype(),
            "expected scalar type "
                + x.dtype().scalarName()
                + " but found "
                + (t == null ? "" : t.dtype().scalarName()));
      }
      return x.dtype();
    }
    for (Tensor t : others) {
      require(
          t == null || t.dtype() == DType.FLOAT32,
          "mixed dtype (CPU): expect parameter to have scalar type of Float"
              + (t == null ? "" : "\nIt is " + t.dtype() + ", the input " + x.dtype() + "."));
    }
    require(
        x.dtype() == DType.FLOAT16 || x.dtype() == DType.BFLOAT16,
        "mixed dtype (CPU): all inputs must share same datatype.\nThe input has dtype "
            + x.dtype()
            + ", its parameters float32.");
    return DType.FLOAT32;
  }

  /// The number of leading dimensions.
  ///
  /// @param separator between the star and the sizes in the sentence
  static int rows(
      Tensor x, long[] shape, @Nullable Tensor w, @Nullable Tensor b, String separator) {
    String text = Sizes.text(shape);
    require(
        shape.length >= 1,
        "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one"
            + " element, but got normalized_shape = "
            + text);
    sameShape("weight", w, shape);
    sameShape("bias", b, shape);
    long[] sizes = x.layout().sizes();
    int axis = sizes.length - shape.length;
    if (axis < 0 || !Arrays.equals(sizes, axis, sizes.length, shape, 0, shape.length)) {
      StringBuilder wanted = new StringBuilder("[*");
      for (int d = 0; d < shape.length; d++) {
        wanted.append(d == 0 ? separator : ", ").append(shape[d]);
      }
      throw new GradusArgumentException(
          "Given normalized_shape="
              + text
              + ", expected input with shape "
              + wanted
              + "], but got input of size"
              + Sizes.text(sizes));
    }
    return axis;
  }

  private static void sameShape(String what, @Nullable Tensor t, long[] shape) {
    if (t != null && !Arrays.equals(t.layout().sizes(), shape)) {
      throw new GradusArgumentException(
          "Expected "
              + what
              + " to be of same shape as normalized_shape, but got "
              + what
              + " of shape "
              + Sizes.text(t.layout().sizes())
              + " and normalized_shape = "
              + Sizes.text(shape));
    }
  }

  static void groups(
      Tensor x, @Nullable Tensor w, @Nullable Tensor b, long channels, long spatial, long groups) {
    require(channels > 0, "Expected number of channels to be greater than 0, got " + channels);
    require(spatial > 0, "Expected HxW to be greater than 0, got " + spatial);
    require(groups > 0, "Expected num groups to be greater than 0, got " + groups);
    String shape = Sizes.text(x.layout().sizes());
    require(
        channels % groups == 0,
        "Expected number of channels in input to be divisible by num_groups, but got input of"
            + " shape "
            + shape
            + " and num_groups="
            + groups);
    vector("weight", w, channels, shape);
    vector("bias", b, channels, shape);
  }

  private static void vector(String what, @Nullable Tensor t, long channels, String shape) {
    if (t != null && (t.dim() != 1 || t.numel() != channels)) {
      throw new GradusArgumentException(
          "Expected "
              + what
              + " to be a vector of size equal to the number of channels in input, but got "
              + what
              + " of shape "
              + Sizes.text(t.layout().sizes())
              + " and input of shape "
              + shape);
    }
  }

  /// That a tensor has one number for each channel.
  static void count(String what, @Nullable Tensor t, long channels) {
    require(
        t == null || t.numel() == channels,
        what + " should contain " + channels + " elements not " + (t == null ? 0 : t.numel()));
  }

  /// That channels have more than one element.
  static void moreThanOne(long[] sizes, String shown) {
    long product = sizes[0];
    for (int d = 2; d < sizes.length; d++) {
      product *= sizes[d];
    }
    require(
        product != 1,
        "Expected more than 1 value per channel when training, got input size " + shown);
  }
}
