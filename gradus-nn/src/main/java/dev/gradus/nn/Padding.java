package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Places around an input, in pairs of widths (before, behind) from the last dimension on.
final class Padding {
  private Padding() {}

  static Tensor pad(Tensor x, PaddingMode mode, long[] widths) {
    if (mode == PaddingMode.ZEROS) {
      return x.pad(widths);
    }
    Tensor y = x;
    for (int i = 0; i < widths.length / 2; i++) {
      int dim = x.dim() - 1 - i;
      long[] places = places(mode, x.size(dim), widths[2 * i], widths[2 * i + 1]);
      y = places == null ? y : y.indexSelect(dim, Gradus.tensor(places));
    }
    return y;
  }

  private static long @Nullable [] places(PaddingMode mode, long size, long before, long behind) {
    if (before == 0 && behind == 0) {
      return null;
    }
    long most = mode == PaddingMode.REFLECT ? size - 1 : size;
    if (mode != PaddingMode.REPLICATE && (before > most || behind > most)) {
      throw new GradusArgumentException(
          mode == PaddingMode.REFLECT
              ? "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (%d, %d) at a dimension of size %d"
                  .formatted(before, behind, size)
              : "Padding value causes wrapping around more than once.\npad: widths %d and %d at a dimension of size %d"
                  .formatted(before, behind, size));
    }
    long[] places = new long[(int) (before + size + behind)];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(mode, i - before, size);
    }
    return places;
  }

  private static long place(PaddingMode mode, long at, long size) {
    return switch (mode) {
      case REFLECT -> at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
      case CIRCULAR -> Math.floorMod(at, size);
      case REPLICATE, ZEROS -> Math.clamp(at, 0, size - 1);
    };
  }
}
