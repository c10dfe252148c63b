package dev.gradus.op.view;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tensors cut into equally many chunks, and the chunks of each number side by side.
public final class ChunkCat {
  private ChunkCat() {}

  /// Each tensor is filled up with zeros along the dimension, so that all chunks have one size; all
  /// that follows is flattened.
  public static Tensor of(List<Tensor> tensors, int dim, long chunks) {
    int axis = check(tensors, dim, chunks);
    List<Tensor> parts = new ArrayList<>();
    for (Tensor x : tensors) {
      long size = x.size(axis);
      long each = (size + chunks - 1) / chunks;
      long missing = each * chunks - size;
      Tensor whole = x;
      if (missing > 0) {
        long[] more = x.shape();
        more[axis] = missing;
        whole = Gradus.cat(List.of(x, Gradus.zeros(x.dtype(), more)), axis);
      }
      long[] sizes = Arrays.copyOf(x.layout().sizes(), axis + 2);
      sizes[axis] = chunks;
      sizes[axis + 1] =
          each * Sizes.numel(Arrays.copyOfRange(x.layout().sizes(), axis + 1, x.dim()));
      parts.add(whole.reshape(sizes));
    }
    return Gradus.cat(parts, axis + 1);
  }

  private static int check(List<Tensor> tensors, int dim, long chunks) {
    require(chunks > 0, "_chunk_cat expects positive num_chunks");
    require(!tensors.isEmpty(), "_chunk_cat expects a non-empty input tensor list");
    Tensor first = tensors.get(0);
    boolean sameRank = true;
    for (Tensor x : tensors) {
      require(x.numel() > 0, "_chunk_cat expects non-empty tensor");
      require(
          x.dtype() == first.dtype(), "_chunk_cat expects all input tensors with the same dtype");
      sameRank &= x.dim() == first.dim();
    }
    require(
        sameRank || dim >= 0,
        "_chunk_cat expects non-negative dim when input tensors have different ndims");
    int axis = sameRank ? Axes.wrap(dim, first.dim()) : dim;
    for (Tensor x : tensors) {
      require(axis < x.dim(), "_chunk_cat expects dim < ndim for all input tensors");
      boolean alike =
          Arrays.equals(
              Arrays.copyOf(x.layout().sizes(), axis), Arrays.copyOf(first.layout().sizes(), axis));
      require(alike, "_chunk_cat expects same sizes of 0,...,dim-1 dimensions for all tensors");
    }
    return axis;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }
}
