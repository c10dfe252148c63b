package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Samples of a [TensorDataset]: views of one sample each for who asks for them, and for the
/// default collate all rows at once, without a view for each.
final class TensorSamples extends AbstractList<List<Tensor>> implements RandomAccess {
  private final TensorDataset dataset;
  private final long[] indices;

  private TensorSamples(TensorDataset dataset, long[] indices) {
    this.dataset = dataset;
    this.indices = indices;
  }

  /// The samples of these numbers, or null where the dataset does not hold tensors, or not those
  /// numbers.
  @SuppressWarnings("unchecked") // The samples of a tensor dataset are lists of tensors.
  static <T> @Nullable List<T> of(Dataset<T> dataset, long[] indices) {
    for (long index : indices) {
      if (index < 0 || index >= dataset.size()) {
        return null;
      }
    }
    return switch (dataset) {
      case TensorDataset tensors -> (List<T>) new TensorSamples(tensors, indices.clone());
      case Subset<T> subset -> of(subset.dataset(), subset.inner(indices));
      default -> null;
    };
  }

  @Override
  public List<Tensor> get(int i) {
    return dataset.get(indices[i]);
  }

  @Override
  public int size() {
    return indices.length;
  }

  /// Whether rows that are taken at once are what stacked samples are: a graph would show a
  /// difference.
  boolean areRows() {
    return dataset.tensors().stream().noneMatch(Tensor::requiresGrad);
  }

  /// What stacking the samples gives.
  List<Object> rows() {
    Tensor numbers = Gradus.tensor(indices);
    List<Object> batch = new ArrayList<>();
    for (Tensor t : dataset.tensors()) {
      batch.add(t.indexSelect(0, numbers));
    }
    return batch;
  }
}
