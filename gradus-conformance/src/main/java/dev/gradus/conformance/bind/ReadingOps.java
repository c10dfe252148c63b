package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.InexpressibleException;

/// Values out of tensors.
final class ReadingOps {
  private ReadingOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op("item", "input: tensor", a -> item(a.tensor("input")));
  }

  /// Python's type follows the dtype; Java has a method for each.
  private static Object item(Tensor x) {
    return switch (x.dtype().kind()) {
      case BOOL -> x.itemBoolean();
      case INTEGER -> x.itemLong();
      case FLOATING -> x.item();
      case COMPLEX -> throw new InexpressibleException("item() of a complex tensor");
    };
  }
}
