package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Computes parameters of layers from others, which are trained in their place.
///
/// ```java
/// Parametrize.register(linear, "weight", new Symmetric());
/// ```
///
/// The layer then reads the computed value; its state has `parametrizations.weight.original`.
/// **Source**: torch.nn.utils.parametrize.
public final class Parametrize {
  private static final String CHILD = "parametrizations";
  private static final ScopedValue<Map<ParametrizationList, Tensor>> CACHE =
      ScopedValue.newInstance();

  private Parametrize() {}

  /// Has a parametrisation compute a parameter or buffer of a layer; a second one for the same name
  /// gets what the first gives. **Errors**: no such name; a value of another shape or dtype.
  /// **Source**: torch.nn.utils.parametrize.register\_parametrization.
  public static Layer register(Layer layer, String name, Parametrization parametrization) {
    return register(layer, name, parametrization, false);
  }

  /// As [#register(Layer, String, Parametrization)]; where it is unsafe, the value may be of
  /// another shape or dtype.
  public static Layer register(
      Layer layer, String name, Parametrization parametrization, boolean unsafe) {
    if (isParametrized(layer, name)) {
      list(layer, name).add(parametrization);
      return layer;
    }
    boolean isParameter = layer.ownParameters().get(name) != null;
    if (!isParameter && layer.ownBuffers().get(name) == null) {
      throw new GradusArgumentException(
          "Module '"
              + layer
              + "' does not have a parameter, a buffer, or a parametrized element with name '"
              + name
              + "'");
    }
    Tensor value = layer.get(name);
    ParametrizationList list = new ParametrizationList(parametrization, value, isParameter, unsafe);
    if (!layer.ownLayers().containsKey(CHILD)) {
      layer.layer(CHILD, new ModuleDict());
    }
    ((ModuleDict) layer.getLayer(CHILD)).put(name, list);
    (isParameter ? layer.ownParameters() : layer.ownBuffers()).remove(name);
    layer.compute(name, () -> value(list));
    return layer;
  }

  private static Tensor value(ParametrizationList list) {
    return CACHE.isBound()
        ? CACHE.get().computeIfAbsent(list, ParametrizationList::value)
        : list.value();
  }

  /// Whether any tensor of a layer is computed. **Source**:
  /// torch.nn.utils.parametrize.is\_parametrized.
  public static boolean isParametrized(Layer layer) {
    return layer.ownLayers().get(CHILD) instanceof ModuleDict all && all.size() > 0;
  }

  /// Whether the tensor of this name is computed.
  public static boolean isParametrized(Layer layer, String name) {
    return layer.ownLayers().get(CHILD) instanceof ModuleDict all && all.contains(name);
  }

  private static ParametrizationList list(Layer layer, String name) {
    return (ParametrizationList) ((ModuleDict) layer.getLayer(CHILD)).at(name);
  }

  /// Changes what a computed tensor is computed from so that it has this value: in PyTorch,
  /// `layer.weight = value`. **Errors**: the parametrisation does not know how.
  public static void assign(Layer layer, String name, Tensor value) {
    requireParametrized(layer, name);
    list(layer, name).assign(value);
  }

  /// Makes a computed tensor an ordinary one again, of the value that it has now; or, if it is not
  /// to stay parametrised, of its original. **Errors**: it was computed from several originals.
  /// **Source**: torch.nn.utils.parametrize.remove\_parametrizations.
  public static Layer remove(Layer layer, String name, boolean leaveParametrized) {
    requireParametrized(layer, name);
    ParametrizationList list = list(layer, name);
    Tensor original = list.onlyOriginal();
    Tensor value = Gradus.noGrad(list::value).detach();
    boolean isParameter = list.isParameter();
    if (original == null && !leaveParametrized) {
      throw new GradusArgumentException(
          "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in"
              + " terms of a sequence of tensors.");
    }
    Tensor restored;
    if (original == null) {
      restored = isParameter ? Gradus.parameter(value) : value;
    } else {
      restored = original;
      if (leaveParametrized) {
        original.setData(value);
      }
    }
    layer.compute(name, null);
    ModuleDict all = (ModuleDict) layer.getLayer(CHILD);
    all.remove(name);
    if (all.size() == 0) {
      layer.ownLayers().remove(CHILD);
    }
    (isParameter ? layer.ownParameters() : layer.ownBuffers()).put(name, restored);
    return layer;
  }

  private static void requireParametrized(Layer layer, String name) {
    if (!isParametrized(layer, name)) {
      throw new GradusArgumentException(
          "Module " + layer + " does not have a parametrization on " + name);
    }
  }

  /// Computes each computed tensor once while a function runs. **Source**:
  /// torch.nn.utils.parametrize.cached.
  public static <R> R cached(Supplier<R> body) {
    return CACHE.isBound() ? body.get() : ScopedValue.where(CACHE, new HashMap<>()).call(body::get);
  }
}
