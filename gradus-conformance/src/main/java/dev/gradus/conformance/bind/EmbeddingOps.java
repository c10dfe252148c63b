package dev.gradus.conformance.bind;

import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.SegmentOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import org.jspecify.annotations.Nullable;

/// Tables of vectors, and segments. Both embeddings were recorded with the table first.
final class EmbeddingOps {
  private static final String COMMON =
      "max_norm: number = None, norm_type: number = 2.0, scale_grad_by_freq: bool = False, ";

  private EmbeddingOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.embedding",
        "weight: tensor, input: tensor, padding_idx: int = None, "
            + COMMON
            + "sparse: bool = False",
        a ->
            Gradus.embedding(
                a.tensor("input"),
                a.tensor("weight"),
                new EmbeddingOptions(
                    longOrNull(a, "padding_idx"),
                    realOrNull(a, "max_norm"),
                    a.real("norm_type"),
                    a.flag("scale_grad_by_freq"),
                    a.flag("sparse"))));
    b.op(
        "nn.functional.embedding_bag",
        "weight: tensor, input: tensor, offsets: tensor = None, "
            + COMMON
            + "mode: str = 'mean', sparse: bool = False, per_sample_weights: tensor = None,"
            + " include_last_offset: bool = False, padding_idx: int = None",
        a ->
            Gradus.embeddingBag(
                a.tensor("input"),
                a.tensor("weight"),
                a.tensorOrNull("offsets"),
                new EmbeddingBagOptions(
                    EmbeddingBagOptions.Mode.of(a.text("mode")),
                    a.tensorOrNull("per_sample_weights"),
                    a.flag("include_last_offset"),
                    longOrNull(a, "padding_idx"),
                    realOrNull(a, "max_norm"),
                    a.real("norm_type"),
                    a.flag("scale_grad_by_freq"),
                    a.flag("sparse"))));
    b.op(
        "segment_reduce _segment_reduce",
        "data: tensor, reduce: str, lengths: tensor = None, indices: none = None,"
            + " offsets: tensor = None, axis: int = 0, unsafe: bool = False,"
            + " initial: number = None",
        a ->
            Gradus.segmentReduce(
                a.tensor("data"),
                a.text("reduce"),
                new SegmentOptions(
                    a.tensorOrNull("lengths"),
                    a.tensorOrNull("offsets"),
                    a.intValue("axis"),
                    a.flag("unsafe"),
                    realOrNull(a, "initial"))));
  }

  private static @Nullable Long longOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.longValue(name);
  }

  private static @Nullable Double realOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.real(name);
  }
}
