package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.nn.AlphaDropout;
import dev.gradus.nn.CELU;
import dev.gradus.nn.CosineSimilarity;
import dev.gradus.nn.Dropout;
import dev.gradus.nn.Dropout1d;
import dev.gradus.nn.Dropout2d;
import dev.gradus.nn.Dropout3d;
import dev.gradus.nn.ELU;
import dev.gradus.nn.FeatureAlphaDropout;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.Fold;
import dev.gradus.nn.GELU;
import dev.gradus.nn.GLU;
import dev.gradus.nn.Hardshrink;
import dev.gradus.nn.Hardsigmoid;
import dev.gradus.nn.Hardswish;
import dev.gradus.nn.Hardtanh;
import dev.gradus.nn.Identity;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LeakyReLU;
import dev.gradus.nn.LogSigmoid;
import dev.gradus.nn.LogSoftmax;
import dev.gradus.nn.Mish;
import dev.gradus.nn.PReLU;
import dev.gradus.nn.PairwiseDistance;
import dev.gradus.nn.RReLU;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.ReLU6;
import dev.gradus.nn.SELU;
import dev.gradus.nn.SiLU;
import dev.gradus.nn.Sigmoid;
import dev.gradus.nn.Softmax;
import dev.gradus.nn.Softmax2d;
import dev.gradus.nn.Softmin;
import dev.gradus.nn.Softplus;
import dev.gradus.nn.Softshrink;
import dev.gradus.nn.Softsign;
import dev.gradus.nn.Tanh;
import dev.gradus.nn.Tanhshrink;
import dev.gradus.nn.Threshold;
import dev.gradus.nn.Unflatten;
import dev.gradus.nn.Unfold;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Constructors of layers without parameters: activations, shapes, distances.
final class PlainLayerOps {
  // What overwrites its input is not compared in place: recorded inputs are leaves.
  private static final String INPLACE = "inplace: bool = False";

  private PlainLayerOps() {}

  static void bind(Bindings<Tensor> b) {
    plain(b);
    withNumbers(b);
    shapes(b);
    dropouts(b);
  }

  private static void dropouts(Bindings<Tensor> b) {
    dropout(b, "Dropout", Dropout::new);
    dropout(b, "Dropout1d", Dropout1d::new);
    dropout(b, "Dropout2d", Dropout2d::new);
    dropout(b, "Dropout3d", Dropout3d::new);
    dropout(b, "AlphaDropout", AlphaDropout::new);
    dropout(b, "FeatureAlphaDropout", FeatureAlphaDropout::new);
    b.op(
        "RReLU",
        "lower: number = 0.125, upper: number = 0.3333333333333333, " + INPLACE,
        a -> new RReLU(a.real("lower"), a.real("upper"), a.flag("inplace")));
  }

  private static void dropout(
      Bindings<Tensor> b, String name, BiFunction<Double, Boolean, Layer> layer) {
    b.op(name, "p: number = 0.5, " + INPLACE, a -> layer.apply(a.real("p"), a.flag("inplace")));
  }

  private static void plain(Bindings<Tensor> b) {
    none(b, "Sigmoid", Sigmoid::new);
    none(b, "Tanh", Tanh::new);
    none(b, "LogSigmoid", LogSigmoid::new);
    none(b, "Softsign", Softsign::new);
    none(b, "Tanhshrink", Tanhshrink::new);
    none(b, "Softmax2d", Softmax2d::new);
    inPlace(b, "ReLU", ReLU::new);
    inPlace(b, "ReLU6", ReLU6::new);
    inPlace(b, "SELU", SELU::new);
    inPlace(b, "SiLU", SiLU::new);
    inPlace(b, "Mish", Mish::new);
    inPlace(b, "Hardsigmoid", Hardsigmoid::new);
    inPlace(b, "Hardswish", Hardswish::new);
    dim(b, "Softmax", Softmax::new, Softmax::new);
    dim(b, "Softmin", Softmin::new, Softmin::new);
    dim(b, "LogSoftmax", LogSoftmax::new, LogSoftmax::new);
    b.op("Identity", "*args", a -> new Identity());
  }

  private static void none(Bindings<Tensor> b, String name, Supplier<Layer> layer) {
    b.op(name, "", _ -> layer.get());
  }

  private static void inPlace(Bindings<Tensor> b, String name, Function<Boolean, Layer> layer) {
    b.op(name, INPLACE, a -> layer.apply(a.flag("inplace")));
  }

  private static void dim(
      Bindings<Tensor> b, String name, Supplier<Layer> usual, Function<Integer, Layer> layer) {
    b.op(
        name,
        "dim: int = None",
        a -> a.isNone("dim") ? usual.get() : layer.apply(a.intValue("dim")));
  }

  private static void withNumbers(Bindings<Tensor> b) {
    b.op("GLU", "dim: int = -1", a -> new GLU(a.intValue("dim")));
    b.op("GELU", "approximate: str = 'none'", a -> new GELU(a.text("approximate").equals("tanh")));
    b.op(
        "PReLU",
        "num_parameters: int = 1, init: number = 0.25",
        a -> new PReLU(a.longValue("num_parameters"), a.real("init")));
    b.op(
        "LeakyReLU",
        "negative_slope: number = 0.01, " + INPLACE,
        a -> new LeakyReLU(a.real("negative_slope"), a.flag("inplace")));
    b.op(
        "ELU", "alpha: number = 1.0, " + INPLACE, a -> new ELU(a.real("alpha"), a.flag("inplace")));
    b.op(
        "CELU",
        "alpha: number = 1.0, " + INPLACE,
        a -> new CELU(a.real("alpha"), a.flag("inplace")));
    b.op("Hardshrink", "lambd: number = 0.5", a -> new Hardshrink(a.real("lambd")));
    b.op("Softshrink", "lambd: number = 0.5", a -> new Softshrink(a.real("lambd")));
    b.op(
        "Hardtanh",
        "min_val: number = -1.0, max_val: number = 1.0, " + INPLACE,
        a -> new Hardtanh(a.real("min_val"), a.real("max_val"), a.flag("inplace")));
    b.op(
        "Softplus",
        "beta: number = 1.0, threshold: number = 20.0",
        a -> new Softplus(a.real("beta"), a.real("threshold")));
    b.op(
        "Threshold",
        "threshold: number, value: number, " + INPLACE,
        a -> new Threshold(a.real("threshold"), a.real("value"), a.flag("inplace")));
  }

  private static void shapes(Bindings<Tensor> b) {
    b.op(
        "Flatten",
        "start_dim: int = 1, end_dim: int = -1",
        a -> new Flatten(a.intValue("start_dim"), a.intValue("end_dim")));
    b.op(
        "Unflatten",
        "dim: int, unflattened_size: ints",
        a -> new Unflatten(a.intValue("dim"), a.longs("unflattened_size")));
    String windows = "kernel_size: ints, dilation: ints = 1, padding: ints = 0, stride: ints = 1";
    b.op("Unfold", windows, a -> new Unfold(windows(a)));
    b.op(
        "Fold", "output_size: ints, " + windows, a -> new Fold(a.longs("output_size"), windows(a)));
    b.op(
        "CosineSimilarity",
        "dim: int = 1, eps: number = 1e-8",
        a -> new CosineSimilarity(a.intValue("dim"), a.real("eps")));
    b.op(
        "PairwiseDistance",
        "p: number = 2.0, eps: number = 1e-6, keepdim: bool = False",
        a -> new PairwiseDistance(a.real("p"), a.real("eps"), a.flag("keepdim")));
  }

  private static UnfoldOptions windows(Arguments<Tensor> a) {
    return UnfoldOptions.kernel(a.longs("kernel_size"))
        .withDilation(a.longs("dilation"))
        .withPadding(a.longs("padding"))
        .withStride(a.longs("stride"));
  }
}
