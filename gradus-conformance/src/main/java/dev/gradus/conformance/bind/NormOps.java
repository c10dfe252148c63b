package dev.gradus.conformance.bind;

import dev.gradus.BatchNormOptions;
import dev.gradus.Gradus;
import dev.gradus.LocalResponseOptions;
import dev.gradus.NormOptions;
import dev.gradus.NormResult;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Normalisation.
final class NormOps {
  private static final String ALL =
      "input: tensor, weight: tensor = None, bias: tensor = None, running_mean: tensor = None,"
          + " running_var: tensor = None,";

  private NormOps() {}

  static void bind(Bindings<Tensor> b) {
    batch(b);
    nativeBatch(b);
    layer(b);
    group(b);
    lengths(b);
  }

  private static void batch(Bindings<Tensor> b) {
    b.op(
        "nn.functional.batch_norm",
        "input: tensor, running_mean: tensor = None, running_var: tensor = None,"
            + " weight: tensor = None, bias: tensor = None, training: bool = False,"
            + " momentum: number = 0.1, eps: number = 1e-05",
        a -> Gradus.batchNorm(x(a), mean(a), variance(a), options(a, a.flag("training"))));
    b.op(
        "batch_norm",
        ALL + " training: bool, momentum: number, eps: number, cudnn_enabled: bool",
        a -> Gradus.batchNorm(x(a), mean(a), variance(a), options(a, a.flag("training"))));
    b.op(
        "nn.functional.instance_norm",
        "input: tensor, running_mean: tensor = None, running_var: tensor = None,"
            + " weight: tensor = None, bias: tensor = None, use_input_stats: bool = True,"
            + " momentum: number = 0.1, eps: number = 1e-05",
        a ->
            Gradus.instanceNorm(x(a), mean(a), variance(a), options(a, a.flag("use_input_stats"))));
    b.op(
        "instance_norm",
        ALL + " use_input_stats: bool, momentum: number, eps: number, cudnn_enabled: bool",
        a ->
            Gradus.instanceNorm(x(a), mean(a), variance(a), options(a, a.flag("use_input_stats"))));
  }

  private static void nativeBatch(Bindings<Tensor> b) {
    String numbers = " momentum: number, eps: number";
    b.op(
        "native_batch_norm",
        ALL + " training: bool," + numbers,
        a ->
            list(
                Gradus.nativeBatchNorm(
                    x(a), mean(a), variance(a), options(a, a.flag("training")))));
    b.op(
        "_native_batch_norm_legit",
        ALL + " training: bool," + numbers,
        a ->
            list(
                Gradus.nativeBatchNormLegit(
                    x(a), mean(a), variance(a), options(a, a.flag("training")))));
    b.op(
        "_native_batch_norm_legit",
        "input: tensor, weight: tensor = None, bias: tensor = None, training: bool," + numbers,
        a -> list(Gradus.nativeBatchNormLegit(x(a), null, null, options(a, a.flag("training")))));
    b.op(
        "_batch_norm_with_update",
        ALL + numbers,
        a -> {
          NormResult y =
              Gradus.batchNormWithUpdate(
                  x(a), a.tensor("running_mean"), a.tensor("running_var"), options(a, true));
          Tensor reserve = Gradus.zeros(DType.UINT8, 0);
          return List.of(y.output(), y.mean(), y.rstd(), reserve);
        });
  }

  private static BatchNormOptions options(Arguments<Tensor> a, boolean training) {
    return new BatchNormOptions(
        a.tensorOrNull("weight"),
        a.tensorOrNull("bias"),
        training,
        a.real("momentum"),
        a.real("eps"));
  }

  private static void layer(Bindings<Tensor> b) {
    b.op(
        "nn.functional.layer_norm layer_norm",
        "input: tensor, normalized_shape: ints, weight: tensor = None, bias: tensor = None,"
            + " eps: number = 1e-05",
        a -> Gradus.layerNorm(x(a), a.longs("normalized_shape"), options(a)));
    b.op(
        "native_layer_norm",
        "input: tensor, normalized_shape: ints, weight: tensor = None,"
            + " bias: tensor = None, eps: number",
        a -> list(Gradus.nativeLayerNorm(x(a), a.longs("normalized_shape"), options(a))));
    b.op(
        "nn.functional.rms_norm rms_norm",
        "input: tensor, normalized_shape: ints, weight: tensor = None, eps: number = None",
        a ->
            Gradus.rmsNorm(
                x(a),
                a.longs("normalized_shape"),
                a.tensorOrNull("weight"),
                a.isNone("eps") ? null : a.real("eps")));
  }

  private static void group(Bindings<Tensor> b) {
    b.op(
        "nn.functional.group_norm group_norm",
        "input: tensor, num_groups: int, weight: tensor = None, bias: tensor = None,"
            + " eps: number = 1e-05",
        a -> Gradus.groupNorm(x(a), a.longValue("num_groups"), options(a)));
    b.op(
        "native_group_norm",
        "input: tensor, weight: tensor = None, bias: tensor = None, N: int, C: int, HxW: int, group: int,"
            + " eps: number",
        a ->
            list(
                Gradus.nativeGroupNorm(
                    x(a),
                    new long[] {a.longValue("N"), a.longValue("C"), a.longValue("HxW")},
                    a.longValue("group"),
                    options(a))));
  }

  private static NormOptions options(Arguments<Tensor> a) {
    return new NormOptions(a.tensorOrNull("weight"), a.tensorOrNull("bias"), a.real("eps"));
  }

  private static void lengths(Bindings<Tensor> b) {
    b.op(
        "nn.functional.local_response_norm",
        "input: tensor, size: int, alpha: number = 0.0001, beta: number = 0.75, k: number = 1.0",
        a ->
            Gradus.localResponseNorm(
                x(a),
                a.longValue("size"),
                new LocalResponseOptions(a.real("alpha"), a.real("beta"), a.real("k"))));
    b.op(
        "nn.functional.normalize",
        "input: tensor, p: number = 2.0, dim: int = 1, eps: number = 1e-12",
        a -> Gradus.normalize(x(a), a.real("p"), a.intValue("dim"), a.real("eps")));
    b.op(
        "_weight_norm",
        "v: tensor, g: tensor, dim: int = 0",
        a -> Gradus.weightNorm(a.tensor("v"), a.tensor("g"), a.intValue("dim")));
    b.op(
        "norm_except_dim",
        "v: tensor, pow: number = 2, dim: int = 0",
        a -> Gradus.normExceptDim(a.tensor("v"), a.real("pow"), a.intValue("dim")));
  }

  private static List<Tensor> list(NormResult y) {
    return List.of(y.output(), y.mean(), y.rstd());
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }

  private static @Nullable Tensor mean(Arguments<Tensor> a) {
    return a.tensorOrNull("running_mean");
  }

  private static @Nullable Tensor variance(Arguments<Tensor> a) {
    return a.tensorOrNull("running_var");
  }
}
