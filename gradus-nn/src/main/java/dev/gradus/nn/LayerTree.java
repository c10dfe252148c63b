package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Walks over a layer and what is inside, meeting each thing once.
final class LayerTree {
  private LayerTree() {}

  static Map<String, Layer> layers(Layer root) {
    Map<String, Layer> found = new LinkedHashMap<>();
    collect("", root, found, identitySet());
    return found;
  }

  private static void collect(
      String prefix, Layer layer, Map<String, Layer> found, Set<Object> seen) {
    if (seen.add(layer)) {
      found.put(prefix, layer);
      layer
          .ownLayers()
          .forEach((name, inner) ->
              collect(prefix.isEmpty() ? name : prefix + "." + name, inner, found, seen));
    }
  }

  static Map<String, Layer> children(Map<String, Layer> layers) {
    Map<String, Layer> found = new LinkedHashMap<>();
    Set<Object> seen = identitySet();
    layers.forEach((name, inner) -> {
      if (seen.add(inner)) {
        found.put(name, inner);
      }
    });
    return found;
  }

  static Map<String, Tensor> tensors(
      Layer root,
      String prefix,
      boolean recurse,
      Function<Layer, Map<String, @Nullable Tensor>> own) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    Set<Object> seen = identitySet();
    Map<String, Layer> layers = recurse ? layers(root) : Map.of("", root);
    layers.forEach((path, layer) -> {
      String start = join(prefix, path);
      own.apply(layer)
          .forEach((name, tensor) -> {
            if (tensor != null && seen.add(tensor)) {
              found.put(join(start, name), tensor);
            }
          });
    });
    return found;
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty() || name.isEmpty() ? prefix + name : prefix + "." + name;
  }

  static Layer find(Layer root, String path) {
    Layer at = root;
    if (path.isEmpty()) {
      return at;
    }
    for (String name : path.split("\\.", -1)) {
      Layer inner = at.ownLayers().get(name);
      if (inner == null) {
        throw new GradusArgumentException(
            at.name()
                + " has no attribute `"
                + name
                + "`\ngetLayer: \""
                + path
                + "\" is not the name of a layer; inside of "
                + at.name()
                + " there are "
                + at.ownLayers().keySet()
                + ".");
      }
      at = inner;
    }
    return at;
  }

  static Layer owner(Layer root, String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? root : find(root, path.substring(0, dot));
  }

  static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  static void convert(@Nullable Tensor t, DType dtype) {
    if (t == null || !t.dtype().isDifferentiable() || t.dtype() == dtype) {
      return;
    }
    Tensor g = t.grad();
    t.setGrad(null);
    t.setData(t.detach().to(dtype));
    if (g != null) {
      Tensor converted = g.detach().to(dtype);
      t.setGrad(converted.requiresGrad_(g.requiresGrad()));
    }
  }

  private static Set<Object> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
