package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.graph.Handle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of a network: named parameters, buffers and inner layers, and what it computes.
///
/// ```java
/// class Net extends Layer {
///   private final Linear hidden = layer("hidden", new Linear(2, 8));
///   private final Linear out = layer("out", new Linear(8, 1));
///
///   @Override
///   public Tensor forward(Tensor x) {
///     return out.call(hidden.call(x).tanh());
///   }
/// }
/// ```
///
/// A parameter of its own is registered by [#parameter(String, Tensor)] and read by [#get(String)]
/// whenever it is needed: so it can be replaced by a parametrisation, a functional call or another
/// layer's parameter.
///
/// **Source**: torch.nn.Module.
public abstract class Layer {
  private final Map<String, @Nullable Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, @Nullable Tensor> buffers = new LinkedHashMap<>();
  private final Map<String, Boolean> transients = new LinkedHashMap<>();
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  // What stands for a parameter or buffer: a parametrisation, or the value of a functional call.
  private final Map<String, Supplier<Tensor>> computed = new LinkedHashMap<>();
  private final LayerHooks hooks = new LayerHooks();
  private boolean training = true;

  /// A layer without anything in it, in training mode.
  protected Layer() {}

  // --- Computing ---

  /// What the layer computes from one input: to be stated by each layer; called by [#call].
  public Tensor forward(Tensor x) {
    if (!takesSeveral()) {
      throw noForward(1);
    }
    return forward(new Tensor[] {x});
  }

  /// What the layer computes from several inputs.
  public Tensor forward(Tensor... x) {
    if (x.length != 1) {
      throw noForward(x.length);
    }
    return forward(x[0]);
  }

  private boolean takesSeveral() {
    try {
      return getClass().getMethod("forward", Tensor[].class).getDeclaringClass() != Layer.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private GradusUnsupportedException noForward(int inputs) {
    return new GradusUnsupportedException(
        "Module ["
            + name()
            + "] is missing the required \"forward\" function\n"
            + name()
            + ": forward of "
            + inputs
            + (inputs == 1 ? " input" : " inputs")
            + " is not defined; override forward(Tensor), or forward(Tensor...) for several.");
  }

  /// Computes the output of an input, with all hooks. **Source**: torch.nn.Module.\_\_call\_\_.
  public final Tensor call(Tensor x) {
    return hooks.isEmpty() ? forward(x) : run(in -> new Tensor[] {forward(in[0])}, x)[0];
  }

  /// Computes the output of several inputs, with all hooks.
  public final Tensor call(Tensor... x) {
    return hooks.isEmpty() ? forward(x) : run(in -> new Tensor[] {forward(in)}, x)[0];
  }

  /// The computation that [#run] puts the hooks around.
  @FunctionalInterface
  protected interface Body {
    /// Computes the outputs of the inputs, which hooks may have replaced.
    Tensor[] apply(Tensor[] inputs);
  }

  /// Computes several outputs with all hooks: for layers that have a method of their own beside
  /// `call`. Inputs and outputs may be null where the layer allows it.
  @SuppressWarnings("NullAway") // Which inputs and outputs can be null is the layer's own affair.
  protected final Tensor[] run(Body body, @Nullable Tensor... inputs) {
    return hooks.isEmpty() ? body.apply(inputs) : hooks.run(this, body, inputs);
  }

  // --- Registering ---

  /// Registers a parameter and returns it. A tensor that is no parameter yet becomes one, sharing
  /// its memory; a parameter stays the same object, so that layers can share it.
  ///
  /// **Errors**: a name that is empty, has a dot or is taken; a tensor with a history. **Source**:
  /// torch.nn.Module.register\_parameter.
  protected final Tensor parameter(String name, Tensor data) {
    checkName("parameter", name, parameters.containsKey(name));
    if (!data.isLeaf()) {
      throw new GradusArgumentException(
          "Cannot assign non-leaf Tensor to parameter '"
              + name
              + "'. Model parameters must be created explicitly. To express '"
              + name
              + "' as a function of another Tensor, compute the value in the forward() method.");
    }
    Tensor parameter = data.requiresGrad() ? data : Gradus.parameter(data);
    parameters.put(name, parameter);
    return parameter;
  }

  /// Registers the absence of a parameter: its name is taken, and [#getOrNull] gives null.
  protected final void noParameter(String name) {
    checkName("parameter", name, parameters.containsKey(name));
    parameters.put(name, null);
  }

  /// Registers a parameter, or its absence where `present` is false.
  protected final void parameter(String name, boolean present, Supplier<Tensor> data) {
    if (present) {
      parameter(name, data.get());
    } else {
      noParameter(name);
    }
  }

  /// Registers a tensor that is a part of the state but not trained, and returns it. **Source**:
  /// torch.nn.Module.register\_buffer.
  protected final Tensor buffer(String name, Tensor data) {
    return buffer(name, data, true);
  }

  /// As [#buffer(String, Tensor)]; one that is not persistent is left out of [#stateDict].
  protected final Tensor buffer(String name, Tensor data, boolean persistent) {
    checkName("buffer", name, buffers.containsKey(name));
    buffers.put(name, data);
    transients.remove(name);
    if (!persistent) {
      transients.put(name, true);
    }
    return data;
  }

  /// Registers the absence of a buffer.
  protected final void noBuffer(String name) {
    checkName("buffer", name, buffers.containsKey(name));
    buffers.put(name, null);
  }

  /// Registers an inner layer and returns it. **Source**: torch.nn.Module.add\_module.
  protected final <L extends Layer> L layer(String name, L inner) {
    checkName("module", name, layers.containsKey(name));
    layers.put(name, inner);
    return inner;
  }

  private void checkName(String kind, String name, boolean again) {
    if (name.contains(".")) {
      throw new GradusArgumentException(kind + " name can't contain \".\", got: " + name);
    }
    if (name.isEmpty()) {
      throw new GradusArgumentException(kind + " name can't be empty string \"\"");
    }
    boolean taken =
        parameters.containsKey(name)
            || buffers.containsKey(name)
            || layers.containsKey(name)
            || computed.containsKey(name);
    if (taken && !again) {
      throw new GradusArgumentException("attribute '" + name + "' already exists");
    }
  }

  /// Replaces a registered parameter by another tensor, which may be one of another layer: both
  /// then share it.
  public final void setParameter(String name, Tensor other) {
    if (!parameters.containsKey(name)) {
      throw missing("parameter", name);
    }
    if (!other.isLeaf()) {
      parameter(name, other);
    }
    parameters.put(name, other);
  }

  // --- Reading ---

  /// The parameter or buffer of this name, or what stands for it. **Errors**: there is none.
  public final Tensor get(String name) {
    Tensor found = getOrNull(name);
    if (found == null) {
      throw missing("attribute", name);
    }
    return found;
  }

  /// As [#get], or null where it was registered as absent. **Errors**: no such name.
  public final @Nullable Tensor getOrNull(String name) {
    if (!computed.isEmpty()) {
      Supplier<Tensor> value = computed.get(name);
      if (value != null) {
        return value.get();
      }
    }
    Tensor found = parameters.get(name);
    if (found == null) {
      found = buffers.get(name);
    }
    if (found == null && !parameters.containsKey(name) && !buffers.containsKey(name)) {
      throw missing("attribute", name);
    }
    return found;
  }

  private GradusArgumentException missing(String kind, String name) {
    return new GradusArgumentException(
        "'"
            + name()
            + "' object has no attribute '"
            + name
            + "'\n"
            + name()
            + ": no "
            + kind
            + " of that name; there are "
            + parameters.keySet()
            + ", "
            + buffers.keySet()
            + " and "
            + layers.keySet()
            + ".");
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
    return LayerTree.tensors(this, prefix, recurse, l -> l.parameters);
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
    return LayerTree.tensors(this, prefix, recurse, l -> l.buffers);
  }

  /// The layers directly inside this one, each once. **Source**: torch.nn.Module.children.
  public final List<Layer> children() {
    return List.copyOf(namedChildren().values());
  }

  /// The layers directly inside this one by name, each once. **Source**:
  /// torch.nn.Module.named\_children.
  public final Map<String, Layer> namedChildren() {
    return LayerTree.children(layers);
  }

  /// This layer and all layers inside, each once, outer before inner. **Source**:
  /// torch.nn.Module.modules.
  public final List<Layer> layers() {
    return List.copyOf(namedLayers().values());
  }

  /// This layer, under the empty name, and all layers inside by name. **Source**:
  /// torch.nn.Module.named\_modules.
  public final Map<String, Layer> namedLayers() {
    return LayerTree.layers(this);
  }

  /// The layer of this name: `encoder.layers.0`; this one for the empty name. **Source**:
  /// torch.nn.Module.get\_submodule.
  public final Layer getLayer(String name) {
    return LayerTree.find(this, name);
  }

  /// The parameter of this name: `encoder.weight`. **Source**: torch.nn.Module.get\_parameter.
  public final Tensor getParameter(String name) {
    Layer owner = LayerTree.owner(this, name);
    Tensor found = owner.parameters.get(LayerTree.lastName(name));
    if (found == null) {
      throw owner.missing("parameter", LayerTree.lastName(name));
    }
    return found;
  }

  /// The buffer of this name. **Source**: torch.nn.Module.get\_buffer.
  public final Tensor getBuffer(String name) {
    Layer owner = LayerTree.owner(this, name);
    Tensor found = owner.buffers.get(LayerTree.lastName(name));
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
    function.accept(this);
    return this;
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
    return this;
  }

  /// Sets the mode of this layer alone.
  final void setTraining(boolean mode) {
    training = mode;
    trainingChanged(mode);
  }

  /// Called when the mode of this layer was set.
  protected void trainingChanged(boolean mode) {}

  /// Switches training mode off: dropout passes everything, normalisation uses what was learnt.
  /// **Source**: torch.nn.Module.eval.
  public final Layer eval() {
    return train(false);
  }

  /// Makes all parameters require grad, or freezes them. **Source**:
  /// torch.nn.Module.requires\_grad\_.
  public final Layer requiresGrad_(boolean requiresGrad) {
    parameters().forEach(p -> p.requiresGrad_(requiresGrad));
    return this;
  }

  /// Clears the gradients of all parameters. **Source**: torch.nn.Module.zero\_grad.
  public final void zeroGrad() {
    parameters().forEach(Tensor::zeroGrad);
  }

  /// Clears the gradients, or where `setToNull` is false, writes zeros into them.
  public final void zeroGrad(boolean setToNull) {
    for (Tensor p : parameters()) {
      Tensor g = p.grad();
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
      l.parameters.values().forEach(p -> LayerTree.convert(p, dtype));
      l.buffers.values().forEach(b -> LayerTree.convert(b, dtype));
      l.converted(dtype);
    }
    return this;
  }

  /// Called after the parameters of this layer were converted: for layers that are not complete
  /// yet.
  void converted(DType dtype) {}

  // --- State ---

  /// All parameters and persistent buffers by name. They share the memory of the layer's own and
  /// have no history: clone what is to be kept. **Source**: torch.nn.Module.state\_dict.
  public final Map<String, Tensor> stateDict() {
    return StateDicts.of(this);
  }

  /// Writes a state into the parameters and buffers, all or nothing. **Errors**: names that are
  /// missing, not expected or have other sizes. **Source**: torch.nn.Module.load\_state\_dict.
  public final LoadResult loadStateDict(Map<String, Tensor> state) {
    return loadStateDict(state, true);
  }

  /// As [#loadStateDict(Map)]; where it is not strict, missing names are left as they are and
  /// others ignored.
  public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
    return StateDicts.load(this, state, strict);
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

  // --- Text ---

  /// How many multiply-adds a call took in matrix products and convolutions of this layer itself,
  /// without those of inner layers: for [Summary].
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return 0;
  }

  /// The name of the kind of layer: that of the class.
  public String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? "Layer" : simple;
  }

  /// What stands in the parentheses when the layer is printed: `in_features=2, out_features=8,
  /// bias=True`. **Source**: torch.nn.Module.extra\_repr.
  public String extraRepr() {
    return "";
  }

  /// The tree of layers as PyTorch prints it.
  @Override
  public String toString() {
    return LayerText.of(fullName(), extraRepr(), layers);
  }

  // --- For this package ---

  /// The name of the kind of layer as PyTorch has it, which makes a kind of its own of what is
  /// parametrised.
  String fullName() {
    return Parametrize.isParametrized(this) ? "Parametrized" + name() : name();
  }

  Map<String, @Nullable Tensor> ownParameters() {
    return parameters;
  }

  Map<String, @Nullable Tensor> ownBuffers() {
    return buffers;
  }

  Map<String, Layer> ownLayers() {
    return layers;
  }

  boolean isTransient(String buffer) {
    return transients.containsKey(buffer);
  }

  LayerHooks hooks() {
    return hooks;
  }

  /// What stands for a tensor of this layer from now on; null for the tensor itself.
  @Nullable Supplier<Tensor> compute(String name, @Nullable Supplier<Tensor> value) {
    return value == null ? computed.remove(name) : computed.put(name, value);
  }

  /// Whether something stands for a tensor of this name.
  boolean isComputed(String name) {
    return computed.containsKey(name);
  }

  /// Gives another layer of the same kind the values, dtypes, flags and mode of this one.
  final <L extends Layer> L copied(L other) {
    Map<String, Layer> others = other.namedLayers();
    namedLayers()
        .forEach((path, mine) -> {
          Layer its = Objects.requireNonNull(others.get(path));
          copyValues(mine.parameters, its.parameters);
          copyValues(mine.buffers, its.buffers);
          its.training = mine.training;
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

  /// A tensor that is known to be there.
  static Tensor there(@Nullable Tensor t) {
    return Objects.requireNonNull(t);
  }

  /// Registers weights that somebody gives the layer: saved and converted with it, not trained.
  void weightBuffer(@Nullable Tensor weight) {
    if (weight == null) {
      noBuffer("weight");
    } else {
      buffer("weight", weight);
    }
  }

  /// Called before a state is matched with this layer's names: for layers that are not complete
  /// before their sizes are known.
  void prepareLoad(Map<String, Tensor> state, String prefix) {}
}
