package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The parameters and buffers of several layers of one kind, stacked along a new first dimension:
/// for [NnUtils#functionalCall] under vmap.
///
/// @param parameters leaves that require grad where those of the layers do
/// @param buffers without grad
public record StackedState(Map<String, Tensor> parameters, Map<String, Tensor> buffers) {
  static StackedState of(List<? extends Layer> models) {
    if (models.isEmpty()) {
      throw new GradusArgumentException("stack_module_state: Expected at least one model, got 0.");
    }
    Layer first = models.getFirst();
    for (Layer model : models) {
      if (model.training() != first.training()) {
        throw new GradusArgumentException(
            "stack_module_state: Expected all models to have the same training/eval mode.");
      }
      if (model.getClass() != first.getClass()) {
        throw new GradusArgumentException(
            "stack_module_state: Expected all models to be of the same class.");
      }
    }
    return new StackedState(
        stacked(models, Layer::namedParameters), stacked(models, Layer::namedBuffers));
  }

  private static Map<String, Tensor> stacked(
      List<? extends Layer> models, Function<Layer, Map<String, Tensor>> tensors) {
    List<Map<String, Tensor>> all = models.stream().map(tensors).toList();
    Map<String, Tensor> stacked = new LinkedHashMap<>();
    for (String name : all.getFirst().keySet()) {
      List<Tensor> parts = all.stream().map(one -> Objects.requireNonNull(one.get(name))).toList();
      boolean grad = parts.getFirst().requiresGrad();
      if (parts.stream().anyMatch(t -> t.requiresGrad() != grad)) {
        throw new GradusArgumentException(
            "Expected " + name + " from each model to have the same .requires_grad");
      }
      Tensor one = Gradus.stack(parts, 0).detach();
      stacked.put(name, one.requiresGrad_(grad));
    }
    return stacked;
  }
}
