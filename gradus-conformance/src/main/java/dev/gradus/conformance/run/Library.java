package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.TensorData;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the runner needs to know of a tensor library; everything else is in the bindings.
///
/// @param <T> the library's tensor
public interface Library<T> {

  /// Seeds the default generator, as `manual_seed` does.
  void seed(long seed);

  /// A leaf with these values, strides and gradient requirement.
  T create(TensorData data);

  /// Runs a call whose results go into tensors that exist, and returns these.
  default Object into(List<T> out, Supplier<@Nullable Object> call) {
    throw new InexpressibleException("no results into given tensors");
  }

  /// The tensor in `value`, or null if `value` is something else.
  @Nullable T asTensor(Object value);

  /// The values, dtype, shape and strides of a tensor; strides are never null.
  TensorData read(T tensor);

  /// Whether the tensor is part of a graph.
  boolean requiresGrad(T tensor);

  /// The name of the node that made the tensor, or null for a leaf.
  @Nullable String nodeName(T tensor);

  /// The gradients of `outputs`, weighted with `gradOutputs`, with respect to `inputs`; null where
  /// an input is unused.
  List<@Nullable T> grad(List<T> outputs, List<T> inputs, List<T> gradOutputs);
}
