package dev.gradus.conformance.bind;

import dev.gradus.Fft;
import dev.gradus.FftNorm;
import dev.gradus.Gradus;
import dev.gradus.IstftOptions;
import dev.gradus.StftOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Fourier transforms and what belongs to spectra.
final class FourierOps {
  private FourierOps() {}

  @FunctionalInterface
  private interface OverOne {
    Tensor apply(Tensor x, @Nullable Long n, int dim, FftNorm norm);
  }

  @FunctionalInterface
  private interface OverMany {
    Tensor apply(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm);
  }

  static void bind(Bindings<Tensor> b) {
    one(b, "fft", Fft::fft);
    one(b, "ifft", Fft::ifft);
    one(b, "rfft", Fft::rfft);
    one(b, "irfft", Fft::irfft);
    one(b, "hfft", Fft::hfft);
    one(b, "ihfft", Fft::ihfft);
    many(b, "fftn", Fft::fftn);
    many(b, "ifftn", Fft::ifftn);
    many(b, "rfftn", Fft::rfftn);
    many(b, "irfftn", Fft::irfftn);
    many(b, "hfftn", Fft::hfftn);
    many(b, "ihfftn", Fft::ihfftn);
    many(b, "fft2", Fft::fft2);
    many(b, "ifft2", Fft::ifft2);
    many(b, "rfft2", Fft::rfft2);
    many(b, "irfft2", Fft::irfft2);
    many(b, "hfft2", Fft::hfft2);
    many(b, "ihfft2", Fft::ihfft2);
    frequencies(b);
    shifts(b);
    shortTime(b);
  }

  private static void one(Bindings<Tensor> b, String name, OverOne f) {
    b.op(
        Dtypes.ALL,
        "fft." + name,
        "input: tensor, n: int = None, dim: int = -1, norm: str = None",
        a -> f.apply(a.tensor("input"), longOrNull(a, "n"), a.intValue("dim"), norm(a)));
  }

  private static void many(Bindings<Tensor> b, String name, OverMany f) {
    b.op(
        Dtypes.ALL,
        "fft." + name,
        "input: tensor, s: ints = None, dim: ints = None, norm: str = None",
        a ->
            f.apply(
                a.tensor("input"),
                a.isNone("s") ? null : a.longs("s"),
                a.isNone("dim") ? null : a.ints("dim"),
                norm(a)));
  }

  private static FftNorm norm(Arguments<Tensor> a) {
    return a.isNone("norm") ? FftNorm.BACKWARD : FftNorm.of(a.text("norm"));
  }

  private static void shortTime(Bindings<Tensor> b) {
    b.op(
        Dtypes.ALL,
        "stft",
        "input: tensor, n_fft: int, hop_length: int = None, win_length: int = None,"
            + " window: tensor = None, center: bool = True, pad_mode: str = 'reflect',"
            + " normalized: bool = False, onesided: bool = None, return_complex: bool = None",
        a ->
            Gradus.stft(
                a.tensor("input"),
                new StftOptions(
                    a.longValue("n_fft"),
                    longOrNull(a, "hop_length"),
                    longOrNull(a, "win_length"),
                    a.tensorOrNull("window"),
                    a.flag("center"),
                    a.text("pad_mode"),
                    a.flag("normalized"),
                    flagOrNull(a, "onesided"),
                    flagOrNull(a, "return_complex"))));
    b.op(
        Dtypes.ALL,
        "istft",
        "input: tensor, n_fft: int, hop_length: int = None, win_length: int = None,"
            + " window: tensor = None, center: bool = True, normalized: bool = False,"
            + " onesided: bool = None, length: int = None, return_complex: bool = False",
        a ->
            Gradus.istft(
                a.tensor("input"),
                new IstftOptions(
                    a.longValue("n_fft"),
                    longOrNull(a, "hop_length"),
                    longOrNull(a, "win_length"),
                    a.tensorOrNull("window"),
                    a.flag("center"),
                    a.flag("normalized"),
                    flagOrNull(a, "onesided"),
                    longOrNull(a, "length"),
                    a.flag("return_complex"))));
  }

  private static @Nullable Long longOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.longValue(name);
  }

  private static @Nullable Boolean flagOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.flag(name);
  }

  private static void frequencies(Bindings<Tensor> b) {
    String rest =
        "n: int, d: number = 1.0, dtype: dtype = None, layout: none = None, device: none = None,"
            + " requires_grad: bool = False";
    b.op("fft.fftfreq", rest, a -> Fft.fftfreq(a.longValue("n"), a.real("d"), dtype(a)));
    b.op("fft.rfftfreq", rest, a -> Fft.rfftfreq(a.longValue("n"), a.real("d"), dtype(a)));
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
}
