package dev.gradus;

import dev.gradus.dtype.DType;
import java.nio.file.Path;
import java.util.function.Function;

/// What happens to tensors that are kept for a gradient: `pack` turns one into what is kept,
/// `unpack` turns that back when the gradient is computed, each time it is read.
///
/// `pack` runs once, without recording; it gets the live tensor, so what keeps the tensor itself
/// should keep a `detach()`. What `unpack` returns must have the same values; its history does not
/// matter.
///
/// ```java
/// var half = SavedTensorHooks.of(x -> x.to(bfloat16), x -> x.to(float32));
/// try (var _ = savedTensorsHooks(half)) {
///   y = model(x);
/// }
/// ```
///
/// **Source**: torch.autograd.graph.saved\_tensors\_hooks.
public final class SavedTensorHooks {
  private final Function<Tensor, ?> pack;
  private final Function<Object, Tensor> unpack;

  private SavedTensorHooks(Function<Tensor, ?> pack, Function<Object, Tensor> unpack) {
    this.pack = pack;
    this.unpack = unpack;
  }

  /// A pair of functions that belong together.
  @SuppressWarnings("unchecked")
  public static <T> SavedTensorHooks of(Function<Tensor, T> pack, Function<T, Tensor> unpack) {
    return new SavedTensorHooks(pack, kept -> unpack.apply((T) kept));
  }

  /// Keeps floating tensors in half the memory, rounded to bfloat16.
  public static SavedTensorHooks asBfloat16() {
    record Rounded(Tensor value, DType dtype) {}
    return of(
        x ->
            new Rounded(
                x.isFloatingPoint() ? x.detach().to(DType.BFLOAT16) : x.detach(), x.dtype()),
        kept -> kept.value().to(kept.dtype()));
  }

  /// Keeps tensors in files of a folder, which are deleted with what refers to them.
  public static SavedTensorHooks onDisk(Path folder) {
    return of(x -> SpilledTensor.write(folder, x), SpilledTensor::read);
  }

  Object pack(Tensor x) {
    return pack.apply(x);
  }

  Tensor unpack(Object kept) {
    return unpack.apply(kept);
  }
}
