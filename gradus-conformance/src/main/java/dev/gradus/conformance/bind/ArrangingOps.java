package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import java.util.List;
import java.util.function.UnaryOperator;

/// Further views, and copies of the elements in other places.
final class ArrangingOps {
  private ArrangingOps() {}

  static void bind(Bindings<Tensor> b) {
    dims(b);
    diagonals(b);
    places(b);
    splits(b);
    joins(b);
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static void dims(Bindings<Tensor> b) {
    op(
        b,
        "movedim moveaxis",
        "input, source: ints, destination: ints",
        a -> x(a).movedim(a.ints("source"), a.ints("destination")));
    op(
        b,
        "unflatten",
        "input, dim: int, sizes: ints",
        a -> x(a).unflatten(a.intValue("dim"), a.longs("sizes")));
    op(b, "T", "input", a -> x(a).T());
    b.op(Dtypes.ALL, "H", "input", a -> x(a).H());
    b.op(Dtypes.ALL, "mH adjoint", "input", a -> x(a).mH());
    op(b, "atleast_1d", "input", a -> x(a).atleast1d());
    op(b, "atleast_2d", "input", a -> x(a).atleast2d());
    op(b, "atleast_3d", "input", a -> x(a).atleast3d());
    each(b, "atleast_1d", Tensor::atleast1d);
    each(b, "atleast_2d", Tensor::atleast2d);
    each(b, "atleast_3d", Tensor::atleast3d);
    b.op(
        "unfold",
        "input, dimension: int, size: int, step: int",
        a -> x(a).unfold(a.intValue("dimension"), a.longValue("size"), a.longValue("step")));
  }

  private static void each(Bindings<Tensor> b, String name, UnaryOperator<Tensor> one) {
    op(b, name, "tensors: tensors", a -> a.tensors("tensors").stream().map(one).toList());
    op(b, name, "*tensors: tensor", a -> a.tensors("tensors").stream().map(one).toList());
  }

  private static void diagonals(Bindings<Tensor> b) {
    op(
        b,
        "diagonal",
        "input, offset: int = 0, dim1: int = 0, dim2: int = 1",
        a -> x(a).diagonal(a.longValue("offset"), a.intValue("dim1"), a.intValue("dim2")));
    op(
        b,
        "linalg.diagonal",
        "input, offset: int = 0, dim1: int = -2, dim2: int = -1",
        a -> x(a).diagonal(a.longValue("offset"), a.intValue("dim1"), a.intValue("dim2")));
    op(
        b,
        "diag_embed",
        "input, offset: int = 0, dim1: int = -2, dim2: int = -1",
        a -> x(a).diagEmbed(a.longValue("offset"), a.intValue("dim1"), a.intValue("dim2")));
    op(b, "diag", "input, diagonal: int = 0", a -> x(a).diag(a.longValue("diagonal")));
    op(b, "diagflat", "input, offset: int = 0", a -> x(a).diagflat(a.longValue("offset")));
    op(b, "tril", "input, diagonal: int = 0", a -> x(a).tril(a.longValue("diagonal")));
    op(b, "triu", "input, diagonal: int = 0", a -> x(a).triu(a.longValue("diagonal")));
    op(b, "block_diag", "*tensors: tensor", a -> Gradus.blockDiag(array(a)));
  }

  private static void places(Bindings<Tensor> b) {
    op(b, "repeat", "input, *repeats: int", a -> x(a).repeat(a.longs("repeats")));
    op(b, "tile", "input, *dims: int", a -> x(a).tile(a.longs("dims")));
    op(
        b,
        "repeat_interleave",
        "input, repeats: int, dim: int = None, output_size: int = None",
        ArrangingOps::repeatInterleave);
    op(
        b,
        "repeat_interleave",
        "input, repeats: tensor, dim: int = None, output_size: int = None",
        a ->
            a.isNone("dim")
                ? x(a).repeatInterleave(a.tensor("repeats"))
                : x(a).repeatInterleave(a.tensor("repeats"), a.intValue("dim")));
    op(b, "flip", "input, dims: ints", a -> x(a).flip(a.ints("dims")));
    op(b, "flip", "input, *dims: int", a -> x(a).flip(a.ints("dims")));
    op(b, "fliplr", "input", a -> x(a).fliplr());
    op(b, "flipud", "input", a -> x(a).flipud());
    op(
        b,
        "roll",
        "input, shifts: ints, dims: ints = []",
        a -> x(a).roll(a.longs("shifts"), a.ints("dims")));
    op(
        b,
        "rot90",
        "input, k: int = 1, dims: ints = [0, 1]",
        a -> x(a).rot90(a.intValue("k"), a.ints("dims")));
    op(
        b,
        "constant_pad_nd",
        "input, pad: ints, value: number = 0",
        a ->
            a.isComplex("value")
                ? x(a).constantPad(a.longs("pad"), a.complex("value"))
                : x(a).constantPad(a.longs("pad"), a.real("value")));
    op(
        b,
        "combinations",
        "input, r: int = 2, with_replacement: bool = False",
        a -> x(a).combinations(a.intValue("r"), a.flag("with_replacement")));
  }

  private static Tensor repeatInterleave(Arguments<Tensor> a) {
    long times = a.longValue("repeats");
    return a.isNone("dim")
        ? x(a).repeatInterleave(times)
        : x(a).repeatInterleave(times, a.intValue("dim"));
  }

  private static void splits(Bindings<Tensor> b) {
    op(
        b,
        "split_with_sizes split",
        "input, split_sizes: ints, dim: int = 0",
        a -> List.of(x(a).splitWithSizes(a.longs("split_sizes"), a.intValue("dim"))));
    op(
        b,
        "unsafe_split",
        "input, split_size: int, dim: int = 0",
        a -> List.of(x(a).unsafeSplit(a.longValue("split_size"), a.intValue("dim"))));
    op(
        b,
        "unsafe_chunk",
        "input, chunks: int, dim: int = 0",
        a -> List.of(x(a).unsafeChunk(a.intValue("chunks"), a.intValue("dim"))));
    b.op(
        "tensor_split",
        "input, sections: int, dim: int = 0",
        a -> List.of(x(a).tensorSplit(a.intValue("sections"), a.intValue("dim"))));
    b.op(
        "tensor_split",
        "input, indices: ints, dim: int = 0",
        a -> List.of(x(a).tensorSplit(a.longs("indices"), a.intValue("dim"))));
    b.op(
        "tensor_split",
        "input, indices: tensor, dim: int = 0",
        a -> List.of(x(a).tensorSplit(a.tensor("indices"), a.intValue("dim"))));
    b.op("hsplit", "input, sections: int", a -> List.of(x(a).hsplit(a.intValue("sections"))));
    b.op("hsplit", "input, indices: ints", a -> List.of(x(a).hsplit(a.longs("indices"))));
    b.op("vsplit", "input, sections: int", a -> List.of(x(a).vsplit(a.intValue("sections"))));
    b.op("vsplit", "input, indices: ints", a -> List.of(x(a).vsplit(a.longs("indices"))));
    b.op("dsplit", "input, sections: int", a -> List.of(x(a).dsplit(a.intValue("sections"))));
    b.op("dsplit", "input, indices: ints", a -> List.of(x(a).dsplit(a.longs("indices"))));
  }

  private static void joins(Bindings<Tensor> b) {
    String list = "tensors: tensors";
    op(b, "hstack", list, a -> Gradus.hstack(a.tensors("tensors")));
    op(b, "vstack row_stack", list, a -> Gradus.vstack(a.tensors("tensors")));
    op(b, "dstack", list, a -> Gradus.dstack(a.tensors("tensors")));
    op(b, "column_stack", list, a -> Gradus.columnStack(a.tensors("tensors")));
    op(
        b,
        "meshgrid",
        "*tensors: tensor, indexing: str = 'ij'",
        a -> List.of(Gradus.meshgrid(a.text("indexing"), array(a))));
    op(b, "broadcast_tensors", "*tensors: tensor", a -> List.of(Gradus.broadcastTensors(array(a))));
    op(b, "cartesian_prod", "*tensors: tensor", a -> Gradus.cartesianProd(array(a)));
  }

  private static Tensor[] array(Arguments<Tensor> a) {
    return a.tensors("tensors").toArray(new Tensor[0]);
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
