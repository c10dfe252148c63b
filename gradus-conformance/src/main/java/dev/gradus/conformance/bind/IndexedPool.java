package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.nn.AdaptiveMaxPool1d;
import dev.gradus.nn.AdaptiveMaxPool2d;
import dev.gradus.nn.AdaptiveMaxPool3d;
import dev.gradus.nn.Layer;
import dev.gradus.nn.MaxPool1d;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.MaxPool3d;
import java.util.List;

/// A pooling layer of which PyTorch's returns the places too.
final class IndexedPool extends Layer {
  private final Layer pool;

  IndexedPool(Layer pool) {
    this.pool = pool;
  }

  List<Tensor> both(Tensor x) {
    ValuesAndIndices found =
        switch (pool) {
          case MaxPool1d p -> p.withIndices(x);
          case MaxPool2d p -> p.withIndices(x);
          case MaxPool3d p -> p.withIndices(x);
          case AdaptiveMaxPool1d p -> p.withIndices(x);
          case AdaptiveMaxPool2d p -> p.withIndices(x);
          case AdaptiveMaxPool3d p -> p.withIndices(x);
          default -> throw new IllegalStateException("no places of " + pool);
        };
    return List.of(found.values(), found.indices());
  }
}
