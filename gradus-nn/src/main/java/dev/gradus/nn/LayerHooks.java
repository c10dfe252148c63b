package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hooks of one layer, or of all.
final class LayerHooks {
  /// Those of all layers, which run before a layer's own. See [GlobalHooks].
  static final LayerHooks OF_ALL = new LayerHooks();

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
    return hasNone() && OF_ALL.hasNone();
  }

  private boolean hasNone() {
    return forwardPre.isEmpty() && forward.isEmpty() && backwardPre.isEmpty() && backward.isEmpty();
  }

  /// Calls the hooks around a computation.
  Tensor[] run(Layer layer, Layer.Body body, Tensor[] given) {
    Tensor[] inputs = given;
    for (ForwardPreHook hook : both(OF_ALL.forwardPre, forwardPre)) {
      inputs = replaced("Forward pre hook", hook.beforeForward(layer, inputs), inputs);
    }
    List<BackwardPreHook> before = both(OF_ALL.backwardPre, backwardPre);
    List<BackwardHook> after = both(OF_ALL.backward, backward);
    LayerGradients gradients =
        before.isEmpty() && after.isEmpty()
            ? null
            : new LayerGradients(layer, before, after, inputs.length);
    if (gradients != null) {
      inputs = gradients.watchInputs(inputs);
    }
    Tensor[] outputs = body.apply(inputs);
    for (ForwardHook hook : both(OF_ALL.forward, forward)) {
      outputs = replaced("Forward hook", hook.afterForward(layer, inputs, outputs), outputs);
    }
    return gradients == null ? outputs : gradients.watchOutputs(outputs);
  }

  private static <H> List<H> both(HookList<H> all, HookList<H> own) {
    return Stream.concat(all.list().stream(), own.list().stream()).toList();
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
