package dev.gradus.examples;

import dev.gradus.Generator;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Dataset;
import dev.gradus.data.Datasets;
import dev.gradus.data.Subset;
import dev.gradus.error.GradusArgumentException;
import java.util.List;

/// Samples to train on, samples that choose the best epoch, and samples that neither saw.
record Parts(
    Dataset<List<Tensor>> training, Dataset<List<Tensor>> validation, Dataset<List<Tensor>> test) {
  private static final int FEWEST = 20;

  /// Four fifths, a tenth and a tenth of the samples, drawn by the seed. **Errors**: too few.
  static Parts of(Dataset<List<Tensor>> samples, long seed) {
    if (samples.size() < FEWEST) {
      throw new GradusArgumentException(
          "train: the data has " + samples.size() + " samples; at least " + FEWEST + " are needed");
    }
    List<Subset<List<Tensor>>> parts =
        Datasets.randomSplit(samples, new Generator().manualSeed(seed), 0.8, 0.1, 0.1);
    return new Parts(parts.get(0), parts.get(1), parts.get(2));
  }

  /// The samples to train on in another order each epoch.
  DataLoader<List<Tensor>> shuffled(int batchSize) {
    return DataLoader.of(
        training, DataLoaderOptions.DEFAULT.withBatchSize(batchSize).withShuffle(true));
  }

  /// Samples in their order.
  static DataLoader<List<Tensor>> inOrder(Dataset<List<Tensor>> samples) {
    return DataLoader.of(samples, DataLoaderOptions.DEFAULT.withBatchSize(100));
  }

  /// All samples as one batch.
  static List<Tensor> whole(Dataset<List<Tensor>> samples) {
    var options = DataLoaderOptions.DEFAULT.withBatchSize(Math.toIntExact(samples.size()));
    return DataLoader.of(samples, options).iterator().next();
  }
}
