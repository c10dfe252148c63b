package dev.gradus;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// What a tensor in the graph looks like, and what a gradient must look like to arrive there.
///
/// @param sizes the sizes of both
/// @param dtype the dtype of the tensor
/// @param gradDtype the dtype in which a gradient arrives; null for any
record TensorMeta(long[] sizes, DType dtype, @Nullable DType gradDtype) {
  TensorMeta(long[] sizes, DType dtype) {
    this(sizes, dtype, dtype);
  }
}
