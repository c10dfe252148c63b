package dev.gradus.data;

import java.util.Arrays;

/// Some samples of a dataset. **Source**: torch.utils.data.Subset.
///
/// @param <T> a sample
public final class Subset<T> implements Dataset<T> {
  private final Dataset<T> dataset;
  private final long[] indices;

  /// The samples of `dataset` with these numbers, in this order.
  public Subset(Dataset<T> dataset, long... indices) {
    this.dataset = dataset;
    this.indices = indices.clone();
  }

  /// The numbers of the samples in the dataset.
  public long[] indices() {
    return indices.clone();
  }

  Dataset<T> dataset() {
    return dataset;
  }

  /// The numbers in the dataset of samples with these numbers here.
  long[] inner(long[] numbers) {
    return Arrays.stream(numbers).map(i -> indices[(int) i]).toArray();
  }

  @Override
  public T get(long index) {
    TensorDataset.checkIndex("Subset", index, indices.length);
    return dataset.get(indices[(int) index]);
  }

  @Override
  public long size() {
    return indices.length;
  }
}
