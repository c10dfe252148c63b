package dev.gradus.data;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.Arrays;
import java.util.List;

/// Tensors side by side: sample `i` is their elements `i` along the first dimension.
///
/// **Errors**: no tensor, one without dimensions, or first dimensions that differ. **Source**:
/// torch.utils.data.TensorDataset.
public final class TensorDataset implements Dataset<List<Tensor>> {
  private final List<Tensor> tensors;
  private final long size;

  /// A dataset over tensors with equal first dimension.
  public TensorDataset(Tensor... tensors) {
    this(List.of(tensors));
  }

  /// As [#TensorDataset(Tensor...)].
  public TensorDataset(List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    if (tensors.isEmpty()) {
      throw new GradusArgumentException("TensorDataset: got no tensor; pass at least one.");
    }
    for (Tensor t : tensors) {
      if (t.dim() == 0 || t.size(0) != tensors.getFirst().size(0)) {
        throw new GradusArgumentException(
            "Size mismatch between tensors\nTensorDataset: got "
                + tensors.stream().map(x -> Arrays.toString(x.shape())).toList()
                + "; the first dimension counts the samples and is equal in all.");
      }
    }
    size = tensors.getFirst().size(0);
  }

  /// The tensors that this dataset was made of.
  public List<Tensor> tensors() {
    return tensors;
  }

  /// One of the tensors that this dataset was made of.
  public Tensor tensor(int i) {
    return tensors.get(i);
  }

  /// The elements `index` of the tensors, as views.
  @Override
  public List<Tensor> get(long index) {
    checkIndex("TensorDataset", index, size);
    return tensors.stream().map(t -> t.select(0, index)).toList();
  }

  @Override
  public long size() {
    return size;
  }

  static void checkIndex(String where, long index, long size) {
    if (index < 0 || index >= size) {
      throw new GradusIndexException(
          where + ": got index " + index + "; there are " + size + " samples, from number 0.");
    }
  }
}
