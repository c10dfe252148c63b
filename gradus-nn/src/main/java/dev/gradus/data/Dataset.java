package dev.gradus.data;

/// Samples that can be asked for by number.
///
/// A loader with workers asks from several threads at once. **Source**: torch.utils.data.Dataset.
///
/// @param <T> a sample: a tensor, or a list or map of them
public interface Dataset<T> {
  /// The sample with this number, which counts from 0.
  T get(long index);

  /// How many samples there are.
  long size();
}
