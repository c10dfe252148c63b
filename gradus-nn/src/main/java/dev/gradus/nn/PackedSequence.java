package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Sequences of different lengths without gaps: the rows of a step stand together. Made by
/// [Sequences]. **Source**: torch.nn.utils.rnn.PackedSequence.
///
/// @param data the rows
/// @param batchSizes how many sequences have each step
/// @param sortedIndices which sequence each is, the longest first; null if they were in that order
/// @param unsortedIndices where each sequence is, or null
public record PackedSequence(
    Tensor data,
    long[] batchSizes,
    @Nullable Tensor sortedIndices,
    @Nullable Tensor unsortedIndices) {
  /// Copies the sizes.
  public PackedSequence {
    batchSizes = batchSizes.clone();
  }

  /// The same sequences with other rows.
  public PackedSequence withData(Tensor other) {
    return new PackedSequence(other, batchSizes, sortedIndices, unsortedIndices);
  }
}
