package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tensors of a tree of layers that are replaced for a while. A tensor that stands in several
/// places is replaced in all of them.
final class Replaced {
  /// A place and what stood for it before.
  private record Place(Layer layer, String name, @Nullable Supplier<Tensor> before) {}

  private final List<Place> places = new ArrayList<>();

  private Replaced() {}

  static <R> R during(Layer root, Map<String, Tensor> values, Supplier<R> call) {
    Map<Tensor, Tensor> replacements = replacements(root, values);
    Replaced replaced = new Replaced();
    try {
      for (Layer layer : root.layers()) {
        replaced.enter(layer, layer.ownParameters(), replacements);
        replaced.enter(layer, layer.ownBuffers(), replacements);
      }
      return call.get();
    } finally {
      replaced.places.forEach(p -> p.layer.compute(p.name, p.before));
    }
  }

  private static Map<Tensor, Tensor> replacements(Layer root, Map<String, Tensor> values) {
    Map<Tensor, Tensor> found = new HashMap<>();
    values.forEach((name, value) -> {
      Tensor before = found.put(own(root, name), value);
      if (before != null && before != value) {
        throw new GradusArgumentException(
            "functional_call got multiple values for keys that are tied"
                + "\nfunctionalCall: '"
                + name
                + "' is the same tensor as another name, but has another value.");
      }
    });
    return found;
  }

  private static Tensor own(Layer root, String name) {
    Layer owner = LayerTree.owner(root, name);
    String last = LayerTree.lastName(name);
    Tensor own = owner.ownParameters().get(last);
    own = own == null ? owner.ownBuffers().get(last) : own;
    if (own == null) {
      throw new GradusArgumentException(
          "'"
              + owner.name()
              + "' object has no attribute '"
              + last
              + "'\nfunctionalCall: '"
              + name
              + "' is neither a parameter nor a buffer of the layer.");
    }
    return own;
  }

  private void enter(
      Layer layer, Map<String, @Nullable Tensor> own, Map<Tensor, Tensor> replacements) {
    own.forEach((name, tensor) -> {
      Tensor value = tensor == null ? null : replacements.get(tensor);
      if (value != null) {
        places.add(new Place(layer, name, layer.compute(name, () -> value)));
      }
    });
  }
}
