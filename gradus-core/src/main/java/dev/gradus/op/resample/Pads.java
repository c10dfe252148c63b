package dev.gradus.op.resample;

import dev.gradus.PadMode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.ResamplePlan;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.List;

/// Frames that are made of the tensor itself.
public final class Pads {
  private Pads() {}

  /// The tensor with a frame.
  public static Tensor pad(Tensor x, long[] widths, PadMode mode) {
    if (widths.length % 2 != 0) {
      throw new GradusArgumentException(
          "Padding length must be divisible by 2\npad: got " + widths.length + " widths.");
    }
    int dims = widths.length / 2;
    int rank = x.dim();
    if (dims < 1 || dims > 3 || rank != dims + 1 && rank != dims + 2) {
      throw new GradusArgumentException(
          "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now\npad: the tensor has shape "
              + Sizes.text(x.shape())
              + " and there are "
              + widths.length
              + " widths; give two for each of the last one to three dimensions, behind one or two others.");
    }
    // Reflections are checked from the last dimension on, as PyTorch does.
    for (int at = 0; mode == PadMode.REFLECT && at < widths.length; at += 2) {
      check(x, rank - 1 - at / 2, widths[at], widths[at + 1], mode, at);
    }
    List<ResamplePlan> plans = new ArrayList<>();
    for (int k = 0; k < dims; k++) {
      int dim = rank - dims + k;
      int at = 2 * (dims - 1 - k);
      plans.add(plan(x, dim, widths[at], widths[at + 1], mode, at));
    }
    return Resample.apply(name(mode, dims), plans, x);
  }

  private static String name(PadMode mode, int dims) {
    return switch (mode) {
      case REFLECT -> "reflection_pad" + dims + "d";
      case REPLICATE -> "replication_pad" + dims + "d";
      case CIRCULAR -> "circular_pad" + dims + "d";
      case CONSTANT -> throw new AssertionError(mode);
    };
  }

  private static ResamplePlan plan(
      Tensor x, int dim, long before, long behind, PadMode mode, int at) {
    long size = x.size(dim);
    long total = before + size + behind;
    check(x, dim, before, behind, mode, at);
    if (total < 0 || total == 0 && size != 0 || size == 0 && total > 0) {
      throw new GradusArgumentException(
          name(mode, 1)
              + ": the tensor of shape "
              + Sizes.text(x.shape())
              + " and widths "
              + before
              + " and "
              + behind
              + " give dimension "
              + dim
              + " the size "
              + total
              + ", for which there is nothing to take; give widths that leave something.");
    }
    int[] places = new int[(int) total];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          (int)
              (mode == PadMode.CIRCULAR
                  ? around(i, before, behind, size)
                  : place(mode, i - before, size));
    }
    return ResamplePlan.copy((int) size, places);
  }

  /// Negative widths cut first; what is left goes around.
  private static long around(int i, long before, long behind, long size) {
    long cut = Math.max(-before, 0);
    long left = size - cut - Math.max(-behind, 0);
    return cut + Math.floorMod(i - Math.max(before, 0), left);
  }

  private static long place(PadMode mode, long at, long size) {
    return switch (mode) {
      case REFLECT -> at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
      case REPLICATE, CONSTANT, CIRCULAR -> Math.clamp(at, 0, size - 1);
    };
  }

  private static void check(Tensor x, int dim, long before, long behind, PadMode mode, int at) {
    long size = x.size(dim);
    if (mode == PadMode.REFLECT && (before >= size || behind >= size)) {
      throw new GradusArgumentException(
          "Argument #%d: Padding size should be less than the corresponding input dimension, but got: padding (%d, %d) at dimension %d of input %s"
              .formatted(4 + at, before, behind, dim, Sizes.text(x.shape())));
    }
    if (mode == PadMode.CIRCULAR) {
      boolean nothingLeft = size > 0 && size + Math.min(before, 0) + Math.min(behind, 0) <= 0;
      if (before > size || behind > size || nothingLeft && before + size + behind > 0) {
        throw new GradusArgumentException(
            "Padding value causes wrapping around more than once.\npad: widths %d and %d at dimension %d of %s."
                .formatted(before, behind, dim, Sizes.text(x.shape())));
      }
      if (before + size + behind < 0) {
        throw new GradusArgumentException(
            "Negative padding value is resulting in an empty dimension\npad: widths %d and %d at dimension %d of %s."
                .formatted(before, behind, dim, Sizes.text(x.shape())));
      }
    }
  }
}
