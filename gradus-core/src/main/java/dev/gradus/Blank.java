package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;

/// Zeros that another tensor can be copied into.
final class Blank {
  private Blank() {}

  /// Zeros of a layout and of a tensor's dtype, which belong to whatever levels of function
  /// transforms the tensor belongs to.
  static Tensor like(Tensor x, Layout layout) {
    return like(x, layout, x.dtype());
  }

  /// As [#like(Tensor, Layout)] with another dtype.
  static Tensor like(Tensor x, Layout layout, DType dtype) {
    Wrapped w = x.wrapped();
    if (w == null || !w.level().isOpen()) {
      return Tensor.emptyStrided(layout, dtype);
    }
    return switch (w.level()) {
      case GradLevel level -> level.wrap(like(w.value(), layout, dtype), false);
      case VmapLevel level -> level.wrap(like(w.value(), level.withBatch(layout), dtype));
    };
  }
}
