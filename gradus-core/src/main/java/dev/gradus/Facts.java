package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// What a tensor is, under PyTorch's further names.
public sealed interface Facts permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The number of dimensions: [Tensor#dim()]. **Source**: torch.Tensor.ndim.
  default int ndim() {
    return self().dim();
  }

  /// The number of elements: [Tensor#numel()]. **Source**: torch.Tensor.nelement.
  default long nelement() {
    return self().numel();
  }

  /// The bytes of one element. **Source**: torch.Tensor.element\_size.
  default int elementSize() {
    return self().dtype().itemSize();
  }

  /// The bytes of all elements that this shows. **Source**: torch.Tensor.nbytes.
  default long nbytes() {
    return self().numel() * elementSize();
  }

  /// Whether the dtype has negative numbers. **Source**: torch.is\_signed.
  default boolean isSigned() {
    return switch (self().dtype()) {
      case BOOL, UINT8 -> false;
      default -> true;
    };
  }

  /// Whether the only element is not 0. **Errors**: not exactly one element. **Source**:
  /// torch.is\_nonzero.
  default boolean isNonzero() {
    if (self().numel() != 1) {
      throw new GradusArgumentException(
          self().numel() == 0
              ? "Boolean value of Tensor with no values is ambiguous\nisNonzero: use any()."
              : "Boolean value of Tensor with more than one value is ambiguous"
                  + "\nisNonzero: use any() or all().");
    }
    return self().ne(0).itemBoolean();
  }

  /// Whether both have the same sizes. **Source**: torch.Tensor.is\_same\_size.
  default boolean isSameSize(Tensor other) {
    return self().layout().sameSizes(other.layout());
  }

  /// Whether both show the same elements of one memory in the same way. **Source**:
  /// torch.Tensor.is\_set\_to.
  default boolean isSetTo(Tensor other) {
    return self().storage() == other.storage()
        && self().dtype() == other.dtype()
        && self().layout().offset() == other.layout().offset()
        && Arrays.equals(self().shape(), other.shape())
        && Arrays.equals(self().stride(), other.stride());
  }

  /// This in the dtype of another tensor. **Gradient**: g. **Source**: torch.Tensor.type\_as.
  default Tensor typeAs(Tensor other) {
    return self().to(other.dtype());
  }
}
