package dev.gradus.conformance.bind;

import dev.gradus.ConvOptions;
import dev.gradus.ConvTransposeOptions;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.LocalResponseOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.BatchNorm2d;
import dev.gradus.nn.BatchNorm3d;
import dev.gradus.nn.BatchNormSettings;
import dev.gradus.nn.Bilinear;
import dev.gradus.nn.Conv1d;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.Conv3d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.ConvTranspose1d;
import dev.gradus.nn.ConvTranspose2d;
import dev.gradus.nn.ConvTranspose3d;
import dev.gradus.nn.ConvTransposeSettings;
import dev.gradus.nn.CrossMapLRN2d;
import dev.gradus.nn.Embedding;
import dev.gradus.nn.EmbeddingBag;
import dev.gradus.nn.GroupNorm;
import dev.gradus.nn.InstanceNorm1d;
import dev.gradus.nn.InstanceNorm2d;
import dev.gradus.nn.InstanceNorm3d;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerNorm;
import dev.gradus.nn.LayerNormSettings;
import dev.gradus.nn.Linear;
import dev.gradus.nn.LocalResponseNorm;
import dev.gradus.nn.PaddingMode;
import dev.gradus.nn.RMSNorm;

/// Constructors of layers with parameters, and of normalisations.
final class LayerOps {
  static final String CONV_MORE =
      ", dilation: ints = 1, groups: int = 1, bias: bool = True, padding_mode: str = 'zeros'";
  static final String TRANSPOSED_MORE =
      "stride: ints = 1, padding: ints = 0, output_padding: ints = 0, groups: int = 1, bias: bool ="
          + " True, dilation: ints = 1";

  private LayerOps() {}

  static void bind(Bindings<Tensor> b) {
    linear(b);
    convolutions(b);
    batches(b);
    normalisations(b);
    embeddings(b);
    LazyLayerOps.bind(b);
    PlainLayerOps.bind(b);
    PoolLayerOps.bind(b);
    LossLayerOps.bind(b);
    SequenceLayerOps.bind(b);
  }

  private static void linear(Bindings<Tensor> b) {
    b.op(
        "Linear",
        "in_features: int, out_features: int, bias: bool = True",
        a -> new Linear(a.longValue("in_features"), a.longValue("out_features"), a.flag("bias")));
    b.op(
        "Bilinear",
        "in1_features: int, in2_features: int, out_features: int, bias: bool = True",
        a ->
            new Bilinear(
                a.longValue("in1_features"),
                a.longValue("in2_features"),
                a.longValue("out_features"),
                a.flag("bias")));
  }

  // --- Convolutions ---

  private interface Conv<S> {
    Layer of(long in, long out, long[] kernel, S settings);
  }

  private static void convolutions(Bindings<Tensor> b) {
    conv(b, "Conv1d", (in, out, k, s) -> new Conv1d(in, out, k[0], s));
    conv(b, "Conv2d", Conv2d::new);
    conv(b, "Conv3d", Conv3d::new);
    transposed(b, "ConvTranspose1d", (in, out, k, s) -> new ConvTranspose1d(in, out, k[0], s));
    transposed(b, "ConvTranspose2d", ConvTranspose2d::new);
    transposed(b, "ConvTranspose3d", ConvTranspose3d::new);
  }

  private static void conv(Bindings<Tensor> b, String name, Conv<ConvSettings> layer) {
    String before = "in_channels: int, out_channels: int, kernel_size: ints, stride: ints = 1, ";
    b.op(
        name,
        before + "padding: ints = 0" + CONV_MORE,
        a -> conv(a, layer, options(a).withPadding(a.longs("padding"))));
    b.op(
        name,
        before + "padding: str" + CONV_MORE,
        a -> conv(a, layer, options(a).withPadding(a.text("padding"))));
  }

  static ConvOptions options(Arguments<Tensor> a) {
    return ConvOptions.stride(a.longs("stride"))
        .withDilation(a.longs("dilation"))
        .withGroups(a.longValue("groups"));
  }

  private static Layer conv(Arguments<Tensor> a, Conv<ConvSettings> layer, ConvOptions options) {
    PaddingMode mode = PaddingMode.of(a.text("padding_mode"));
    return layer.of(
        a.longValue("in_channels"),
        a.longValue("out_channels"),
        a.longs("kernel_size"),
        new ConvSettings(options, a.flag("bias"), mode));
  }

  private static void transposed(
      Bindings<Tensor> b, String name, Conv<ConvTransposeSettings> layer) {
    b.op(
        name,
        "in_channels: int, out_channels: int, kernel_size: ints, " + TRANSPOSED_MORE,
        a ->
            layer.of(
                a.longValue("in_channels"),
                a.longValue("out_channels"),
                a.longs("kernel_size"),
                new ConvTransposeSettings(transposedOptions(a), a.flag("bias"))));
  }

  static ConvTransposeOptions transposedOptions(Arguments<Tensor> a) {
    return new ConvTransposeOptions(
        a.longs("stride"),
        a.longs("padding"),
        a.longs("output_padding"),
        a.longValue("groups"),
        a.longs("dilation"));
  }

  // --- Normalisations ---

  private interface Norm {
    Layer of(long features, BatchNormSettings settings);
  }

  private static void batches(Bindings<Tensor> b) {
    running(b, "BatchNorm1d", true, BatchNorm1d::new);
    running(b, "BatchNorm2d", true, BatchNorm2d::new);
    running(b, "BatchNorm3d", true, BatchNorm3d::new);
    running(b, "InstanceNorm1d", false, InstanceNorm1d::new);
    running(b, "InstanceNorm2d", false, InstanceNorm2d::new);
    running(b, "InstanceNorm3d", false, InstanceNorm3d::new);
  }

  private static void running(Bindings<Tensor> b, String name, boolean usual, Norm layer) {
    String flag = usual ? "True" : "False";
    b.op(
        name,
        "num_features: int, " + running(flag),
        a -> layer.of(a.longValue("num_features"), settings(a)));
  }

  static String running(String flag) {
    return "eps: number = 1e-5, momentum = 0.1, affine: bool = "
        + flag
        + ", track_running_stats: bool = "
        + flag
        + ", bias: bool = True";
  }

  static BatchNormSettings settings(Arguments<Tensor> a) {
    return new BatchNormSettings(
        a.real("eps"),
        a.isNone("momentum") ? null : a.real("momentum"),
        a.flag("affine"),
        a.flag("track_running_stats"),
        a.flag("bias"));
  }

  private static void normalisations(Bindings<Tensor> b) {
    b.op(
        "LayerNorm",
        "normalized_shape: ints, eps: number = 1e-5, elementwise_affine: bool = True, bias: bool ="
            + " True",
        a ->
            new LayerNorm(
                a.longs("normalized_shape"),
                new LayerNormSettings(
                    a.real("eps"), a.flag("elementwise_affine"), a.flag("bias"))));
    b.op(
        "RMSNorm",
        "normalized_shape: ints, eps = None, elementwise_affine: bool = True",
        a ->
            new RMSNorm(
                a.longs("normalized_shape"),
                a.isNone("eps") ? null : a.real("eps"),
                a.flag("elementwise_affine")));
    b.op(
        "GroupNorm",
        "num_groups: int, num_channels: int, eps: number = 1e-5, affine: bool = True, bias: bool ="
            + " True",
        a ->
            new GroupNorm(
                a.longValue("num_groups"),
                a.longValue("num_channels"),
                a.real("eps"),
                a.flag("affine"),
                a.flag("bias")));
    String lengths = "size: int, alpha: number = 1e-4, beta: number = 0.75, k: number = 1.0";
    b.op(
        "LocalResponseNorm", lengths, a -> new LocalResponseNorm(a.longValue("size"), response(a)));
    b.op("CrossMapLRN2d", lengths, a -> new CrossMapLRN2d(a.longValue("size"), response(a)));
  }

  private static LocalResponseOptions response(Arguments<Tensor> a) {
    return new LocalResponseOptions(a.real("alpha"), a.real("beta"), a.real("k"));
  }

  // --- Tables ---

  private static void embeddings(Bindings<Tensor> b) {
    b.op(
        "Embedding",
        "num_embeddings: int, embedding_dim: int, padding_idx: int = None, max_norm: number ="
            + " None, norm_type: number = 2.0, scale_grad_by_freq: bool = False, sparse: bool ="
            + " False",
        a ->
            new Embedding(
                a.longValue("num_embeddings"),
                a.longValue("embedding_dim"),
                new EmbeddingOptions(
                    a.isNone("padding_idx") ? null : a.longValue("padding_idx"),
                    a.isNone("max_norm") ? null : a.real("max_norm"),
                    a.real("norm_type"),
                    a.flag("scale_grad_by_freq"),
                    a.flag("sparse"))));
    b.op(
        "EmbeddingBag",
        "num_embeddings: int, embedding_dim: int, max_norm: number = None, norm_type: number ="
            + " 2.0, scale_grad_by_freq: bool = False, mode: str = 'mean', sparse: bool = False,"
            + " include_last_offset: bool = False, padding_idx: int = None",
        a ->
            new EmbeddingBag(
                a.longValue("num_embeddings"),
                a.longValue("embedding_dim"),
                new EmbeddingBagOptions(
                    EmbeddingBagOptions.Mode.of(a.text("mode")),
                    null,
                    a.flag("include_last_offset"),
                    a.isNone("padding_idx") ? null : a.longValue("padding_idx"),
                    a.isNone("max_norm") ? null : a.real("max_norm"),
                    a.real("norm_type"),
                    a.flag("scale_grad_by_freq"),
                    a.flag("sparse"))));
  }
}
