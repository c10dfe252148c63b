package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.dtype.DType;
import java.util.stream.Stream;

/// Tensors out of nothing.
final class CreationOps {
  private CreationOps() {}

  static void bind(Bindings<Tensor> b) {
    constants(b);
    likes(b);
    ranges(b);
    eye(b);
  }

  private static void constants(Bindings<Tensor> b) {
    b.op(Dtypes.ALL, "zeros", "*size: int", a -> Gradus.zeros(a.longs("size")));
    b.op(
        Dtypes.ALL,
        "zeros",
        "size: ints, dtype: dtype",
        a -> Gradus.zeros(a.dtype("dtype"), a.longs("size")));
    b.op(Dtypes.ALL, "ones", "*size: int", a -> Gradus.ones(a.longs("size")));
    b.op(
        Dtypes.ALL,
        "ones",
        "size: ints, dtype: dtype",
        a -> Gradus.ones(a.dtype("dtype"), a.longs("size")));
    b.op("full", "size: ints, fill_value: number, dtype: dtype = None", CreationOps::full);
    b.op(
        "scalar_tensor",
        "s: number, dtype: dtype = None, requires_grad: bool = False",
        a -> {
          Tensor x =
              a.isComplex("s")
                  ? Gradus.scalarTensor(a.complex("s"), a.dtype("dtype"))
                  : a.isNone("dtype")
                      ? Gradus.scalarTensor(a.real("s"))
                      : Gradus.scalarTensor(a.real("s"), a.dtype("dtype"));
          return a.flag("requires_grad") ? x.requiresGrad_() : x;
        });
  }

  private static Tensor full(Arguments<Tensor> a) {
    long[] size = a.longs("size");
    DType dtype = a.dtypeOrNull("dtype");
    return switch (a.number("fill_value")) {
      case Boolean flag ->
          dtype == null ? Gradus.full(size, flag) : Gradus.full(dtype, size, flag ? 1L : 0L);
      case Long whole -> dtype == null ? Gradus.full(size, whole) : Gradus.full(dtype, size, whole);
      case Complex z -> dtype == null ? Gradus.full(size, z) : Gradus.full(dtype, size, z);
      default -> {
        double real = a.real("fill_value");
        yield dtype == null ? Gradus.full(size, real) : Gradus.full(dtype, size, real);
      }
    };
  }

  private static void likes(Bindings<Tensor> b) {
    String signature = "input: tensor, dtype: dtype = None";
    b.op(Dtypes.ALL, "zeros_like", signature, a -> Gradus.zerosLike(a.tensor("input"), dtype(a)));
    b.op(Dtypes.ALL, "ones_like", signature, a -> Gradus.onesLike(a.tensor("input"), dtype(a)));
    b.op(
        "full_like",
        "input: tensor, fill_value: number, dtype: dtype = None",
        CreationOps::fullLike);
  }

  private static Tensor fullLike(Arguments<Tensor> a) {
    Tensor x = a.tensor("input");
    return switch (a.number("fill_value")) {
      case Boolean flag -> Gradus.fullLike(x, flag ? 1L : 0L, dtype(a));
      case Long whole -> Gradus.fullLike(x, whole, dtype(a));
      case Complex z -> Gradus.fullLike(x, z, dtype(a));
      default -> Gradus.fullLike(x, a.real("fill_value"), dtype(a));
    };
  }

  /// The dtype asked for, else the input's.
  private static DType dtype(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null ? a.tensor("input").dtype() : dtype;
  }

  private static void ranges(Bindings<Tensor> b) {
    b.op("arange", "end: number, dtype: dtype = None", a -> range(a, 0, 1));
    b.op(
        "arange",
        "start: number, end: number, step: number = 1, dtype: dtype = None",
        a -> range(a, a.number("start"), a.number("step")));
    b.op(
        "linspace",
        "start: number, end: number, steps: int, dtype: dtype = None",
        a -> {
          if (a.isComplex("start") || a.isComplex("end")) {
            return complexSpace(a);
          }
          double start = a.real("start");
          double end = a.real("end");
          DType dtype = a.dtypeOrNull("dtype");
          return dtype == null
              ? Gradus.linspace(start, end, a.longValue("steps"))
              : Gradus.linspace(start, end, a.longValue("steps"), dtype);
        });
    b.op("linspace", "start, end, steps: int, dtype: dtype = None", CreationOps::ofTensors);
    b.op(
        "logspace",
        "start: tensor, end, steps: int, base: number = 10.0, dtype: dtype = None",
        CreationOps::powersOfTensors);
    b.op(
        "logspace",
        "start: number, end: tensor, steps: int, base: number = 10.0, dtype: dtype = None",
        CreationOps::powersOfTensors);
    b.op(
        "logspace",
        "start: number, end: number, steps: int, base: number = 10.0, dtype: dtype",
        a ->
            Gradus.logspace(
                a.real("start"),
                a.real("end"),
                a.longValue("steps"),
                a.real("base"),
                a.dtype("dtype")));
  }

  private static Tensor complexSpace(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    long steps = a.longValue("steps");
    return dtype == null
        ? Gradus.linspace(a.complex("start"), a.complex("end"), steps)
        : Gradus.linspace(a.complex("start"), a.complex("end"), steps, dtype);
  }

  private static Tensor ofTensors(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    long steps = a.longValue("steps");
    if (dtype == null) {
      return Gradus.linspace(a.tensor("start"), a.tensor("end"), steps);
    }
    if (!a.isTensor("end")) {
      return Gradus.linspace(a.tensor("start"), a.real("end"), steps, dtype);
    }
    return a.isTensor("start")
        ? Gradus.linspace(a.tensor("start"), a.tensor("end"), steps, dtype)
        : Gradus.linspace(a.real("start"), a.tensor("end"), steps, dtype);
  }

  private static Tensor powersOfTensors(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    long steps = a.longValue("steps");
    double base = a.real("base");
    if (dtype == null) {
      return Gradus.logspace(a.tensor("start"), a.tensor("end"), steps);
    }
    if (!a.isTensor("end")) {
      return Gradus.logspace(a.tensor("start"), a.real("end"), steps, base, dtype);
    }
    return a.isTensor("start")
        ? Gradus.logspace(a.tensor("start"), a.tensor("end"), steps, base, dtype)
        : Gradus.logspace(a.real("start"), a.tensor("end"), steps, base, dtype);
  }

  /// Whole numbers give whole numbers, unless a dtype is asked for.
  private static Tensor range(Arguments<Tensor> a, Object start, Object step) {
    DType dtype = a.dtypeOrNull("dtype");
    double from = asDouble(start);
    double to = a.real("end");
    double by = asDouble(step);
    boolean decimal =
        Stream.of(start, a.number("end"), step).anyMatch(number -> number instanceof Double);
    if (decimal) {
      return dtype == null ? Gradus.arange(from, to, by) : Gradus.arange(from, to, by, dtype);
    }
    return dtype == null
        ? Gradus.arange((long) from, (long) to, (long) by)
        : Gradus.arange((long) from, (long) to, (long) by, dtype);
  }

  private static double asDouble(Object number) {
    return number instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) number).doubleValue();
  }

  private static void eye(Bindings<Tensor> b) {
    b.op(
        Dtypes.ALL,
        "eye",
        "n: int, m: int = None, dtype: dtype = None, requires_grad: bool = False",
        a -> {
          long n = a.longValue("n");
          long m = a.isNone("m") ? n : a.longValue("m");
          DType dtype = a.dtypeOrNull("dtype");
          Tensor x = dtype == null ? Gradus.eye(n, m) : Gradus.eye(dtype, n, m);
          return a.flag("requires_grad") ? x.requiresGrad_() : x;
        });
  }
}
