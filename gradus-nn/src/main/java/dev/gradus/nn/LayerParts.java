package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is registered in a [Layer] itself, under its names.
abstract sealed class LayerParts permits HookedLayer {
  private final Map<String, @Nullable Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, @Nullable Tensor> buffers = new LinkedHashMap<>();
  private final Map<String, Boolean> transients = new LinkedHashMap<>();
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  // What stands for a parameter or buffer: a parametrisation, or the value of a functional call.
  private final Map<String, Supplier<Tensor>> computed = new LinkedHashMap<>();

  /// The name of the kind of layer: that of the class.
  public String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? "Layer" : simple;
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
    Tensor made = data.requiresGrad() ? data : Gradus.parameter(data);
    Tensor parameter =
        LayerHooks.registered(LayerHooks.OF_ALL.parameters, (Layer) this, name, made);
    parameters.put(name, Gradus.keep(parameter));
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

  /// As [#buffer(String, Tensor)]; one that is not persistent is left out of [Layer#stateDict].
  protected final Tensor buffer(String name, Tensor data, boolean persistent) {
    checkName("buffer", name, buffers.containsKey(name));
    Tensor buffer = LayerHooks.registered(LayerHooks.OF_ALL.buffers, (Layer) this, name, data);
    // What a layer keeps outlasts a scope that it was made in.
    buffers.put(name, Gradus.keep(buffer));
    transients.remove(name);
    if (!persistent) {
      transients.put(name, true);
    }
    return buffer;
  }

  /// Registers the absence of a buffer.
  protected final void noBuffer(String name) {
    checkName("buffer", name, buffers.containsKey(name));
    buffers.put(name, null);
  }

  /// Registers an inner layer and returns it. **Source**: torch.nn.Module.add\_module.
  protected final <L extends Layer> L layer(String name, L inner) {
    checkName("module", name, layers.containsKey(name));
    L registered = registered(name, inner);
    layers.put(name, registered);
    return registered;
  }

  @SuppressWarnings("unchecked") // A replacement is of the same class.
  private <L extends Layer> L registered(String name, L inner) {
    Layer other = LayerHooks.registered(LayerHooks.OF_ALL.layers, (Layer) this, name, inner);
    if (other.getClass() != inner.getClass()) {
      throw new GradusArgumentException(
          "layer: a registration hook replaced a "
              + inner.name()
              + " by a "
              + other.name()
              + "; it is to be of the same class.");
    }
    return (L) other;
  }

  private void checkName(String kind, String name, boolean again) {
    if (name.contains(".")) {
      String sentence = kind + " name can't contain \".\"";
      boolean layer = kind.equals("module");
      throw new GradusArgumentException(
          sentence + (layer ? ", got: " : "\n" + name() + ": got ") + name);
    }
    if (name.isEmpty()) {
      throw new GradusArgumentException(kind + " name can't be empty string \"\"");
    }
    if (!again && has(name)) {
      throw new GradusArgumentException("attribute '" + name + "' already exists");
    }
  }

  /// Whether anything has this name.
  final boolean has(String name) {
    return parameters.containsKey(name)
        || buffers.containsKey(name)
        || layers.containsKey(name)
        || computed.containsKey(name);
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

  final GradusArgumentException missing(String kind, String name) {
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

  // --- For this package ---

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

  /// What stands for a tensor of this layer from now on; null for the tensor itself.
  @Nullable Supplier<Tensor> compute(String name, @Nullable Supplier<Tensor> value) {
    return value == null ? computed.remove(name) : computed.put(name, value);
  }

  /// Whether something stands for a tensor of this name.
  boolean isComputed(String name) {
    return computed.containsKey(name);
  }

  /// Registers weights that somebody gives the layer: saved and converted with it, not trained.
  void weightBuffer(@Nullable Tensor weight) {
    if (weight == null) {
      noBuffer("weight");
    } else {
      buffer("weight", weight);
    }
  }
}
