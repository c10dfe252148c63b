package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
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

  // Only in those of all layers.
  final HookList<GlobalHooks.RegistrationHook<Tensor>> parameters = new HookList<>();
  final HookList<GlobalHooks.RegistrationHook<Tensor>> buffers = new HookList<>();
  final HookList<GlobalHooks.RegistrationHook<Layer>> layers = new HookList<>();

  /// A hook that is called after a failure too.
  record Always(ForwardHook hook) implements ForwardHook {
    @Override
    public Tensor @Nullable [] afterForward(Layer layer, Tensor[] inputs, Tensor[] outputs) {
      return hook.afterForward(layer, inputs, outputs);
    }
  }

  /// Whether a call is just `forward`.
  boolean isEmpty() {
    return hasNone() && OF_ALL.hasNone();
  }

  private boolean hasNone() {
    return forwardPre.isEmpty() && forward.isEmpty() && backwardPre.isEmpty() && backward.isEmpty();
  }

  /// Calls the hooks around a computation.
  Tensor[] run(Layer layer, Layer.Body body, Tensor[] given) {
    List<ForwardHook> after = both(OF_ALL.forward, forward);
    if (after.stream().noneMatch(Always.class::isInstance)) {
      return run(layer, body, given, after, new ArrayList<>());
    }
    List<ForwardHook> called = new ArrayList<>();
    try {
      return run(layer, body, given, after, called);
    } catch (RuntimeException | Error e) {
      after.stream()
          .skip(called.size())
          .filter(Always.class::isInstance)
          .forEach(h -> callQuietly(h, layer, given));
      throw e;
    }
  }

  private static void callQuietly(ForwardHook hook, Layer layer, Tensor[] given) {
    try {
      hook.afterForward(layer, given, new Tensor[0]);
    } catch (RuntimeException e) {
      Gradus.warn(
          "module forward hook with ``always_call=True`` raised an exception that was silenced as"
              + " another error was raised in forward: "
              + e.getMessage());
    }
  }

  private Tensor[] run(
      Layer layer,
      Layer.Body body,
      Tensor[] given,
      List<ForwardHook> after,
      List<ForwardHook> called) {
    Tensor[] inputs = given;
    for (ForwardPreHook hook : both(OF_ALL.forwardPre, forwardPre)) {
      inputs = replaced("Forward pre hook", hook.beforeForward(layer, inputs), inputs);
    }
    LayerGradients gradients = gradients(layer, inputs.length);
    if (gradients != null) {
      inputs = gradients.watchInputs(inputs);
    }
    Tensor[] outputs = body.apply(inputs);
    for (ForwardHook hook : after) {
      called.add(hook);
      outputs = replaced("Forward hook", hook.afterForward(layer, inputs, outputs), outputs);
    }
    return gradients == null ? outputs : gradients.watchOutputs(outputs);
  }

  private @Nullable LayerGradients gradients(Layer layer, int inputs) {
    List<BackwardPreHook> before = both(OF_ALL.backwardPre, backwardPre);
    List<BackwardHook> after = both(OF_ALL.backward, backward);
    return before.isEmpty() && after.isEmpty()
        ? null
        : new LayerGradients(layer, before, after, inputs);
  }

  private static <H> List<H> both(HookList<H> all, HookList<H> own) {
    List<H> list = new ArrayList<>(all.list());
    list.addAll(own.list());
    return list;
  }

  /// What the hooks of all layers make of something that is registered.
  static <T> T registered(
      HookList<GlobalHooks.RegistrationHook<T>> hooks, Layer layer, String name, T registered) {
    T now = registered;
    for (GlobalHooks.RegistrationHook<T> hook : hooks.list()) {
      T other = hook.onRegistration(layer, name, now);
      now = other == null ? now : other;
    }
    return now;
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
