package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import org.jspecify.annotations.Nullable;

/// Hooks on every layer of the process, for finding errors and measuring; they run before a layer's
/// own. What they do must be safe in several threads.
///
/// **Source**: torch.nn.modules.module.register\_module\_forward\_hook and the like.
public final class GlobalHooks {
  private GlobalHooks() {}

  /// Calls a function before every layer's `forward`. **Source**:
  /// register\_module\_forward\_pre\_hook.
  public static Handle registerModuleForwardPreHook(ForwardPreHook hook) {
    return LayerHooks.OF_ALL.forwardPre.add(hook, false);
  }

  /// Calls a function after every layer's `forward`. **Source**: register\_module\_forward\_hook.
  public static Handle registerModuleForwardHook(ForwardHook hook) {
    return registerModuleForwardHook(hook, false);
  }

  /// As [#registerModuleForwardHook(ForwardHook)]; with `alwaysCall` it is called, with no outputs,
  /// after `forward` or a hook threw too.
  public static Handle registerModuleForwardHook(ForwardHook hook, boolean alwaysCall) {
    ForwardHook added = alwaysCall ? new LayerHooks.Always(hook) : hook;
    return LayerHooks.OF_ALL.forward.add(added, false);
  }

  /// Calls a function with the gradients of every layer's outputs. **Source**:
  /// register\_module\_full\_backward\_pre\_hook.
  public static Handle registerModuleFullBackwardPreHook(BackwardPreHook hook) {
    return LayerHooks.OF_ALL.backwardPre.add(hook, false);
  }

  /// Calls a function with the gradients of every layer's inputs and outputs. **Source**:
  /// register\_module\_full\_backward\_hook.
  public static Handle registerModuleFullBackwardHook(BackwardHook hook) {
    return LayerHooks.OF_ALL.backward.add(hook, false);
  }

  // --- Registrations ---

  /// Sees what is registered in a layer under a name.
  ///
  /// @param <T> a parameter, a buffer or a layer
  @FunctionalInterface
  public interface RegistrationHook<T> {
    /// What to register instead; null to keep it.
    @Nullable T onRegistration(Layer layer, String name, T registered);
  }

  /// Calls a function whenever a layer registers a parameter. **Source**:
  /// register\_module\_parameter\_registration\_hook.
  public static Handle registerModuleParameterRegistrationHook(RegistrationHook<Tensor> hook) {
    return LayerHooks.OF_ALL.parameters.add(hook, false);
  }

  /// Calls a function whenever a layer registers a buffer. **Source**:
  /// register\_module\_buffer\_registration\_hook.
  public static Handle registerModuleBufferRegistrationHook(RegistrationHook<Tensor> hook) {
    return LayerHooks.OF_ALL.buffers.add(hook, false);
  }

  /// Calls a function whenever a layer registers an inner layer. What it gives instead must be of
  /// the same class, since the outer layer's field holds it. **Source**:
  /// register\_module\_module\_registration\_hook.
  public static Handle registerModuleModuleRegistrationHook(RegistrationHook<Layer> hook) {
    return LayerHooks.OF_ALL.layers.add(hook, false);
  }
}
