package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.TensorData;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A tensor of the smallest library that can be run: results know one parent and how a gradient
/// goes back to it.
record FakeTensor(
    TensorData data,
    @Nullable FakeTensor parent,
    UnaryOperator<double[]> backward,
    @Nullable String node) {

  static FakeTensor leaf(TensorData data) {
    return new FakeTensor(data, null, g -> g, null);
  }

  /// An elementwise function with its derivative.
  FakeTensor map(String node, UnaryOperator<double[]> forward, UnaryOperator<double[]> backward) {
    TensorData result = TensorData.ofReals(data.dtype(), data.shape(), forward.apply(data.reals()));
    return new FakeTensor(result, this, backward, node);
  }

  boolean requiresGrad() {
    return data.requiresGrad() || (parent != null && parent.requiresGrad());
  }
}
