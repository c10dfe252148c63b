package dev.gradus.data;

import dev.gradus.error.GradusArgumentException;
import java.util.List;

/// Datasets side by side: a sample is the list of their samples of the same number.
///
/// **Errors**: no dataset, or datasets of different sizes. **Source**:
/// torch.utils.data.StackDataset.
///
/// @param datasets what stands side by side
/// @param <T> a sample of each
public record StackDataset<T>(List<Dataset<T>> datasets) implements Dataset<List<T>> {
  /// Checks the sizes.
  public StackDataset {
    datasets = List.copyOf(datasets);
    if (datasets.isEmpty()) {
      throw new GradusArgumentException(
          "At least one dataset should be passed\nStackDataset: the list is empty.");
    }
    long size = datasets.getFirst().size();
    for (Dataset<T> other : datasets) {
      if (other.size() != size) {
        throw new GradusArgumentException(
            "Size mismatch between datasets\nStackDataset: one has "
                + size
                + " samples and another "
                + other.size()
                + "; they are to have as many.");
      }
    }
  }

  @Override
  public List<T> get(long index) {
    return datasets.stream().map(d -> d.get(index)).toList();
  }

  @Override
  public long size() {
    return datasets.getFirst().size();
  }
}
