package dev.gradus.conformance.training;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.dtype.DType;
import dev.gradus.nn.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which elements of a net's parameters the loss depends on at all.
///
/// A bias before a batch normalisation, or of an attention's keys, has no influence on the loss:
/// its gradient is zero but for rounding. Optimisers that divide gradients by their size make full
/// steps of that rounding in float32, so such an element ends anywhere, in PyTorch as well.
final class Influence {
  /// Gradients below this share of the largest one are rounding: in float64 there is nothing
  /// between 1e-15 and what has influence.
  private static final double SHARE = 1e-12;

  private final Map<String, double[]> sizes = new HashMap<>();
  private double largest;

  /// The influence in a net, which is changed: it becomes one of float64 with gradients.
  Influence(Layer net, Function<Layer, Tensor> loss) {
    net.to(DType.FLOAT64);
    loss.apply(net).backward();
    net.namedParameters()
        .forEach((name, p) -> {
          Tensor g = p.grad();
          double[] size = g == null ? new double[0] : g.abs().reshape(-1).toDoubleArray();
          for (double s : size) {
            largest = Math.max(largest, s);
          }
          sizes.put(name, size);
        });
  }

  /// What was recorded, with the elements without influence replaced by those that came out.
  TensorData expected(String name, TensorData recorded, TensorData actual) {
    double @Nullable [] size = sizes.get(name);
    if (size == null || !recorded.dtype().isFloatingPoint()) {
      return recorded;
    }
    double[] values = recorded.reals().clone();
    for (int i = 0; i < values.length && i < size.length; i++) {
      if (size[i] <= SHARE * largest) {
        values[i] = actual.reals()[i];
      }
    }
    return TensorData.ofReals(recorded.dtype(), recorded.shape(), values);
  }
}
