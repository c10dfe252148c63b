package dev.gradus.autograd;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The gradients of a function, as a function of its inputs and of the gradients of its results.
///
/// @param inputs which of them require grad
record Slopes(TensorsFunction f, Tensor[] inputs) implements TensorsFunction {
  @Override
  public Tensor[] apply(Tensor... given) {
    int n = inputs.length;
    Tensor[] in = Arrays.copyOf(given, n);
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (inputs[i].requiresGrad()) {
        in[i] = in[i].requiresGrad() ? in[i] : in[i].requiresGrad_();
        wanted.add(in[i]);
      }
    }
    Tensor[] weights = Arrays.copyOfRange(given, n, given.length);
    return Gradus.enableGrad(() -> gradients(in, wanted, weights));
  }

  private Tensor[] gradients(Tensor[] in, List<Tensor> wanted, Tensor[] weights) {
    List<Tensor> y = GradCheck.differentiable(f.apply(in));
    Tensor[] g =
        Gradus.grad(
            y, wanted, Arrays.asList(weights), GradOptions.creating().withAllowUnused(true));
    return Arrays.stream(g).filter(Objects::nonNull).toArray(Tensor[]::new);
  }

  /// The gradients of the results: given ones or random ones.
  static Tensor[] weights(List<Tensor> y, GradGradCheckOptions options) {
    List<Tensor> given = options.gradOutputs();
    if (given != null) {
      if (given.size() != y.size()) {
        throw new GradusArgumentException(
            "gradgradcheck: there are "
                + given.size()
                + " gradients for "
                + y.size()
                + " results that require grad; each needs one.");
      }
      return given.toArray(new Tensor[0]);
    }
    Tensor[] weights = new Tensor[y.size()];
    for (int k = 0; k < weights.length; k++) {
      Tensor random = GradCheck.direction(y.get(k), k).detach();
      Tensor laid = options.genNonContigGradOutputs() ? withGaps(random) : random;
      weights[k] = laid.requiresGrad_();
    }
    return weights;
  }

  // Every second element of a memory twice as large.
  private static Tensor withGaps(Tensor t) {
    return Gradus.stack(List.of(t, t.neg()), -1).select(-1, 0).detach();
  }
}
