package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import java.util.List;

/// What other functions are made of.
final class BlockOps {
  private BlockOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "_unsafe_masked_index",
        "input: tensor, mask: tensor, indices: tensors, fill: number",
        BlockOps::read);
    b.op(
        "_unsafe_masked_index_put_accumulate",
        "input: tensor, mask: tensor, indices: tensors, values: tensor",
        a ->
            Gradus.unsafeMaskedIndexPutAccumulate(
                a.tensor("input"), a.tensor("mask"), a.tensors("indices"), a.tensor("values")));
    b.op(
        "_chunk_cat",
        "tensors: tensors, dim: int, num_chunks: int",
        a -> Gradus.chunkCat(a.tensors("tensors"), a.intValue("dim"), a.longValue("num_chunks")));
    b.op(
        "_softmax_backward_data",
        "grad_output: tensor, output: tensor, dim: int, input_dtype: dtype",
        a ->
            Gradus.softmaxBackwardData(
                    a.tensor("grad_output"), a.tensor("output"), a.intValue("dim"))
                .to(a.dtype("input_dtype")));
  }

  private static Tensor read(Arguments<Tensor> a) {
    Tensor x = a.tensor("input");
    Tensor mask = a.tensor("mask");
    List<Tensor> indices = a.tensors("indices");
    return switch (a.number("fill")) {
      case Complex fill -> Gradus.unsafeMaskedIndex(x, mask, indices, fill);
      case Double fill -> Gradus.unsafeMaskedIndex(x, mask, indices, fill);
      case Long fill -> Gradus.unsafeMaskedIndex(x, mask, indices, fill);
      case Object flag -> Gradus.unsafeMaskedIndex(x, mask, indices, flag.equals(true) ? 1 : 0);
    };
  }
}
