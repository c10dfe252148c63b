package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Layers one after the other: each gets what the one before gave.
///
/// ```java
/// var net = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 1));
/// Tensor y = net.call(x);
/// ```
///
/// **Source**: torch.nn.Sequential.
public class Sequential extends Layer implements Iterable<Layer> {
  /// Creates it of layers with the names 0, 1, 2 …
  @SuppressWarnings("this-escape") // Registering is final and calls nothing of a subclass.
  public Sequential(Layer... layers) {
    for (int i = 0; i < layers.length; i++) {
      layer(Integer.toString(i), layers[i]);
    }
  }

  /// Creates it of named layers, in the order of the map.
  @SuppressWarnings("this-escape") // Registering is final and calls nothing of a subclass.
  public Sequential(Map<String, ? extends Layer> layers) {
    for (Map.Entry<String, ? extends Layer> inner : layers.entrySet()) {
      layer(inner.getKey(), inner.getValue());
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer inner : ownLayers().values()) {
      y = inner.call(y);
    }
    return y;
  }

  /// Adds a layer at the end.
  public final Sequential append(Layer inner) {
    layer(Integer.toString(ownLayers().size()), inner);
    return this;
  }

  /// Adds layers at the end.
  public final Sequential extend(Iterable<? extends Layer> more) {
    more.forEach(this::append);
    return this;
  }

  /// The layers of both, one behind the other; they are shared, not copied. In PyTorch, `+`.
  public final Sequential plus(Sequential other) {
    return new Sequential().extend(this).extend(other);
  }

  /// The layers so many times over, the same ones each time. In PyTorch, `*`. **Errors**: a number
  /// below 1.
  public final Sequential times(int count) {
    if (count <= 0) {
      throw new GradusArgumentException(
          "Non-positive multiplication factor %d for %s".formatted(count, name()));
    }
    Sequential all = new Sequential();
    for (int i = 0; i < count; i++) {
      all.extend(this);
    }
    return all;
  }

  /// How many layers there are.
  public final int size() {
    return ownLayers().size();
  }

  /// The layer at a position, counted from the end if it is negative. **Errors**: there is none.
  public final Layer get(int position) {
    return List.copyOf(ownLayers().values()).get(wrapped(position));
  }

  /// Replaces the layer at a position, counted from the end if it is negative.
  public final Sequential set(int position, Layer inner) {
    String name = List.copyOf(ownLayers().keySet()).get(wrapped(position));
    layer(name, inner);
    return this;
  }

  /// Puts a layer before a position, counted from the end if it is negative; those behind it get
  /// the next names.
  public final Sequential insert(int position, Layer inner) {
    List<Layer> all = new ArrayList<>(ownLayers().values());
    int at = position < 0 ? position + size() : position;
    if (at < 0 || at > size()) {
      throw new GradusIndexException(
          "Index out of range: " + position + "\nSequential: there are " + size() + " layers.");
    }
    all.add(at, inner);
    return renamed(all);
  }

  /// Takes away the layer at a position, counted from the end if it is negative, and returns it.
  public final Layer remove(int position) {
    List<Layer> all = new ArrayList<>(ownLayers().values());
    Layer removed = all.remove(wrapped(position));
    renamed(all);
    return removed;
  }

  private Sequential renamed(List<Layer> all) {
    ownLayers().clear();
    all.forEach(this::append);
    return this;
  }

  /// The layers from one position to before another, under their names; they are shared, not
  /// copied.
  public final Sequential slice(int from, int to) {
    Map<String, Layer> some = new LinkedHashMap<>();
    List<String> names = List.copyOf(ownLayers().keySet()).subList(from, to);
    names.forEach(name -> some.put(name, getLayer(name)));
    return new Sequential(some);
  }

  private int wrapped(int position) {
    int at = position < 0 ? position + size() : position;
    if (at < 0 || at >= size()) {
      throw new GradusIndexException(
          "index " + position + " is out of range\nSequential: there are " + size() + " layers.");
    }
    return at;
  }

  @Override
  public final Iterator<Layer> iterator() {
    return List.copyOf(ownLayers().values()).iterator();
  }
}
