package dev.gradus.data;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.List;

/// Datasets one after another. **Errors**: no dataset. **Source**: torch.utils.data.ConcatDataset.
///
/// @param <T> a sample
public final class ConcatDataset<T> implements Dataset<T> {
  private final List<Dataset<T>> datasets;

  /// Where each dataset ends.
  private final long[] ends;

  /// The samples of these datasets.
  public ConcatDataset(List<? extends Dataset<T>> datasets) {
    this.datasets = List.copyOf(datasets);
    if (datasets.isEmpty()) {
      throw new GradusArgumentException(
          "datasets should not be an empty iterable\nConcatDataset: pass at least one dataset.");
    }
    ends = this.datasets.stream().mapToLong(Dataset::size).toArray();
    Arrays.parallelPrefix(ends, Math::addExact);
  }

  @Override
  public T get(long index) {
    TensorDataset.checkIndex("ConcatDataset", index, size());
    int i = 0;
    while (index >= ends[i]) {
      i++;
    }
    return datasets.get(i).get(i == 0 ? index : index - ends[i - 1]);
  }

  @Override
  public long size() {
    return ends[ends.length - 1];
  }
}
