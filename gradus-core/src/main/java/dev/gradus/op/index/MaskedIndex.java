package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Positions that only count where a mask holds, and may be out of range elsewhere.
public final class MaskedIndex {
  private MaskedIndex() {}

  /// The elements at the positions, whatever they are where the mask does not hold.
  public static Tensor read(Tensor x, List<Tensor> indices) {
    if (x.numel() == 0) {
      // No position is in range: the mask decides everything.
      long[] sizes = new long[0];
      for (Tensor index : within(x, indices)) {
        sizes = Broadcast.sizes(sizes, index.layout().sizes());
      }
      long[] all = Arrays.copyOf(sizes, sizes.length + x.dim() - indices.size());
      System.arraycopy(
          x.layout().sizes(), indices.size(), all, sizes.length, x.dim() - indices.size());
      return Tensor.empty(x.dtype(), all);
    }
    return x.get(within(x, indices).toArray(new Tensor[0]));
  }

  /// Values added at the positions where the mask holds.
  public static Tensor add(Tensor x, Tensor mask, List<Tensor> indices, Tensor values) {
    if (x.numel() == 0) {
      return x.clone();
    }
    Tensor counted = values.maskedFill(mask.logicalNot(), 0L);
    return x.indexPut(within(x, indices), counted, true);
  }

  private static List<Tensor> within(Tensor x, List<Tensor> indices) {
    if (indices.size() > x.dim()) {
      throw new GradusIndexException(
          "too many indices for tensor of dimension "
              + x.dim()
              + "\nThe tensor has sizes "
              + Sizes.text(x.layout().sizes())
              + ", the indices are "
              + indices.size()
              + ".");
    }
    List<Tensor> all = new ArrayList<>();
    for (int d = 0; d < indices.size(); d++) {
      Tensor index = indices.get(d);
      if (index.dtype() != DType.INT64 && index.dtype() != DType.INT32) {
        throw new GradusIndexException(
            "tensors used as indices must be long or int tensors\nIndex "
                + d
                + " has dtype "
                + index.dtype()
                + ".");
      }
      long size = x.size(d);
      all.add(index.clamp(-size, size - 1));
    }
    return all;
  }
}
