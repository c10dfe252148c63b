package dev.gradus;

import dev.gradus.op.index.MaskedIndex;
import dev.gradus.op.view.ChunkCat;
import java.util.List;

/// What other functions are made of, among the statics of [Gradus].
abstract sealed class Blocks extends Recurrent permits Attentions {
  /// The elements at positions where a mask holds, else `fill`; positions out of range are allowed
  /// where it does not. **Shape**: indices and mask broadcast. **Gradient**: g added up at the
  /// positions where the mask holds. **Source**: torch.ops.aten.\_unsafe\_masked\_index.
  public static Tensor unsafeMaskedIndex(
      Tensor input, Tensor mask, List<Tensor> indices, double fill) {
    return MaskedIndex.read(input, indices).maskedFill(mask.logicalNot(), fill);
  }

  /// As [#unsafeMaskedIndex(Tensor, Tensor, List, double)] with a whole number.
  public static Tensor unsafeMaskedIndex(
      Tensor input, Tensor mask, List<Tensor> indices, long fill) {
    return MaskedIndex.read(input, indices).maskedFill(mask.logicalNot(), fill);
  }

  /// As [#unsafeMaskedIndex(Tensor, Tensor, List, double)] with a complex number.
  public static Tensor unsafeMaskedIndex(
      Tensor input, Tensor mask, List<Tensor> indices, Complex fill) {
    return MaskedIndex.read(input, indices).maskedFill(mask.logicalNot(), fill);
  }

  /// Values added at positions where a mask holds; positions out of range are allowed where it does
  /// not. **Gradient**: g; g at the positions where the mask holds. **Source**:
  /// torch.ops.aten.\_unsafe\_masked\_index\_put\_accumulate.
  public static Tensor unsafeMaskedIndexPutAccumulate(
      Tensor input, Tensor mask, List<Tensor> indices, Tensor values) {
    return MaskedIndex.add(input, mask, indices, values);
  }

  /// Tensors cut into equally many chunks along a dimension, filled up with zeros, with the chunks
  /// of each number side by side. **Shape**: the sizes before the dimension, then `chunks`, then
  /// all that a chunk holds. **Gradient**: g of each element's place. **Errors**: empty tensors,
  /// other sizes before the dimension. **Source**: torch.ops.aten.\_chunk\_cat.
  public static Tensor chunkCat(List<Tensor> tensors, int dim, long chunks) {
    return ChunkCat.of(tensors, dim, chunks);
  }

  /// The gradient of a softmax along a dimension from its result: y · (g − Σ g · y). **Gradient**:
  /// that of the formula. **Source**: torch.ops.aten.\_softmax\_backward\_data.
  public static Tensor softmaxBackwardData(Tensor g, Tensor y, int dim) {
    Tensor product = g.mul(y);
    return product.sub(y.mul(product.sum(dim, true)));
  }
}
