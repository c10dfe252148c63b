package dev.gradus.train;

import dev.gradus.nn.Layer;
import java.util.List;

/// A model in evaluation mode until this is closed; then each layer is in the mode that it was in,
/// for some may be kept in evaluation mode on purpose.
final class EvaluationMode implements AutoCloseable {
  private final List<Layer> layers;
  private final boolean[] before;

  EvaluationMode(Layer model) {
    layers = model.layers();
    before = new boolean[layers.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = layers.get(i).training();
    }
    model.eval();
  }

  /// A layer sets the mode of those inside it too; these come after it and have the last word.
  @Override
  public void close() {
    for (int i = 0; i < before.length; i++) {
      layers.get(i).train(before[i]);
    }
  }
}
