package dev.gradus.conformance.bind;

import dev.gradus.Distinct;
import dev.gradus.Linalg;
import dev.gradus.MinMax;
import dev.gradus.SpreadAndMean;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;

/// Further reductions, running values, and what sorting gives.
final class StatisticsOps {
  private static final String DIMS = "input, dim: ints = None, keepdim: bool = False";

  private StatisticsOps() {}

  static void bind(Bindings<Tensor> b) {
    products(b);
    spreads(b);
    norms(b);
    running(b);
    ordered(b);
    counted(b);
  }

  private static void products(Bindings<Tensor> b) {
    b.op("prod", "input, dtype: dtype = None", StatisticsOps::prod);
    b.op(
        "prod",
        "input, dim: int, keepdim: bool = False, dtype: dtype = None",
        StatisticsOps::prodAlong);
    b.op("nansum", DIMS, a -> x(a).nansum(dims(a), a.flag("keepdim")));
    b.op("nanmean", DIMS, a -> x(a).nanmean(dims(a), a.flag("keepdim")));
    b.op("count_nonzero", "input, dim: ints = None", a -> x(a).countNonzero(dims(a)));
    b.op(
        "logsumexp special.logsumexp",
        "input, dim: ints, keepdim: bool = False",
        a -> x(a).logsumexp(dims(a), a.flag("keepdim")));
    b.op("aminmax", "input", a -> both(x(a).aminmax()));
    b.op(
        "aminmax",
        "input, dim: int, keepdim: bool = False",
        a -> both(x(a).aminmax(a.intValue("dim"), a.flag("keepdim"))));
  }

  private static Tensor prod(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null ? x(a).prod() : x(a).prod(dtype);
  }

  private static Tensor prodAlong(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    int dim = a.intValue("dim");
    boolean keepdim = a.flag("keepdim");
    return dtype == null ? x(a).prod(dim, keepdim) : x(a).prod(dim, keepdim, dtype);
  }

  /// A variance over dimensions.
  @FunctionalInterface
  private interface Spread {
    Object of(Tensor x, int[] dims, double correction, boolean keepdim);
  }

  private static void spreads(Bindings<Tensor> b) {
    spread(b, "var", Tensor::var);
    spread(b, "std", Tensor::std);
    spread(b, "var_mean", (x, d, c, keep) -> both(x.varMean(d, c, keep)));
    spread(b, "std_mean", (x, d, c, keep) -> both(x.stdMean(d, c, keep)));
  }

  private static void spread(Bindings<Tensor> b, String name, Spread spread) {
    b.op(
        name,
        "input, unbiased: bool",
        a -> spread.of(x(a), new int[0], a.flag("unbiased") ? 1 : 0, false));
    b.op(
        name,
        "input, dim: ints, unbiased: bool, keepdim: bool = False",
        a -> spread.of(x(a), dims(a), a.flag("unbiased") ? 1 : 0, a.flag("keepdim")));
    b.op(
        name,
        "input, dim: ints = None, correction: number = None, keepdim: bool = False",
        a ->
            spread.of(
                x(a),
                dims(a),
                a.isNone("correction") ? 1 : a.real("correction"),
                a.flag("keepdim")));
  }

  private static void norms(Bindings<Tensor> b) {
    b.op(
        "norm",
        "input, p: number = 2, dim: ints = None, keepdim: bool = False, dtype: dtype = None",
        a ->
            Linalg.vectorNorm(
                x(a), a.real("p"), dims(a), a.flag("keepdim"), a.dtypeOrNull("dtype")));
    b.op(
        "norm",
        "input, p: str, dim: ints = None, keepdim: bool = False",
        a -> x(a).norm(a.text("p"), a.isNone("dim") ? null : a.ints("dim"), a.flag("keepdim")));
    b.op(
        "linalg.vector_norm",
        "input, ord: number = 2, dim: ints = None, keepdim: bool = False, dtype: dtype = None",
        a ->
            Linalg.vectorNorm(
                x(a), a.real("ord"), dims(a), a.flag("keepdim"), a.dtypeOrNull("dtype")));
  }

  private static void running(Bindings<Tensor> b) {
    String signature = "input, dim: int, dtype: dtype = None";
    b.op(
        "cumsum",
        signature,
        a ->
            a.isNone("dtype")
                ? x(a).cumsum(a.intValue("dim"))
                : x(a).cumsum(a.intValue("dim"), a.dtype("dtype")));
    b.op(
        "cumprod",
        signature,
        a ->
            a.isNone("dtype")
                ? x(a).cumprod(a.intValue("dim"))
                : x(a).cumprod(a.intValue("dim"), a.dtype("dtype")));
    b.op("logcumsumexp", "input, dim: int", a -> x(a).logcumsumexp(a.intValue("dim")));
    b.op("cummax", "input, dim: int", a -> both(x(a).cummax(a.intValue("dim"))));
    b.op("cummin", "input, dim: int", a -> both(x(a).cummin(a.intValue("dim"))));
  }

  private static void ordered(Bindings<Tensor> b) {
    String plain = "input, dim: int = -1, descending: bool = False";
    b.op("sort", plain, a -> both(x(a).sort(a.intValue("dim"), a.flag("descending"))));
    b.op(
        "sort",
        "input, stable: bool, dim: int = -1, descending: bool = False",
        a -> both(x(a).sort(a.intValue("dim"), a.flag("descending"), a.flag("stable"))));
    b.op(
        "argsort",
        plain + ", stable: bool = False",
        a -> x(a).argsort(a.intValue("dim"), a.flag("descending")));
    b.op("msort", "input", a -> x(a).msort());
    b.op(
        "topk",
        "input, k: int, dim: int = -1, largest: bool = True, sorted: bool = True",
        a -> both(x(a).topk(a.longValue("k"), a.intValue("dim"), a.flag("largest"))));
    b.op(
        "kthvalue",
        "input, k: int, dim: int = -1, keepdim: bool = False",
        a -> both(x(a).kthvalue(a.longValue("k"), a.intValue("dim"), a.flag("keepdim"))));
    b.op(
        "mode",
        "input, dim: int = -1, keepdim: bool = False",
        a -> both(x(a).mode(a.intValue("dim"), a.flag("keepdim"))));
    b.op("median", "input", a -> x(a).median());
    b.op("nanmedian", "input", a -> x(a).nanmedian());
    b.op(
        "diff",
        "input, n: int = 1, dim: int = -1, prepend: none = None, append: none = None",
        a -> x(a).diff(a.intValue("n"), a.intValue("dim")));
    b.op(
        "median",
        "input, dim: int, keepdim: bool = False",
        a -> both(x(a).median(a.intValue("dim"), a.flag("keepdim"))));
    b.op(
        "nanmedian",
        "input, dim: int, keepdim: bool = False",
        a -> both(x(a).nanmedian(a.intValue("dim"), a.flag("keepdim"))));
  }

  private static void counted(Bindings<Tensor> b) {
    String wanted = "return_inverse: bool = False, return_counts: bool = False";
    b.op(
        "unique",
        "input, sorted: bool = True, " + wanted + ", dim: none = None",
        a -> found(a, x(a).unique()));
    b.op(
        "unique",
        "input, sorted: bool = True, " + wanted + ", dim: int = None",
        a -> found(a, x(a).unique(a.intValue("dim"))));
    b.op(
        "unique_consecutive",
        "input, " + wanted + ", dim: none = None",
        a -> found(a, x(a).uniqueConsecutive()));
    b.op(
        "unique_consecutive",
        "input, " + wanted + ", dim: int = None",
        a -> found(a, x(a).uniqueConsecutive(a.intValue("dim"))));
    b.op(
        "bincount",
        "input, weights: tensor = None, minlength: int = 0",
        a ->
            x(a).bincount(
                    a.isNone("weights") ? null : a.tensor("weights"), a.longValue("minlength")));
  }

  /// The parts of the result that the call asks for.
  private static List<Tensor> found(Arguments<Tensor> a, Distinct result) {
    List<Tensor> parts = new ArrayList<>(List.of(result.values()));
    if (a.flag("return_inverse")) {
      parts.add(result.inverse());
    }
    if (a.flag("return_counts")) {
      parts.add(result.counts());
    }
    return parts;
  }

  private static List<Tensor> both(ValuesAndIndices result) {
    return List.of(result.values(), result.indices());
  }

  private static List<Tensor> both(MinMax result) {
    return List.of(result.min(), result.max());
  }

  private static List<Tensor> both(SpreadAndMean result) {
    return List.of(result.spread(), result.mean());
  }

  /// The dimensions; none for all of them.
  private static int[] dims(Arguments<Tensor> a) {
    return a.isNone("dim") ? new int[0] : a.ints("dim");
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
