package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What one does with all parameters at once. **Source**: torch.nn.utils, torch.func.
public final class NnUtils {
  private NnUtils() {}

  // --- Gradients ---

  /// Shortens all gradients together so that their norm is at most `maxNorm`, in place, and returns
  /// the norm that they had. **Source**: torch.nn.utils.clip\_grad\_norm\_.
  public static Tensor clipGradNorm_(Collection<Tensor> parameters, double maxNorm) {
    return clipGradNorm_(parameters, maxNorm, 2, false);
  }

  /// As [#clipGradNorm_(Collection, double)] with a norm of another order, infinity allowed.
  /// **Errors**: if asked for, a norm that is not finite.
  public static Tensor clipGradNorm_(
      Collection<Tensor> parameters, double maxNorm, double normType, boolean errorIfNonFinite) {
    List<Tensor> gradients = gradients(parameters);
    Tensor total = getTotalNorm(gradients, normType);
    if (errorIfNonFinite && !Double.isFinite(total.item())) {
      throw new GradusStateException(
          "The total norm of order "
              + LayerText.of(normType)
              + " for gradients from `parameters` is non-finite, so it cannot be clipped. To disable"
              + " this error and scale the gradients by the non-finite norm anyway, set"
              + " `error_if_nonfinite=False`");
    }
    clipGradsWithNorm_(parameters, maxNorm, total);
    return total;
  }

  /// Multiplies all gradients by `maxNorm / total`, in place, where that is less than 1.
  /// **Source**: torch.nn.utils.clip\_grads\_with\_norm\_.
  public static void clipGradsWithNorm_(
      Collection<Tensor> parameters, double maxNorm, Tensor total) {
    try (var _ = Gradus.noGrad()) {
      Tensor factor = total.add(1e-6).reciprocal().mul(maxNorm).clampMax(1.0);
      // Times 1 they are what they were.
      if (factor.item() != 1) {
        gradients(parameters).forEach(g -> g.mul_(factor.to(g.dtype())));
      }
    }
  }

  /// The norm of all tensors together. **Source**: torch.nn.utils.get\_total\_norm.
  public static Tensor getTotalNorm(Collection<Tensor> tensors, double normType) {
    if (tensors.isEmpty()) {
      return Gradus.tensor(0.0);
    }
    try (var _ = Gradus.noGrad()) {
      List<Tensor> norms = new ArrayList<>();
      tensors.forEach(t -> norms.add(norm(t, normType)));
      return norm(Gradus.stack(norms, 0), normType);
    }
  }

  private static Tensor norm(Tensor t, double order) {
    // Without a view, so that a gradient that nobody else has seen stays one.
    return t.norm(order, IntStream.range(0, t.dim()).toArray(), false);
  }

  /// Limits every element of all gradients to ± `value`, in place. **Source**:
  /// torch.nn.utils.clip\_grad\_value\_.
  public static void clipGradValue_(Collection<Tensor> parameters, double value) {
    try (var _ = Gradus.noGrad()) {
      gradients(parameters).forEach(g -> g.clamp_(-value, value));
    }
  }

  // Lent: their memory is used again when they are cleared.
  private static List<Tensor> gradients(Collection<Tensor> parameters) {
    List<Tensor> found = new ArrayList<>();
    for (Tensor p : parameters) {
      Tensor g = p.lentGrad();
      if (g != null) {
        found.add(g);
      }
    }
    return found;
  }

  // --- Vectors ---

  /// All parameters one after the other as a vector; recorded. **Source**:
  /// torch.nn.utils.parameters\_to\_vector.
  public static Tensor parametersToVector(Collection<Tensor> parameters) {
    return Gradus.cat(parameters.stream().map(p -> p.reshape(-1)).toList(), 0);
  }

  /// Makes the parameters show parts of a vector, in order. **Errors**: another number of elements.
  /// **Source**: torch.nn.utils.vector\_to\_parameters.
  public static void vectorToParameters(Tensor vector, Collection<Tensor> parameters) {
    long wanted = parameters.stream().mapToLong(Tensor::numel).sum();
    if (vector.dim() != 1 || vector.numel() != wanted) {
      throw new GradusArgumentException(
          "vectorToParameters: the vector has shape "
              + vector.sizeText()
              + ", but the parameters have "
              + wanted
              + " elements.");
    }
    long at = 0;
    for (Tensor p : parameters) {
      p.setData(vector.detach().narrow(0, at, p.numel()).view(p.shape()));
      at += p.numel();
    }
  }

  // --- Making and calling layers ---

  /// Makes a layer whose parameters are not drawn: for those that a state is loaded into next. The
  /// generator stays where it is. **Source**: torch.nn.utils.skip\_init.
  ///
  /// ```java
  /// Linear linear = NnUtils.skipInit(() -> new Linear(1000, 1000));
  /// ```
  public static <L extends Layer> L skipInit(Supplier<L> constructor) {
    return Init.skipping(constructor);
  }

  /// What a layer computes with other parameters and buffers; those that are not named are its own.
  /// Gradients reach the tensors that are given. **Errors**: a name that the layer does not have.
  /// **Source**: torch.func.functional\_call.
  public static Tensor functionalCall(Layer layer, Map<String, Tensor> values, Tensor... inputs) {
    return functionalCall(layer, values, () -> layer.call(inputs));
  }

  /// The parameters and buffers of several layers of one kind, stacked. **Errors**: other kinds or
  /// modes, or none. **Source**: torch.func.stack\_module\_state.
  public static StackedState stackModuleState(List<? extends Layer> models) {
    return StackedState.of(models);
  }

  /// Takes the running statistics from all batch normalisations of a tree, which vmap cannot change
  /// in place; they then use the batch's own. **Source**:
  /// torch.func.replace\_all\_batch\_norm\_modules\_.
  public static Layer replaceAllBatchNormModules_(Layer root) {
    for (Layer layer : root.layers()) {
      if (layer instanceof BatchNormalization norm) {
        norm.stopTracking();
      }
    }
    return root;
  }

  /// As [#functionalCall(Layer, Map, Tensor...)] for any call of the layer.
  ///
  /// ```java
  /// LstmResult r = NnUtils.functionalCall(lstm, values, () -> lstm.withState(x));
  /// ```
  public static <R> R functionalCall(Layer layer, Map<String, Tensor> values, Supplier<R> call) {
    return Replaced.during(layer, values, call);
  }
}
