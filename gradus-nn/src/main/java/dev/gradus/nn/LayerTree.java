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

  static Map<String, Layer> layers(Layer root, String prefix, boolean once) {
    Map<String, Layer> found = new LinkedHashMap<>();
    collect(prefix, root, found, once ? identitySet() : null);
    return found;
  }

  // Without a set of what was seen, everything is found in each of its places.
  private static void collect(
      String prefix, Layer layer, Map<String, Layer> found, @Nullable Set<Object> seen) {
    if (seen == null || seen.add(layer)) {
      found.put(prefix, layer);
      layer.ownLayers().forEach((name, inner) -> collect(join(prefix, name), inner, found, seen));
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
      boolean once,
      Function<Layer, Map<String, @Nullable Tensor>> own) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    Set<Object> seen = identitySet();
    Map<String, Layer> layers = recurse ? layers(root, prefix, once) : Map.of(prefix, root);
    layers.forEach((path, layer) -> {
      own.apply(layer)
          .forEach((name, tensor) -> {
            if (tensor != null && (seen.add(tensor) || !once)) {
              found.put(join(path, name), tensor);
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
        throw notFound("an nn.Module", "getLayer", at, name);
      }
      at = inner;
    }
    return at;
  }

  /// The error of a path whose last name is not what is looked for.
  static GradusArgumentException notFound(String kind, String operation, Layer at, String name) {
    return new GradusArgumentException(
        (at.has(name)
                ? "`" + name + "` is not " + kind
                : at.name() + " has no attribute `" + name + "`")
            + "\n"
            + operation
            + ": in "
            + at.name()
            + " there are the parameters "
            + at.ownParameters().keySet()
            + ", the buffers "
            + at.ownBuffers().keySet()
            + " and the layers "
            + at.ownLayers().keySet()
            + ".");
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
