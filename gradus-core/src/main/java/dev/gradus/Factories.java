package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;

/// The functions of [Gradus] that make tensors.
///
/// A result is a leaf; call `requiresGrad_()` to record what happens to it.
abstract sealed class Factories extends Losses permits Gradus {
  /// A zero-dimensional tensor of the default dtype. **Source**: torch.tensor.
  public static Tensor tensor(double value) {
    return full(new long[0], value);
  }

  /// Zeros of the default dtype. **Source**: torch.zeros.
  public static Tensor zeros(long... sizes) {
    return zeros(Globals.defaultDtype(), sizes);
  }

  /// Zeros.
  public static Tensor zeros(DType dtype, long... sizes) {
    return Tensor.empty(dtype, Sizes.checkNonNegative("zeros", sizes.clone()));
  }

  /// Ones of the default dtype. **Source**: torch.ones.
  public static Tensor ones(long... sizes) {
    return ones(Globals.defaultDtype(), sizes);
  }

  /// Ones.
  public static Tensor ones(DType dtype, long... sizes) {
    return filled(dtype, Layout.contiguous(Sizes.checkNonNegative("ones", sizes.clone())), 1, 1);
  }

  /// One number everywhere, of the default dtype. **Source**: torch.full.
  public static Tensor full(long[] sizes, double value) {
    return full(Globals.defaultDtype(), sizes, value);
  }

  /// One number everywhere.
  public static Tensor full(DType dtype, long[] sizes, double value) {
    return filled(
        dtype,
        Layout.contiguous(Sizes.checkNonNegative("full", sizes.clone())),
        value,
        (long) value);
  }

  /// Zeros with the sizes, dtype and order of dimensions of another tensor. **Source**:
  /// torch.zeros\_like.
  public static Tensor zerosLike(Tensor x) {
    return Tensor.emptyStrided(like(x), x.dtype());
  }

  /// Ones with the sizes, dtype and order of dimensions of another tensor. **Source**:
  /// torch.ones\_like.
  public static Tensor onesLike(Tensor x) {
    return filled(x.dtype(), like(x), 1, 1);
  }

  static Layout like(Tensor x) {
    return dev.gradus.shape.ResultLayout.of(x.layout().sizes(), x.layout());
  }

  static Tensor filled(DType dtype, Layout layout, double value, long whole) {
    Storage storage = Storage.allocate(dtype, layout.numel());
    if (dtype.isComplex()) {
      for (int i = 0; i < 2 * layout.numel(); i += 2) {
        dev.gradus.memory.Elements.setDouble(storage, dtype, i, value);
      }
    } else {
      storage.fillSlots(dtype, 0, (int) layout.numel(), value, whole);
    }
    return Tensor.wrap(storage, layout, dtype);
  }
}
