package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;
import java.util.List;

/// Reductions of all elements or along dimensions.
final class ReductionOps {
  private static final String DIMS = "input, dim: ints = None, keepdim: bool = False";
  private static final String DIM = "input, dim: int, keepdim: bool = False";

  private ReductionOps() {}

  /// A reduction over dimensions.
  @FunctionalInterface
  private interface OverDims {
    Tensor call(Tensor x, int[] dims, boolean keepdim);
  }

  /// A reduction of everything.
  @FunctionalInterface
  private interface Whole {
    Tensor call(Tensor x);
  }

  static void bind(Bindings<Tensor> b) {
    b.op("sum", DIMS + ", dtype: dtype = None", ReductionOps::sum);
    b.op("mean", DIMS + ", dtype: dtype = None", ReductionOps::mean);
    reduction(b, "all", Tensor::all, Tensor::all);
    reduction(b, "any", Tensor::any, Tensor::any);
    b.op("amax", DIMS, a -> x(a).amax(dims(a), a.flag("keepdim")));
    b.op("amin", DIMS, a -> x(a).amin(dims(a), a.flag("keepdim")));
    extremes(b);
    softmax(b);
  }

  private static Tensor sum(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    if (isWhole(a)) {
      return dtype == null ? x(a).sum() : x(a).sum(dtype);
    }
    return dtype == null
        ? x(a).sum(dims(a), a.flag("keepdim"))
        : x(a).sum(dims(a), a.flag("keepdim"), dtype);
  }

  private static Tensor mean(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    if (isWhole(a)) {
      return dtype == null ? x(a).mean() : x(a).mean(dtype);
    }
    return dtype == null
        ? x(a).mean(dims(a), a.flag("keepdim"))
        : x(a).mean(dims(a), a.flag("keepdim"), dtype);
  }

  private static void reduction(Bindings<Tensor> b, String names, Whole whole, OverDims overDims) {
    b.op(
        names,
        DIMS,
        a -> isWhole(a) ? whole.call(x(a)) : overDims.call(x(a), dims(a), a.flag("keepdim")));
  }

  private static void extremes(Bindings<Tensor> b) {
    b.op("max", "input", a -> x(a).max());
    b.op("max", DIM, a -> both(x(a).max(a.intValue("dim"), a.flag("keepdim"))));
    b.op("max", "input, other: tensor", a -> x(a).maximum(a.tensor("other")));
    b.op("min", "input", a -> x(a).min());
    b.op("min", DIM, a -> both(x(a).min(a.intValue("dim"), a.flag("keepdim"))));
    b.op("min", "input, other: tensor", a -> x(a).minimum(a.tensor("other")));
    b.op("argmax", "input, dim: int = None", a -> arg(a, Tensor::argmax, Tensor::argmax));
    b.op("argmax", DIM, a -> x(a).argmax(a.intValue("dim"), a.flag("keepdim")));
    b.op("argmin", "input, dim: int = None", a -> arg(a, Tensor::argmin, Tensor::argmin));
    b.op("argmin", DIM, a -> x(a).argmin(a.intValue("dim"), a.flag("keepdim")));
  }

  /// The place of an extreme along a dimension.
  @FunctionalInterface
  private interface AlongDim {
    Tensor call(Tensor x, int dim);
  }

  private static Tensor arg(Arguments<Tensor> a, Whole whole, AlongDim alongDim) {
    Integer dim = a.intOrNull("dim");
    return dim == null ? whole.call(x(a)) : alongDim.call(x(a), dim);
  }

  private static void softmax(Bindings<Tensor> b) {
    String signature = "input, dim: int, dtype: dtype = None";
    b.op(
        "softmax nn.functional.softmax special.softmax",
        signature,
        a -> cast(a).softmax(a.intValue("dim")));
    b.op(
        "log_softmax nn.functional.log_softmax special.log_softmax",
        signature,
        a -> cast(a).logSoftmax(a.intValue("dim")));
  }

  /// PyTorch casts before it computes.
  private static Tensor cast(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null ? x(a) : x(a).to(dtype);
  }

  private static List<Tensor> both(ValuesAndIndices result) {
    return List.of(result.values(), result.indices());
  }

  private static boolean isWhole(Arguments<Tensor> a) {
    return a.isNone("dim") && !a.flag("keepdim");
  }

  /// The dimensions; none for all of them.
  private static int[] dims(Arguments<Tensor> a) {
    return a.isNone("dim") ? new int[0] : a.ints("dim");
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
