package dev.gradus.nn;

import dev.gradus.graph.Handle;

/// Hooks on every layer of the process, for finding errors and measuring; they run before a layer's
/// own. What they do must be safe in several threads.
///
/// **Source**: torch.nn.modules.module.register\_module\_forward\_hook and the like.
public final class GlobalHooks {
  private GlobalHooks() {}

  /// Calls a function before every layer's `forward`. **Source**:
  /// register\_module\_forward\_pre\_hook.
  public static Handle registerModuleForwardPreHook(ForwardPreHook hook) {
    return LayerHooks.OF_ALL.forwardPre.add(hook);
  }

  /// Calls a function after every layer's `forward`. **Source**: register\_module\_forward\_hook.
  public static Handle registerModuleForwardHook(ForwardHook hook) {
    return LayerHooks.OF_ALL.forward.add(hook);
  }

  /// Calls a function with the gradients of every layer's outputs. **Source**:
  /// register\_module\_full\_backward\_pre\_hook.
  public static Handle registerModuleFullBackwardPreHook(BackwardPreHook hook) {
    return LayerHooks.OF_ALL.backwardPre.add(hook);
  }

  /// Calls a function with the gradients of every layer's inputs and outputs. **Source**:
  /// register\_module\_full\_backward\_hook.
  public static Handle registerModuleFullBackwardHook(BackwardHook hook) {
    return LayerHooks.OF_ALL.backward.add(hook);
  }
}
