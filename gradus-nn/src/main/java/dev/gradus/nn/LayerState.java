package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Handle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What concerns a [Layer] and all layers inside: walking, modes, states, hooks.
abstract sealed class LayerState extends LayerParts permits Layer {
  private final LayerHooks hooks = new LayerHooks();
  private boolean training = true;

  private Layer self() {
    return (Layer) this;
  }

  /// Whether the layer is in training mode.
  public final boolean training() {
    return training;
  }

  // --- The tree ---

  /// The parameters of this layer and all inner ones, each once. **Source**:
  /// torch.nn.Module.parameters.
  public final List<Tensor> parameters() {
    return List.copyOf(namedParameters().values());
  }

  /// The parameters by name: `hidden.weight`. A parameter that several layers share has the first
  /// name. **Source**: torch.nn.Module.named\_parameters.
  public final Map<String, Tensor> namedParameters() {
    return namedParameters("", true);
  }

  /// As [#namedParameters()] with a prefix, and with those of inner layers or without.
  public final Map<String, Tensor> namedParameters(String prefix, boolean recurse) {
    return LayerTree.tensors(self(), prefix, recurse, LayerParts::ownParameters);
  }

  /// The buffers of this layer and all inner ones. **Source**: torch.nn.Module.buffers.
  public final List<Tensor> buffers() {
    return List.copyOf(namedBuffers().values());
  }

  /// The buffers by name. **Source**: torch.nn.Module.named\_buffers.
  public final Map<String, Tensor> namedBuffers() {
    return namedBuffers("", true);
  }

  /// As [#namedBuffers()] with a prefix, and with those of inner layers or without.
  public final Map<String, Tensor> namedBuffers(String prefix, boolean recurse) {
    return LayerTree.tensors(self(), prefix, recurse, LayerParts::ownBuffers);
  }

  /// The layers directly inside this one, each once. **Source**: torch.nn.Module.children.
  public final List<Layer> children() {
    return List.copyOf(namedChildren().values());
  }

  /// The layers directly inside this one by name, each once. **Source**:
  /// torch.nn.Module.named\_children.
  public final Map<String, Layer> namedChildren() {
    return LayerTree.children(ownLayers());
  }

  /// This layer and all layers inside, each once, outer before inner. **Source**:
  /// torch.nn.Module.modules.
  public final List<Layer> layers() {
    return List.copyOf(namedLayers().values());
  }

  /// This layer, under the empty name, and all layers inside by name. **Source**:
  /// torch.nn.Module.named\_modules.
  public final Map<String, Layer> namedLayers() {
    return LayerTree.layers(self());
  }

  /// The layer of this name: `encoder.layers.0`; this one for the empty name. **Source**:
  /// torch.nn.Module.get\_submodule.
  public final Layer getLayer(String name) {
    return LayerTree.find(self(), name);
  }

  /// The parameter of this name: `encoder.weight`. **Source**: torch.nn.Module.get\_parameter.
  public final Tensor getParameter(String name) {
    Layer owner = LayerTree.owner(self(), name);
    Tensor found = owner.ownParameters().get(LayerTree.lastName(name));
    if (found == null) {
      throw owner.missing("parameter", LayerTree.lastName(name));
    }
    return found;
  }

  /// The buffer of this name. **Source**: torch.nn.Module.get\_buffer.
  public final Tensor getBuffer(String name) {
    Layer owner = LayerTree.owner(self(), name);
    Tensor found = owner.ownBuffers().get(LayerTree.lastName(name));
    if (found == null) {
      throw owner.missing("buffer", LayerTree.lastName(name));
    }
    return found;
  }

  // --- Changing all of it ---

  /// Calls a function with every layer inside, inner before outer, and then with this one.
  /// **Source**: torch.nn.Module.apply.
  public final Layer apply(Consumer<Layer> function) {
    for (Layer inner : children()) {
      inner.apply(function);
    }
    function.accept(self());
    return self();
  }

  /// Switches this layer and all inside to training mode. **Source**: torch.nn.Module.train.
  public final Layer train() {
    return train(true);
  }

  /// Switches training mode on or off.
  public final Layer train(boolean mode) {
    setTraining(mode);
    for (Layer inner : children()) {
      inner.train(mode);
    }
    return self();
  }

  /// Sets the mode of this layer alone.
  final void setTraining(boolean mode) {
    training = mode;
  }

  /// Switches training mode off: dropout passes everything, normalisation uses what was learnt.
  /// **Source**: torch.nn.Module.eval.
  public final Layer eval() {
    return train(false);
  }

  /// Makes all parameters require grad, or freezes them. **Source**:
  /// torch.nn.Module.requires\_grad\_.
  public final Layer requiresGrad_(boolean requiresGrad) {
    parameters().forEach(p -> p.requiresGrad_(requiresGrad));
    return self();
  }

  /// Clears the gradients of all parameters. **Source**: torch.nn.Module.zero\_grad.
  public final void zeroGrad() {
    parameters().forEach(Tensor::zeroGrad);
  }

  /// Clears the gradients, or where `setToNull` is false, writes zeros into them.
  public final void zeroGrad(boolean setToNull) {
    for (Tensor p : parameters()) {
      Tensor g = p.lentGrad();
      if (g != null) {
        p.setGrad(setToNull ? null : g.detach().zero_());
      }
    }
  }

  /// Converts all floating and complex parameters, their gradients and buffers; each stays the same
  /// object. **Errors**: an integer dtype. **Source**: torch.nn.Module.to.
  public final Layer to(DType dtype) {
    if (!dtype.isDifferentiable()) {
      throw new GradusArgumentException(
          "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype="
              + dtype);
    }
    for (Layer l : layers()) {
      l.ownParameters().values().forEach(p -> LayerTree.convert(p, dtype));
      l.ownBuffers().values().forEach(b -> LayerTree.convert(b, dtype));
      l.converted(dtype);
    }
    return self();
  }

  /// Called after the parameters of this layer were converted: for layers that are not complete
  /// yet.
  void converted(DType dtype) {}

  // --- State ---

  /// All parameters and persistent buffers by name. They share the memory of the layer's own and
  /// have no history: clone what is to be kept. **Source**: torch.nn.Module.state\_dict.
  public final Map<String, Tensor> stateDict() {
    return StateDicts.of(self());
  }

  /// Writes a state into the parameters and buffers, all or nothing. **Errors**: names that are
  /// missing, not expected or have other sizes. **Source**: torch.nn.Module.load\_state\_dict.
  public final LoadResult loadStateDict(Map<String, Tensor> state) {
    return loadStateDict(state, true);
  }

  /// As [#loadStateDict(Map)]; where it is not strict, missing names are left as they are and
  /// others ignored.
  public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
    return StateDicts.load(self(), state, strict);
  }

  // --- Hooks ---

  /// Calls a function before `forward`. **Source**: torch.nn.Module.register\_forward\_pre\_hook.
  public final Handle registerForwardPreHook(ForwardPreHook hook) {
    return hooks.forwardPre.add(hook);
  }

  /// Calls a function after `forward`. **Source**: torch.nn.Module.register\_forward\_hook.
  public final Handle registerForwardHook(ForwardHook hook) {
    return hooks.forward.add(hook);
  }

  /// Calls a function when the gradients of the layer's outputs are there. **Source**:
  /// torch.nn.Module.register\_full\_backward\_pre\_hook.
  public final Handle registerFullBackwardPreHook(BackwardPreHook hook) {
    return hooks.backwardPre.add(hook);
  }

  /// Calls a function when the gradients of the layer's inputs are there. Inputs and outputs of a
  /// layer with such a hook are views that may not be changed in place. **Source**:
  /// torch.nn.Module.register\_full\_backward\_hook.
  public final Handle registerFullBackwardHook(BackwardHook hook) {
    return hooks.backward.add(hook);
  }

  /// Calls a function before the state of this layer is collected, with its prefix. **Source**:
  /// torch.nn.Module.register\_state\_dict\_pre\_hook.
  public final Handle registerStateDictPreHook(StateDictPreHook hook) {
    return hooks.stateDictPre.add(hook);
  }

  /// Calls a function with the state after this layer's was collected, which it may change.
  /// **Source**: torch.nn.Module.register\_state\_dict\_post\_hook.
  public final Handle registerStateDictPostHook(StateDictHook hook) {
    return hooks.stateDict.add(hook);
  }

  /// Calls a function with a copy of the state that is about to be loaded, which it may change.
  /// **Source**: torch.nn.Module.register\_load\_state\_dict\_pre\_hook.
  public final Handle registerLoadStateDictPreHook(StateDictHook hook) {
    return hooks.loadPre.add(hook);
  }

  /// Calls a function after a state was loaded. **Source**:
  /// torch.nn.Module.register\_load\_state\_dict\_post\_hook.
  public final Handle registerLoadStateDictPostHook(LoadHook hook) {
    return hooks.loadPost.add(hook);
  }

  // --- For this package ---

  LayerHooks hooks() {
    return hooks;
  }

  /// Gives another layer of the same kind the values, dtypes, flags and mode of this one.
  final <L extends Layer> L copied(L other) {
    Map<String, Layer> others = other.namedLayers();
    namedLayers()
        .forEach((path, mine) -> {
          Layer its = Objects.requireNonNull(others.get(path));
          copyValues(mine.ownParameters(), its.ownParameters());
          copyValues(mine.ownBuffers(), its.ownBuffers());
          its.setTraining(mine.training());
        });
    return other;
  }

  private static void copyValues(
      Map<String, @Nullable Tensor> mine, Map<String, @Nullable Tensor> its) {
    mine.forEach((name, t) -> {
      Tensor copy = its.get(name);
      if (t != null && copy != null) {
        copy.setData(t.detach().clone());
        if (copy.dtype().isDifferentiable()) {
          copy.requiresGrad_(t.requiresGrad());
        }
      }
    });
  }

  /// Called before a state is matched with this layer's names: for layers that are not complete
  /// before their sizes are known.
  void prepareLoad(Map<String, Tensor> state, String prefix) {}
}
