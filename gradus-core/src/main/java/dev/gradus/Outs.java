package dev.gradus;

import java.util.List;
import java.util.function.Supplier;

/// PyTorch's `out=` among the statics of [Gradus]: results that go into tensors which exist.
abstract sealed class Outs permits Searching {
  /// Writes the result of an operation into a tensor, and returns that.
  ///
  /// ```java
  /// out(sum, () -> a.add(b));
  /// ```
  ///
  /// A tensor of another shape gets the shape of the result, with a warning unless it was empty.
  ///
  /// **Dtype**: that of the tensor stays; operations on single elements convert into it as in-place
  /// operations do, all others ask for the dtype of their result. **Gradient**: none. **Errors**:
  /// an input or the tensor that requires grad while grad mode is on, dtypes that do not fit, a
  /// tensor that refers to a place in memory twice or shares memory with an input; all before
  /// anything is written. **Source**: the argument `out` of PyTorch's operations.
  public static Tensor out(Tensor to, Supplier<Tensor> operation) {
    OutCalls.run(List.of(to), () -> List.of(operation.get()));
    return to;
  }

  /// The same for an operation with several results, one tensor for each.
  public static List<Tensor> out(List<Tensor> to, Supplier<List<Tensor>> operation) {
    OutCalls.run(to, operation);
    return to;
  }
}
