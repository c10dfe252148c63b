package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Views in memory of their own, and copies with a part replaced.
final class CopyingOps {
  private static final String STRIDED = "size: ints, stride: ints, storage_offset: int = 0";
  private static final String DIAGONAL = "offset: int = 0, dim1: int = 0, dim2: int = 1";
  private static final String SLICE =
      "dim: int = 0, start: int = None, end: int = None, step: int = 1";

  private CopyingOps() {}

  static void bind(Bindings<Tensor> b) {
    copies(b);
    parts(b);
    scatters(b);
  }

  private static void op(Bindings<Tensor> b, String name, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, name, "input, " + signature, call);
  }

  // Their gradients add, which complex tensors do not do yet.
  private static void real(Bindings<Tensor> b, String name, String signature, Call<Tensor> call) {
    b.op(name, "input, " + signature, call);
  }

  private static void copies(Bindings<Tensor> b) {
    op(b, "alias_copy", "", a -> x(a).aliasCopy());
    op(b, "t_copy", "", a -> x(a).tCopy());
    op(b, "view_copy", "size: ints", a -> x(a).viewCopy(a.longs("size")));
    op(b, "expand_copy", "size: ints", a -> x(a).expandCopy(a.longs("size")));
    op(b, "permute_copy", "dims: ints", a -> x(a).permuteCopy(a.ints("dims")));
    op(b, "squeeze_copy", "", a -> x(a).squeezeCopy());
    op(b, "squeeze_copy", "dim: int", a -> x(a).squeezeCopy(a.intValue("dim")));
    op(b, "squeeze_copy", "dim: ints", a -> x(a).squeezeCopy(a.ints("dim")));
    op(b, "unsqueeze_copy", "dim: int", a -> x(a).unsqueezeCopy(a.intValue("dim")));
    op(
        b,
        "transpose_copy",
        "dim0: int, dim1: int",
        a -> x(a).transposeCopy(a.intValue("dim0"), a.intValue("dim1")));
  }

  private static void parts(Bindings<Tensor> b) {
    real(
        b,
        "as_strided_copy",
        STRIDED,
        a -> x(a).asStridedCopy(a.longs("size"), a.longs("stride"), a.longValue("storage_offset")));
    op(
        b,
        "diagonal_copy",
        DIAGONAL,
        a -> x(a).diagonalCopy(a.longValue("offset"), a.intValue("dim1"), a.intValue("dim2")));
    real(
        b,
        "unfold_copy",
        "dimension: int, size: int, step: int",
        a -> x(a).unfoldCopy(a.intValue("dimension"), a.longValue("size"), a.longValue("step")));
    op(
        b,
        "select_copy",
        "dim: int, index: int",
        a -> x(a).selectCopy(a.intValue("dim"), a.longValue("index")));
    op(
        b,
        "slice_copy",
        SLICE,
        a ->
            x(a).sliceCopy(
                    a.intValue("dim"), bound(a, "start"), bound(a, "end"), a.longValue("step")));
    op(
        b,
        "narrow_copy",
        "dim: int, start: int, length: int",
        a -> x(a).narrowCopy(a.intValue("dim"), a.longValue("start"), a.longValue("length")));
    op(b, "unbind_copy", "dim: int = 0", a -> List.of(x(a).unbindCopy(a.intValue("dim"))));
    op(
        b,
        "split_with_sizes_copy",
        "split_sizes: ints, dim: int = 0",
        a -> List.of(x(a).splitWithSizesCopy(a.longs("split_sizes"), a.intValue("dim"))));
  }

  private static void scatters(Bindings<Tensor> b) {
    op(
        b,
        "select_scatter",
        "src: tensor, dim: int, index: int",
        a -> x(a).selectScatter(a.tensor("src"), a.intValue("dim"), a.longValue("index")));
    op(
        b,
        "slice_scatter",
        "src: tensor, " + SLICE,
        a ->
            x(a).sliceScatter(
                    a.tensor("src"),
                    a.intValue("dim"),
                    bound(a, "start"),
                    bound(a, "end"),
                    a.longValue("step")));
    op(
        b,
        "diagonal_scatter",
        "src: tensor, " + DIAGONAL,
        a ->
            x(a).diagonalScatter(
                    a.tensor("src"),
                    a.longValue("offset"),
                    a.intValue("dim1"),
                    a.intValue("dim2")));
    real(
        b,
        "as_strided_scatter",
        "src: tensor, " + STRIDED,
        a ->
            x(a).asStridedScatter(
                    a.tensor("src"),
                    a.longs("size"),
                    a.longs("stride"),
                    a.longValue("storage_offset")));
  }

  private static @Nullable Long bound(Arguments<Tensor> a, String name) {
    return a.value(name) instanceof Value.Int(long number) ? number : null;
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
