package dev.gradus.nn;

import dev.gradus.error.GradusArgumentException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Layers by name, for a layer of your own that calls them. **Source**: torch.nn.ModuleDict.
public final class ModuleDict extends Layer {
  /// Creates an empty one.
  public ModuleDict() {}

  /// Creates it of named layers.
  public ModuleDict(Map<String, ? extends Layer> layers) {
    update(layers);
  }

  /// Adds a layer, or replaces the one of that name.
  public ModuleDict put(String name, Layer inner) {
    layer(name, inner);
    return this;
  }

  /// Adds layers, or replaces those of the same names.
  public ModuleDict update(Map<String, ? extends Layer> more) {
    new LinkedHashMap<>(more).forEach(this::put);
    return this;
  }

  /// The layer of that name: in PyTorch, `dict[name]`. **Errors**: there is none.
  public Layer at(String name) {
    Layer found = ownLayers().get(name);
    if (found == null) {
      throw new GradusArgumentException(
          "'" + name + "'\nModuleDict: no such name; there are " + ownLayers().keySet() + ".");
    }
    return found;
  }

  /// Takes a layer away and returns it. **Errors**: there is none of that name.
  public Layer remove(String name) {
    Layer found = at(name);
    ownLayers().remove(name);
    return found;
  }

  /// Takes all layers away.
  public void clear() {
    ownLayers().clear();
  }

  /// The names, in the order in which they were added.
  public Set<String> keys() {
    return Collections.unmodifiableSet(ownLayers().keySet());
  }

  /// The layers, in the order in which they were added.
  public Collection<Layer> values() {
    return Collections.unmodifiableCollection(ownLayers().values());
  }

  /// Names and layers, in the order in which they were added. In PyTorch, `items`.
  public Map<String, Layer> asMap() {
    return Collections.unmodifiableMap(ownLayers());
  }

  /// Whether there is a layer of that name.
  public boolean contains(String name) {
    return ownLayers().containsKey(name);
  }

  /// How many layers there are.
  public int size() {
    return ownLayers().size();
  }
}
