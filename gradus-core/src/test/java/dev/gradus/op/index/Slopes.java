package dev.gradus.op.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gradients against central differences, of first and second order, in float64.
final class Slopes {
  private static final double STEP = 1e-5;

  private Slopes() {}

  /// Checks the gradients of a function of some tensors.
  static void check(Function<Tensor[], Tensor> f, Tensor... inputs) {
    Function<Tensor[], Tensor> first = x -> weighed(f.apply(x));
    compare(first, inputs);
    compare(x -> ofGradients(first, x), inputs);
  }

  // A scalar that is not linear, so that the second derivative is not zero.
  private static Tensor weighed(Tensor y) {
    double[] weights = new double[(int) y.numel()];
    Arrays.setAll(weights, i -> 1 + 0.3 * i);
    return y.mul(y).mul(Tensors.vector(weights).reshape(y.shape())).sum();
  }

  private static Tensor ofGradients(Function<Tensor[], Tensor> f, Tensor[] x) {
    Tensor sum = Tensors.vector(0).sum();
    for (Tensor g : gradients(f, x)) {
      sum = sum.add(weighed(g.mul(g)));
    }
    return sum;
  }

  private static Tensor[] gradients(Function<Tensor[], Tensor> f, Tensor[] x) {
    @Nullable Tensor[] g =
        Gradus.grad(
            List.of(f.apply(x)), List.of(x), null, GradOptions.DEFAULT.withCreateGraph(true));
    Tensor[] all = new Tensor[g.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Objects.requireNonNull(g[i]);
    }
    return all;
  }

  private static void compare(Function<Tensor[], Tensor> f, Tensor[] inputs) {
    Tensor[] leaves = Arrays.stream(inputs).map(Slopes::leaf).toArray(Tensor[]::new);
    Tensor[] g = gradients(f, leaves);
    for (int i = 0; i < inputs.length; i++) {
      double[] values = Tensors.values(inputs[i]);
      for (int k = 0; k < values.length; k++) {
        double slope =
            (shifted(f, inputs, i, k, STEP) - shifted(f, inputs, i, k, -STEP)) / (2 * STEP);
        assertThat(Tensors.values(g[i])[k])
            .as("input %d, element %d", i, k)
            .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static Tensor leaf(Tensor x) {
    return Tensors.of(x.dtype(), x.shape(), Tensors.values(x)).requiresGrad_();
  }

  private static double shifted(
      Function<Tensor[], Tensor> f, Tensor[] inputs, int i, int k, double by) {
    Tensor[] x = inputs.clone();
    double[] values = Tensors.values(inputs[i]);
    values[k] += by;
    x[i] = Tensors.of(inputs[i].dtype(), inputs[i].shape(), values);
    for (int j = 0; j < x.length; j++) {
      x[j] = leaf(x[j]);
    }
    return f.apply(x).item();
  }
}
