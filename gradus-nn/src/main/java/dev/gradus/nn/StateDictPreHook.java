package dev.gradus.nn;

/// Is told that the state of a layer is about to be collected.
@FunctionalInterface
public interface StateDictPreHook {
  /// Called with the layer and the prefix of its names.
  void beforeStateDict(Layer layer, String prefix);
}
