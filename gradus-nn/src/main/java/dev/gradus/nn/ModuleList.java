package dev.gradus.nn;

import dev.gradus.error.GradusIndexException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Layers in a list, for a layer of your own that calls them: they are registered under their
/// positions. **Source**: torch.nn.ModuleList.
public final class ModuleList extends Layer implements Iterable<Layer> {
  /// Creates it of some layers.
  public ModuleList(Layer... layers) {
    for (Layer inner : layers) {
      append(inner);
    }
  }

  /// Creates it of a list of layers.
  public ModuleList(List<? extends Layer> layers) {
    layers.forEach(this::append);
  }

  /// Adds a layer at the end.
  public ModuleList append(Layer inner) {
    layer(Integer.toString(size()), inner);
    return this;
  }

  /// Adds layers at the end.
  public ModuleList extend(Iterable<? extends Layer> more) {
    more.forEach(this::append);
    return this;
  }

  /// The layers of both; they are shared, not copied. In PyTorch, `+`.
  public ModuleList plus(Iterable<? extends Layer> other) {
    return new ModuleList().extend(this).extend(other);
  }

  /// Puts a layer before a position, counted from the end if it is negative.
  public ModuleList insert(int position, Layer inner) {
    List<Layer> all = list();
    int at = position < 0 ? Math.max(position + size(), 0) : Math.min(position, size());
    all.add(at, inner);
    return replace(all);
  }

  /// Takes away the layer at a position, counted from the end if it is negative, and returns it.
  public Layer remove(int position) {
    List<Layer> all = list();
    Layer removed = all.remove(wrapped(position));
    replace(all);
    return removed;
  }

  /// Replaces the layer at a position, counted from the end if it is negative.
  public ModuleList set(int position, Layer inner) {
    layer(Integer.toString(wrapped(position)), inner);
    return this;
  }

  private ModuleList replace(List<Layer> all) {
    ownLayers().clear();
    all.forEach(this::append);
    return this;
  }

  /// The layer at a position, counted from the end if it is negative.
  public Layer get(int position) {
    return list().get(wrapped(position));
  }

  /// How many layers there are.
  public int size() {
    return ownLayers().size();
  }

  private List<Layer> list() {
    return new ArrayList<>(ownLayers().values());
  }

  private int wrapped(int position) {
    int at = position < 0 ? position + size() : position;
    if (at < 0 || at >= size()) {
      throw new GradusIndexException(
          "index " + position + " is out of range\nModuleList: there are " + size() + " layers.");
    }
    return at;
  }

  @Override
  public Iterator<Layer> iterator() {
    return list().iterator();
  }

  /// As PyTorch prints it: neighbours that look the same stand in one line.
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    List<String> texts = list().stream().map(Layer::toString).toList();
    for (int from = 0; from < texts.size(); ) {
      int to = from;
      while (to + 1 < texts.size() && texts.get(to + 1).equals(texts.get(from))) {
        to++;
      }
      String place =
          to == from ? "(" + from + "): " : "(" + from + "-" + to + "): " + (to - from + 1) + " x ";
      lines.add(place + LayerText.indented(texts.get(from)));
      from = to + 1;
    }
    return LayerText.of(name(), "", lines);
  }
}
