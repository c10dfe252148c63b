package dev.gradus.op.pointwise;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Inputs as kernels of few types take them: row-major, float16 and bfloat16 as float32, small
/// integers as int64. Records nothing.
public final class Widened {
  private Widened() {}

  /// The tensor itself or a copy in the type that it is computed in.
  public static Tensor of(Tensor x) {
    return Call.unrecorded(new Copy(x));
  }

  /// A record where a lambda would do: Note [No lambda before the first result].
  private record Copy(Tensor x) implements Supplier<Tensor> {
    @Override
    public Tensor get() {
      DType wide = type(x.dtype());
      return (x.dtype() == wide ? x : x.to(wide)).contiguous();
    }
  }

  /// As [#of], null for null.
  public static @Nullable Tensor orNull(@Nullable Tensor x) {
    return x == null ? null : of(x);
  }

  /// The type that a dtype is computed in.
  public static DType type(DType dtype) {
    if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
      return DType.FLOAT32;
    }
    return dtype.isIntegral() ? DType.INT64 : dtype;
  }

  /// The result in the dtype of the inputs, rounded once.
  public static Tensor back(Tensor y, DType dtype) {
    return y.dtype() == dtype ? y : Call.unrecorded(() -> y.to(dtype));
  }
}
