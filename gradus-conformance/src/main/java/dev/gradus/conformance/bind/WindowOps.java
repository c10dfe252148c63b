package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.Windows;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;

/// Windows.
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
        "M: int" + REST + ", a = None",
        a ->
            Windows.generalCosine(
                a.longValue("M"), a.isNone("a") ? null : a.reals("a"), a.flag("sym"), dtype(a)));
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
}
