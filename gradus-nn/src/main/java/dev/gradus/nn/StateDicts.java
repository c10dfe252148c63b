package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects and loads the state of a tree of layers.
///
/// Unlike PyTorch's, a load that fails has changed nothing: all names and sizes are checked first.
final class StateDicts {
  private final Map<String, Tensor> state;
  private final Map<Tensor, Tensor> copies = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private StateDicts(Map<String, Tensor> state) {
    this.state = state;
  }

  static Map<String, Tensor> of(Layer root) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    collect(root, "", state);
    return state;
  }

  private static void collect(Layer layer, String prefix, Map<String, Tensor> state) {
    layer.hooks().stateDictPre.forEach(hook -> hook.beforeStateDict(layer, prefix));
    own(layer).forEach((name, t) -> state.put(prefix + name, t.detach()));
    layer.ownLayers().forEach((name, inner) -> collect(inner, prefix + name + ".", state));
    layer.hooks().stateDict.forEach(hook -> hook.onStateDict(layer, state, prefix));
  }

  private static Map<String, Tensor> own(Layer layer) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    layer.ownParameters().forEach((name, t) -> putIfPresent(own, name, t));
    layer
        .ownBuffers()
        .forEach((name, t) -> putIfPresent(own, name, layer.isTransient(name) ? null : t));
    return own;
  }

  private static void putIfPresent(Map<String, Tensor> own, String name, @Nullable Tensor t) {
    if (t != null) {
      own.put(name, t);
    }
  }

  static LoadResult load(Layer root, Map<String, Tensor> given, boolean strict) {
    StateDicts load = new StateDicts(new LinkedHashMap<>(given));
    load.match(root, "");
    List<String> unexpected =
        load.state.keySet().stream().filter(key -> !load.known.contains(key)).toList();
    List<String> errors = new ArrayList<>();
    if (strict && !load.missing.isEmpty()) {
      errors.add("Missing key(s) in state_dict: " + quoted(load.missing) + ". ");
    }
    if (strict && !unexpected.isEmpty()) {
      errors.add("Unexpected key(s) in state_dict: " + quoted(unexpected) + ". ");
    }
    errors.addAll(load.errors);
    if (!errors.isEmpty()) {
      throw new GradusArgumentException(
          "Error(s) in loading state_dict for "
              + root.fullName()
              + ":\n\t"
              + String.join("\n\t", errors));
    }
    try (var _ = Gradus.noGrad()) {
      load.copies.forEach(Tensor::copy_);
    }
    LoadResult result = new LoadResult(load.missing, unexpected);
    root.apply(l -> l.hooks().loadPost.forEach(hook -> hook.onLoad(l, result)));
    return result;
  }

  private void match(Layer layer, String prefix) {
    layer.hooks().loadPre.forEach(hook -> hook.onStateDict(layer, state, prefix));
    layer.prepareLoad(state, prefix);
    own(layer).forEach((name, t) -> match(prefix + name, t));
    layer.ownLayers().forEach((name, inner) -> match(inner, prefix + name + "."));
  }

  private void match(String key, Tensor own) {
    known.add(key);
    Tensor given = state.get(key);
    if (given == null) {
      missing.add(key);
      return;
    }
    // Files of PyTorch before 0.4 have one element where now there is no dimension.
    Tensor fitting =
        own.dim() == 0 && given.dim() == 1 && given.size(0) == 1 ? given.select(0, 0) : given;
    if (java.util.Arrays.equals(own.shape(), fitting.shape())) {
      copies.put(own, fitting);
    } else {
      errors.add(
          "size mismatch for "
              + key
              + ": copying a param with shape "
              + given.sizeText()
              + " from checkpoint, the shape in current model is "
              + own.sizeText()
              + ".");
    }
  }

  private static String quoted(List<String> keys) {
    return keys.stream().map(k -> '"' + k + '"').collect(Collectors.joining(", "));
  }
}
