package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects and loads the state of a tree of layers.
///
/// Unlike PyTorch's, a load that fails has changed nothing: all names and sizes are checked first.
final class StateDicts {
  private static final String EXTRA = "_extra_state";

  private final Map<String, Tensor> state;
  private final Map<Tensor, Tensor> copies = new LinkedHashMap<>();
  private final Map<Layer, Tensor> extras = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private final List<String> misfits = new ArrayList<>();

  private StateDicts(Map<String, Tensor> state) {
    this.state = state;
  }

  // --- Collecting ---

  static Map<String, Tensor> of(Layer root, String prefix, boolean keepVars) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    collect(root, prefix, keepVars, state);
    return state;
  }

  private static void collect(
      Layer layer, String prefix, boolean keepVars, Map<String, Tensor> state) {
    layer.hooks().stateDictPre.forEach(hook -> hook.beforeStateDict(layer, prefix));
    own(layer).forEach((name, t) -> state.put(prefix + name, keepVars ? t : t.detach()));
    Tensor extra = layer.extraState();
    if (extra != null) {
      state.put(prefix + EXTRA, extra);
    }
    layer
        .ownLayers()
        .forEach((name, inner) -> collect(inner, prefix + name + ".", keepVars, state));
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

  // --- Loading ---

  static LoadResult load(Layer root, Map<String, Tensor> given, boolean strict, boolean assign) {
    StateDicts load = new StateDicts(new LinkedHashMap<>(given));
    load.match(root, "");
    load.refuse(root, strict);
    load.copies.forEach(assign ? StateDicts::takeOver : StateDicts::copy);
    load.extras.forEach(LayerState::setExtraState);
    LoadResult result = new LoadResult(load.missing, load.unexpected);
    root.apply(l -> l.hooks().loadPost.forEach(hook -> hook.onLoad(l, result)));
    return result;
  }

  private void refuse(Layer root, boolean strict) {
    List<String> errors = new ArrayList<>();
    if (strict && !missing.isEmpty()) {
      errors.add("Missing key(s) in state_dict: " + quoted(missing) + ". ");
    }
    if (strict && !unexpected.isEmpty()) {
      errors.add("Unexpected key(s) in state_dict: " + quoted(unexpected) + ". ");
    }
    errors.addAll(misfits);
    if (!errors.isEmpty()) {
      throw new GradusArgumentException(
          "Error(s) in loading state_dict for "
              + root.fullName()
              + ":\n\t"
              + String.join("\n\t", errors));
    }
  }

  private static void copy(Tensor own, Tensor given) {
    try (var _ = Gradus.noGrad()) {
      own.copy_(given);
    }
  }

  // The tensor stays the same object, so that an optimiser's references stay right.
  private static void takeOver(Tensor own, Tensor given) {
    own.setGrad(null);
    own.setData(given.detach());
  }

  private void match(Layer layer, String prefix) {
    layer.hooks().loadPre.forEach(hook -> hook.onStateDict(layer, state, prefix));
    layer.prepareLoad(state, prefix);
    Map<String, Tensor> own = own(layer);
    own.forEach((name, t) -> match(prefix + name, t));
    boolean hasExtra = matchExtra(layer, prefix + EXTRA);
    for (String key : state.keySet()) {
      if (key.startsWith(prefix)) {
        String name = key.substring(prefix.length());
        int dot = name.indexOf('.');
        boolean expected =
            dot >= 0
                ? layer.ownLayers().containsKey(name.substring(0, dot))
                : own.containsKey(name) || name.equals(EXTRA) && hasExtra;
        if (!expected) {
          unexpected.add(key);
        }
      }
    }
    layer.ownLayers().forEach((name, inner) -> match(inner, prefix + name + "."));
  }

  private boolean matchExtra(Layer layer, String key) {
    if (layer.extraState() == null) {
      return false;
    }
    Tensor given = state.get(key);
    if (given == null) {
      missing.add(key);
    } else {
      extras.put(layer, given);
    }
    return true;
  }

  private void match(String key, Tensor own) {
    Tensor given = state.get(key);
    if (given == null) {
      missing.add(key);
      return;
    }
    // Files of PyTorch before 0.4 have one element where now there is no dimension.
    Tensor fitting =
        own.dim() == 0 && given.dim() == 1 && given.size(0) == 1 ? given.select(0, 0) : given;
    if (Arrays.equals(own.shape(), fitting.shape())) {
      copies.put(own, fitting);
    } else {
      misfits.add(
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
