package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// The hooks of one layer.
final class LayerHooks {
  final HookList<ForwardPreHook> forwardPre = new HookList<>();
  final HookList<ForwardHook> forward = new HookList<>();
  final HookList<BackwardPreHook> backwardPre = new HookList<>();
  final HookList<BackwardHook> backward = new HookList<>();
  final HookList<StateDictPreHook> stateDictPre = new HookList<>();
  final HookList<StateDictHook> stateDict = new HookList<>();
  final HookList<StateDictHook> loadPre = new HookList<>();
  final HookList<LoadHook> loadPost = new HookList<>();

  /// Whether a call is just `forward`.
  boolean isEmpty() {
    return forwardPre.isEmpty() && forward.isEmpty() && backwardPre.isEmpty() && backward.isEmpty();
  }

  /// Calls the hooks around a computation.
  Tensor[] run(Layer layer, Layer.Body body, Tensor[] given) {
    Tensor[] inputs = given;
    for (ForwardPreHook hook : forwardPre.list()) {
      inputs = replaced("Forward pre hook", hook.beforeForward(layer, inputs), inputs);
    }
    LayerGradients gradients =
        backward.isEmpty() && backwardPre.isEmpty()
            ? null
            : new LayerGradients(layer, backwardPre.list(), backward.list(), inputs.length);
    if (gradients != null) {
      inputs = gradients.watchInputs(inputs);
    }
    Tensor[] outputs = body.apply(inputs);
    for (ForwardHook hook : forward.list()) {
      outputs = replaced("Forward hook", hook.afterForward(layer, inputs, outputs), outputs);
    }
    return gradients == null ? outputs : gradients.watchOutputs(outputs);
  }

  private static Tensor[] replaced(String kind, Tensor @Nullable [] other, Tensor[] now) {
    if (other == null) {
      return now;
    }
    if (other.length != now.length) {
      throw new GradusArgumentException(
          kind
              + " returned an invalid number of tensors, got "
              + other.length
              + ", but expected "
              + now.length);
    }
    return other;
  }
}
