package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An operation whose forward part is a user's code, one object for each call: what
/// [dev.gradus.autograd] makes of a custom function.
public interface CustomOperation extends Operation {
  /// Called before forward.
  ///
  /// @param needs which inputs require grad, as a bit set; inputs from the 64th on share the last
  void begin(long needs);

  /// The tensors that forward wants to keep for the gradient.
  @Nullable Tensor[] kept();

  /// The inputs that forward has changed in place.
  Tensor[] dirty();

  /// The dtype in which the gradient of result `k` is wanted, or null for its own.
  default @Nullable DType gradDtype(int k) {
    return null;
  }

  /// Whether forward and backward may be run on tensors that stand for all examples of a batch.
  default boolean generatesBatchingRule() {
    return false;
  }

  /// Called once the call is recorded.
  ///
  /// @param saved reads what was kept, checked as any saved tensor
  void recorded(Supplier<@Nullable Tensor[]> saved);
}
