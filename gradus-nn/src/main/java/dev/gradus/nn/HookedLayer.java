package dev.gradus.nn;

import dev.gradus.graph.Handle;

/// The hooks of a [Layer]. Each registration gives a handle that takes the hook away again; hooks
/// run in the order of their registration, those that are put in front in the reverse of it.
abstract sealed class HookedLayer extends LayerParts permits LayerState {
  private final LayerHooks hooks = new LayerHooks();

  LayerHooks hooks() {
    return hooks;
  }

  // --- Forward ---

  /// Calls a function before `forward`. **Source**: torch.nn.Module.register\_forward\_pre\_hook.
  public final Handle registerForwardPreHook(ForwardPreHook hook) {
    return registerForwardPreHook(hook, false);
  }

  /// As [#registerForwardPreHook(ForwardPreHook)]; with `prepend` in front of the layer's other
  /// ones.
  public final Handle registerForwardPreHook(ForwardPreHook hook, boolean prepend) {
    return hooks.forwardPre.add(hook, prepend);
  }

  /// Calls a function after `forward`. **Source**: torch.nn.Module.register\_forward\_hook.
  public final Handle registerForwardHook(ForwardHook hook) {
    return registerForwardHook(hook, false, false);
  }

  /// As [#registerForwardHook(ForwardHook)].
  ///
  /// @param prepend whether it comes in front of the layer's other ones
  /// @param alwaysCall whether it is called, with no outputs, after `forward` or a hook threw; what
  ///   it throws itself is then a warning
  public final Handle registerForwardHook(ForwardHook hook, boolean prepend, boolean alwaysCall) {
    return hooks.forward.add(alwaysCall ? new LayerHooks.Always(hook) : hook, prepend);
  }

  // --- Backward ---

  /// Calls a function when the gradients of the layer's outputs are there. **Source**:
  /// torch.nn.Module.register\_full\_backward\_pre\_hook.
  public final Handle registerFullBackwardPreHook(BackwardPreHook hook) {
    return registerFullBackwardPreHook(hook, false);
  }

  /// As [#registerFullBackwardPreHook(BackwardPreHook)]; with `prepend` in front of the layer's
  /// other ones.
  public final Handle registerFullBackwardPreHook(BackwardPreHook hook, boolean prepend) {
    return hooks.backwardPre.add(hook, prepend);
  }

  /// Calls a function when the gradients of the layer's inputs are there. Inputs and outputs of a
  /// layer with such a hook are views that may not be changed in place. **Source**:
  /// torch.nn.Module.register\_full\_backward\_hook.
  public final Handle registerFullBackwardHook(BackwardHook hook) {
    return registerFullBackwardHook(hook, false);
  }

  /// As [#registerFullBackwardHook(BackwardHook)]; with `prepend` in front of the layer's other
  /// ones.
  public final Handle registerFullBackwardHook(BackwardHook hook, boolean prepend) {
    return hooks.backward.add(hook, prepend);
  }

  // --- States ---

  /// Calls a function before the state of this layer is collected, with its prefix. **Source**:
  /// torch.nn.Module.register\_state\_dict\_pre\_hook.
  public final Handle registerStateDictPreHook(StateDictPreHook hook) {
    return hooks.stateDictPre.add(hook, false);
  }

  /// Calls a function with the state after this layer's was collected, which it may change.
  /// **Source**: torch.nn.Module.register\_state\_dict\_post\_hook.
  public final Handle registerStateDictPostHook(StateDictHook hook) {
    return hooks.stateDict.add(hook, false);
  }

  /// Calls a function with a copy of the state that is about to be loaded, which it may change: to
  /// rename what an older version wrote, or to leave out what is not expected. **Source**:
  /// torch.nn.Module.register\_load\_state\_dict\_pre\_hook.
  public final Handle registerLoadStateDictPreHook(StateDictHook hook) {
    return hooks.loadPre.add(hook, false);
  }

  /// Calls a function after a state was loaded; not after a load that failed, which has changed
  /// nothing. **Source**: torch.nn.Module.register\_load\_state\_dict\_post\_hook.
  public final Handle registerLoadStateDictPostHook(LoadHook hook) {
    return hooks.loadPost.add(hook, false);
  }
}
