package dev.gradus.autograd;

import dev.gradus.Randomness;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of [Func#vmap].
///
/// @param inDims for each input the dimension that is mapped over, null for an input that is the
///   same for all examples; null or a single entry for all inputs alike
/// @param outDims for each result the dimension where the batch shall stand, null for a result that
///   is the same for all examples; a single entry for all
/// @param randomness what random numbers the function draws
/// @param chunkSize how many examples are computed at once, 0 for all
public record VmapOptions(
    List<@Nullable Integer> inDims,
    List<@Nullable Integer> outDims,
    Randomness randomness,
    long chunkSize) {
  /// Dimension 0 everywhere, no random numbers, all examples at once.
  public static final VmapOptions DEFAULT =
      new VmapOptions(List.of(0), List.of(0), Randomness.ERROR, 0);

  /// Checks the size of chunks.
  public VmapOptions {
    if (chunkSize < 0) {
      throw new GradusArgumentException(
          "vmap: chunk_size should be None or greater than 0. (got " + chunkSize + ")");
    }
    inDims = Collections.unmodifiableList(inDims);
    outDims = Collections.unmodifiableList(outDims);
  }

  /// Mapped over these dimensions of the inputs, null for none.
  public static VmapOptions inDims(@Nullable Integer... dims) {
    return DEFAULT.withInDims(dims);
  }

  /// With other dimensions of the inputs, null for an input that is not mapped over.
  public VmapOptions withInDims(@Nullable Integer... dims) {
    return new VmapOptions(Arrays.asList(dims), outDims, randomness, chunkSize);
  }

  /// With other places for the batch in the results, null for a result without batch.
  public VmapOptions withOutDims(@Nullable Integer... dims) {
    return new VmapOptions(inDims, Arrays.asList(dims), randomness, chunkSize);
  }

  /// With random numbers, or without.
  public VmapOptions withRandomness(Randomness other) {
    return new VmapOptions(inDims, outDims, other, chunkSize);
  }

  /// With that many examples at once. **Errors**: not above 0.
  public VmapOptions withChunkSize(long size) {
    if (size <= 0) {
      throw new GradusArgumentException(
          "vmap: chunk_size should be None or greater than 0. (got " + size + ")");
    }
    return new VmapOptions(inDims, outDims, randomness, size);
  }
}
