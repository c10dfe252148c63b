package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.dtype.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Views, joins and casts: what moves elements and computes nothing, so that complex tensors do it
/// too.
final class ShapeOps {
  private ShapeOps() {}

  static void bind(Bindings<Tensor> b) {
    sizes(b);
    dims(b);
    parts(b);
    joins(b);
    casts(b);
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static void sizes(Bindings<Tensor> b) {
    op(b, "reshape", "input, *shape: int", a -> x(a).reshape(a.longs("shape")));
    op(b, "view", "input, *shape: int", a -> x(a).view(a.longs("shape")));
    op(b, "reshape_as", "input, other", a -> x(a).reshape(a.tensor("other").shape()));
    op(b, "view_as", "input, other", a -> x(a).view(a.tensor("other").shape()));
    op(b, "expand broadcast_to", "input, *size: int", a -> x(a).expand(a.longs("size")));
    op(b, "expand_as", "input, other", a -> x(a).expandAs(a.tensor("other")));
    op(
        b,
        "flatten",
        "input, start_dim: int = 0, end_dim: int = -1",
        a -> x(a).flatten(a.intValue("start_dim"), a.intValue("end_dim")));
    op(b, "ravel", "input", a -> x(a).ravel());
    // Where a view shows an element twice its gradients are added, which complex ones cannot be
    // yet.
    b.op(
        "as_strided",
        "input: tensor, size: ints, stride: ints, storage_offset: int = 0",
        a -> x(a).asStrided(a.longs("size"), a.longs("stride"), a.longValue("storage_offset")));
  }

  private static void dims(Bindings<Tensor> b) {
    op(b, "t", "input", a -> x(a).t());
    op(b, "mT", "input", a -> x(a).mT());
    op(
        b,
        "transpose swapaxes swapdims",
        "input, dim0: int, dim1: int",
        a -> x(a).transpose(a.intValue("dim0"), a.intValue("dim1")));
    op(b, "permute", "input, *dims: int", a -> x(a).permute(a.ints("dims")));
    op(b, "squeeze", "input", a -> x(a).squeeze());
    op(b, "squeeze", "input, dim: int", a -> x(a).squeeze(a.intValue("dim")));
    op(b, "squeeze", "input, dim: ints", a -> x(a).squeeze(a.ints("dim")));
    op(b, "unsqueeze", "input, dim: int", a -> x(a).unsqueeze(a.intValue("dim")));
  }

  private static void parts(Bindings<Tensor> b) {
    op(
        b,
        "select",
        "input, dim: int, index: int",
        a -> x(a).select(a.intValue("dim"), a.longValue("index")));
    op(
        b,
        "narrow",
        "input, dim: int, start: int, length: int",
        a -> x(a).narrow(a.intValue("dim"), a.longValue("start"), a.longValue("length")));
    op(
        b,
        "slice",
        "input, dim: int = 0, start: int = None, end: int = None, step: int = 1",
        a ->
            x(a).slice(
                    a.intValue("dim"),
                    longOrNull(a, "start"),
                    longOrNull(a, "end"),
                    a.longValue("step")));
    op(b, "unbind", "input, dim: int = 0", a -> List.of(x(a).unbind(a.intValue("dim"))));
    op(
        b,
        "split",
        "input, split_size: int, dim: int = 0",
        a -> List.of(x(a).split(a.longValue("split_size"), a.intValue("dim"))));
    op(
        b,
        "chunk",
        "input, chunks: int, dim: int = 0",
        a -> List.of(x(a).chunk(a.intValue("chunks"), a.intValue("dim"))));
  }

  private static void joins(Bindings<Tensor> b) {
    op(
        b,
        "cat concat concatenate",
        "tensors: tensors, dim: int = 0",
        a -> Gradus.cat(a.tensors("tensors"), a.intValue("dim")));
    op(
        b,
        "stack",
        "tensors: tensors, dim: int = 0",
        a -> Gradus.stack(a.tensors("tensors"), a.intValue("dim")));
  }

  private static void casts(Bindings<Tensor> b) {
    cast(b, "bool", DType.BOOL);
    cast(b, "byte", DType.UINT8);
    cast(b, "char", DType.INT8);
    cast(b, "short", DType.INT16);
    cast(b, "int", DType.INT32);
    cast(b, "long", DType.INT64);
    cast(b, "half", DType.FLOAT16);
    cast(b, "bfloat16", DType.BFLOAT16);
    cast(b, "float", DType.FLOAT32);
    cast(b, "double", DType.FLOAT64);
    cast(b, "cfloat", DType.COMPLEX64);
    cast(b, "cdouble", DType.COMPLEX128);
    op(b, "contiguous", "input", a -> x(a).contiguous());
    op(b, "clone", "input", a -> x(a).clone());
  }

  private static void cast(Bindings<Tensor> b, String name, DType dtype) {
    op(b, name, "input", a -> x(a).to(dtype));
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }

  private static @Nullable Long longOrNull(Arguments<Tensor> a, String name) {
    return a.value(name) instanceof Value.Int(long number) ? number : null;
  }
}
