/// Data for training: datasets, samplers, the loader of batches, and data made on the spot.
///
/// ```java
/// var data = Synthetic.spirals(3, 100, 0.1, 0);
/// var loader = DataLoader.of(data, DataLoaderOptions.DEFAULT.withBatchSize(32).withShuffle(true));
/// for (List<Tensor> batch : loader) {
///   Tensor x = batch.get(0), y = batch.get(1);
/// }
/// ```
@NullMarked
package dev.gradus.data;

import org.jspecify.annotations.NullMarked;
