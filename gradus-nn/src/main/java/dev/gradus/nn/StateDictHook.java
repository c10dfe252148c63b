package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.Map;

/// Sees and may change a state, whole, with the prefix of the names of one layer.
@FunctionalInterface
public interface StateDictHook {
  /// Called with the layer, the whole state and the prefix of the layer's names.
  void onStateDict(Layer layer, Map<String, Tensor> state, String prefix);
}
