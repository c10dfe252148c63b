package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What concerns a [Layer] and all layers inside: walking, modes, states.
abstract sealed class LayerState extends HookedLayer permits Layer {
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
    return namedParameters(prefix, recurse, true);
  }

  /// As [#namedParameters(String, boolean)]; where duplicates are not removed, a tensor that is
  /// shared has all its names.
  public final Map<String, Tensor> namedParameters(
      String prefix, boolean recurse, boolean removeDuplicate) {
    return LayerTree.tensors(self(), prefix, recurse, removeDuplicate, LayerParts::ownParameters);
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
    return namedBuffers(prefix, recurse, true);
  }

  /// As [#namedBuffers(String, boolean)]; where duplicates are not removed, a tensor that is shared
  /// has all its names.
  public final Map<String, Tensor> namedBuffers(
      String prefix, boolean recurse, boolean removeDuplicate) {
    return LayerTree.tensors(self(), prefix, recurse, removeDuplicate, LayerParts::ownBuffers);
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
    return namedLayers("", true);
  }

  /// As [#namedLayers()] with a prefix; where duplicates are not removed, a layer that stands in
  /// several places has all its names.
  public final Map<String, Layer> namedLayers(String prefix, boolean removeDuplicate) {
    return LayerTree.layers(self(), prefix, removeDuplicate);
  }

  /// The layer of this name: `encoder.layers.0`; this one for the empty name. **Source**:
  /// torch.nn.Module.get\_submodule.
  public final Layer getLayer(String name) {
    return LayerTree.find(self(), name);
  }

  /// Puts a layer where one of this name stands or would stand: `encoder.layers.0`. A field that
  /// holds the layer before keeps it; lists, dicts and sequences of layers do not. **Errors**: the
  /// empty name, an outer layer that does not exist, a parameter or buffer of that name.
  /// **Source**: torch.nn.Module.set\_submodule.
  public final void setLayer(String name, Layer other) {
    setLayer(name, other, false);
  }

  /// As [#setLayer(String, Layer)]; where it is strict, there must be a layer of this name.
  public final void setLayer(String name, Layer other, boolean strict) {
    if (name.isEmpty()) {
      throw new GradusArgumentException("Cannot set the submodule without a target name!");
    }
    Layer owner = LayerTree.owner(self(), name);
    String last = LayerTree.lastName(name);
    if (!owner.ownLayers().containsKey(last) && (strict || owner.has(last))) {
      throw LayerTree.notFound("an nn.Module", "setLayer", owner, last);
    }
    owner.layer(last, other);
  }

  /// The parameter of this name: `encoder.weight`. **Source**: torch.nn.Module.get\_parameter.
  public final Tensor getParameter(String name) {
    Layer owner = LayerTree.owner(self(), name);
    Tensor found = owner.ownParameters().get(LayerTree.lastName(name));
    if (found == null) {
      throw LayerTree.notFound("an nn.Parameter", "getParameter", owner, LayerTree.lastName(name));
    }
    return found;
  }

  /// The buffer of this name. **Source**: torch.nn.Module.get\_buffer.
  public final Tensor getBuffer(String name) {
    Layer owner = LayerTree.owner(self(), name);
    Tensor found = owner.ownBuffers().get(LayerTree.lastName(name));
    if (found == null) {
      throw LayerTree.notFound("a buffer", "getBuffer", owner, LayerTree.lastName(name));
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
    return stateDict("", false);
  }

  /// As [#stateDict()].
  ///
  /// @param prefix what stands in front of each name
  /// @param keepVars whether it holds the parameters themselves, with their gradients
  public final Map<String, Tensor> stateDict(String prefix, boolean keepVars) {
    return StateDicts.of(self(), prefix, keepVars);
  }

  /// Writes a state into the parameters and buffers, all or nothing. **Errors**: names that are
  /// missing, not expected or have other sizes. **Source**: torch.nn.Module.load\_state\_dict.
  public final LoadResult loadStateDict(Map<String, Tensor> state) {
    return loadStateDict(state, true);
  }

  /// As [#loadStateDict(Map)]; where it is not strict, missing names are left as they are and
  /// others ignored.
  public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
    return loadStateDict(state, strict, false);
  }

  /// As [#loadStateDict(Map, boolean)]; with `assign`, parameters and buffers take over the memory
  /// and the dtype of the state's tensors instead of copying them. They stay the same objects, keep
  /// whether they require grad, and lose their gradients.
  public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict, boolean assign) {
    return StateDicts.load(self(), state, strict, assign);
  }

  /// What belongs to the state of this layer besides parameters and buffers, under the name
  /// `_extra_state`; null for nothing. A layer that gives something takes it back by
  /// [#setExtraState]. **Source**: torch.nn.Module.get\_extra\_state.
  protected @Nullable Tensor extraState() {
    return null;
  }

  /// Takes back what [#extraState] gave, after all else was loaded. **Source**:
  /// torch.nn.Module.set\_extra\_state.
  protected void setExtraState(Tensor state) {}

  // --- For this package ---

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
