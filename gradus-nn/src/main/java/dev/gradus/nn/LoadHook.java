package dev.gradus.nn;

/// Is told what did not fit when a state was loaded.
@FunctionalInterface
public interface LoadHook {
  /// Called with the layer and what did not fit.
  void onLoad(Layer layer, LoadResult result);
}
