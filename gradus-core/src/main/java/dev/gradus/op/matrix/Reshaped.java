package dev.gradus.op.matrix;

import dev.gradus.Tensor;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;

/// Vectors seen as matrices and back, unrecorded.
final class Reshaped {
  private Reshaped() {}

  private static Tensor as(Tensor x, Layout layout) {
    return Tensor.wrap(x.storage(), layout, x.dtype());
  }

  static Tensor column(Tensor v) {
    return as(v, Views.unsqueeze(v.layout(), 1));
  }

  static Tensor row(Tensor v) {
    return as(v, Views.unsqueeze(v.layout(), 0));
  }

  static Tensor flat(Tensor m) {
    return as(m, Layout.contiguous(m.numel()));
  }

  static Tensor scalar(Tensor m) {
    return as(m, Layout.SCALAR);
  }
}
