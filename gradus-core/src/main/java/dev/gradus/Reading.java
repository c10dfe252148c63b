package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;

/// Reading values out of a tensor.
public sealed interface Reading permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The only element as a number. **Errors**: not exactly one element. **Source**:
  /// torch.Tensor.item.
  default double item() {
    return Elements.getDouble(self().storage(), self().dtype(), onlySlot());
  }

  /// The only element as a whole number, fractions cut off.
  default long itemLong() {
    return Elements.getLong(self().storage(), self().dtype(), onlySlot());
  }

  /// Whether the only element is not 0.
  default boolean itemBoolean() {
    return item() != 0;
  }

  private int onlySlot() {
    Tensor x = self();
    if (x.numel() != 1) {
      throw new GradusArgumentException(
          "a Tensor with " + x.numel() + " elements cannot be converted to Scalar");
    }
    long offset = x.layout().offset();
    return (int) (x.dtype().isComplex() ? 2 * offset : offset);
  }
}
