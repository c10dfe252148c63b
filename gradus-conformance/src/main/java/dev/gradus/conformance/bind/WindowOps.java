package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Fft;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.Windows;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;

/// Windows, shifts of spectra, integrals, and new tensors like others.
final class WindowOps {
  private static final String REST =
      ", sym: bool = True, dtype: dtype = None, layout: none = None, device: none = None,"
          + " requires_grad: bool = False";

  private WindowOps() {}

  @FunctionalInterface
  private interface Plain {
    Tensor apply(long m, boolean sym, DType dtype);
  }

  static void bind(Bindings<Tensor> b) {
    plain(b, "bartlett", Windows::bartlett);
    plain(b, "blackman", Windows::blackman);
    plain(b, "cosine", Windows::cosine);
    plain(b, "hamming", Windows::hamming);
    plain(b, "hann", Windows::hann);
    plain(b, "nuttall", Windows::nuttall);
    b.op(
        "signal.windows.exponential",
        "M: int, center: number = None, tau: number = 1.0" + REST,
        a ->
            Windows.exponential(
                a.longValue("M"),
                a.isNone("center") ? null : a.real("center"),
                a.real("tau"),
                a.flag("sym"),
                dtype(a)));
    b.op(
        "signal.windows.gaussian",
        "M: int, std: number = 1.0" + REST,
        a -> Windows.gaussian(a.longValue("M"), a.real("std"), a.flag("sym"), dtype(a)));
    b.op(
        "signal.windows.kaiser",
        "M: int, beta: number = 12.0" + REST,
        a -> Windows.kaiser(a.longValue("M"), a.real("beta"), a.flag("sym"), dtype(a)));
    b.op(
        "signal.windows.general_hamming",
        "M: int, alpha: number = 0.54" + REST,
        a -> Windows.generalHamming(a.longValue("M"), a.real("alpha"), a.flag("sym"), dtype(a)));
    b.op(
        "signal.windows.general_cosine",
        "M: int, a" + REST,
        a -> Windows.generalCosine(a.longValue("M"), a.reals("a"), a.flag("sym"), dtype(a)));
    shifts(b);
    integrals(b);
    newborn(b);
  }

  private static void plain(Bindings<Tensor> b, String name, Plain f) {
    b.op(
        "signal.windows." + name,
        "M: int" + REST,
        a -> f.apply(a.longValue("M"), a.flag("sym"), dtype(a)));
  }

  private static DType dtype(Arguments<Tensor> a) {
    return a.isNone("dtype") ? Gradus.getDefaultDtype() : a.dtype("dtype");
  }

  private static void shifts(Bindings<Tensor> b) {
    b.op(
        "fft.fftshift",
        "input: tensor, dim: ints = None",
        a -> Fft.fftshift(a.tensor("input"), dims(a)));
    b.op(
        "fft.ifftshift",
        "input: tensor, dim: ints = None",
        a -> Fft.ifftshift(a.tensor("input"), dims(a)));
  }

  private static int[] dims(Arguments<Tensor> a) {
    return a.isNone("dim") ? new int[0] : a.ints("dim");
  }

  private static void integrals(Bindings<Tensor> b) {
    b.op(
        "trapezoid trapz",
        "y: tensor, x: tensor, dim: int = -1",
        a -> Gradus.trapezoid(a.tensor("y"), a.tensor("x"), a.intValue("dim")));
    b.op(
        "trapezoid trapz",
        "y: tensor, x: none = None, dx: number = 1.0, dim: int = -1",
        a -> Gradus.trapezoid(a.tensor("y"), a.real("dx"), a.intValue("dim")));
    b.op(
        "cumulative_trapezoid",
        "y: tensor, x: tensor, dim: int = -1",
        a -> Gradus.cumulativeTrapezoid(a.tensor("y"), a.tensor("x"), a.intValue("dim")));
    b.op(
        "cumulative_trapezoid",
        "y: tensor, x: none = None, dx: number = 1.0, dim: int = -1",
        a -> Gradus.cumulativeTrapezoid(a.tensor("y"), a.real("dx"), a.intValue("dim")));
  }

  private static void newborn(Bindings<Tensor> b) {
    String rest =
        ", dtype: dtype = None, device: none = None, requires_grad: bool = False, layout: none = None,"
            + " pin_memory: bool = False";
    b.op(
        "new_full",
        "input: tensor, size: ints, fill_value: number" + rest,
        a -> {
          Tensor like = like(a);
          return switch (a.number("fill_value")) {
            case Complex z -> like.newFull(a.longs("size"), z);
            case Long n -> like.newFull(a.longs("size"), n);
            default -> like.newFull(a.longs("size"), a.real("fill_value"));
          };
        });
    b.op("new_ones", "input: tensor, size: ints" + rest, a -> like(a).newOnes(a.longs("size")));
    b.op("new_zeros", "input: tensor, size: ints" + rest, a -> like(a).newZeros(a.longs("size")));
    b.op(
        "fill",
        "input: tensor, value: number",
        a ->
            switch (a.number("value")) {
              case Double d -> a.tensor("input").fill(d);
              case Boolean flag -> a.tensor("input").fill(flag);
              default -> a.tensor("input").fill((long) a.real("value"));
            });
    String reducing =
        "input: tensor, dim: int, index: tensor, src: tensor, reduce: str, include_self: bool = True";
    b.op(
        "scatter_reduce",
        reducing,
        a ->
            a.tensor("input")
                .scatterReduce(
                    a.intValue("dim"),
                    a.tensor("index"),
                    a.tensor("src"),
                    a.text("reduce"),
                    a.flag("include_self")));
    b.op(
        "index_reduce",
        reducing.replace("src", "source"),
        a ->
            a.tensor("input")
                .indexReduce(
                    a.intValue("dim"),
                    a.tensor("index"),
                    a.tensor("source"),
                    a.text("reduce"),
                    a.flag("include_self")));
    b.op(
        "sum_to_size",
        "input: tensor, *size: int",
        a -> a.tensor("input").sumToSize(a.longs("size")));
    b.op(
        "nonzero_static",
        "input: tensor, size: int, fill_value: int = -1",
        a -> a.tensor("input").nonzeroStatic(a.longValue("size"), a.longValue("fill_value")));
  }

  private static Tensor like(Arguments<Tensor> a) {
    Tensor x = a.tensor("input");
    return a.isNone("dtype") || a.dtype("dtype") == x.dtype()
        ? x
        : Gradus.empty(a.dtype("dtype"), 0);
  }
}
