package dev.gradus;

import static dev.gradus.LinalgGradientsTest.leaf;
import static dev.gradus.LinalgGradientsTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.dtype.DType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradients of both orders, tangents and node names of Fourier transforms.
class FourierGradientsTest {
  private static final GradCheckOptions OPTIONS = GradCheckOptions.DEFAULT.withCheckForwardAd(true);

  private static void check(String what, TensorFunction f, Tensor... x) {
    assertThatCode(() -> GradCheck.gradcheck(f.several(), OPTIONS, x))
        .as(what)
        .doesNotThrowAnyException();
    assertThatCode(() -> GradCheck.gradgradcheck(f.several(), OPTIONS, x))
        .as(what + ", second order")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void transformsOfOneDimension(DType dtype) {
    for (long n : new long[] {1, 2, 3, 4, 5, 7}) {
      Tensor x = leaf(dtype, n);
      check("fft", t -> Fft.fft(t[0]), x);
      check("ifft", t -> Fft.ifft(t[0], n + 1, 0, FftNorm.ORTHO), x);
      check("irfft", t -> Fft.irfft(t[0], n, -1, FftNorm.FORWARD), x);
      check("longer irfft", t -> Fft.irfft(t[0], 2 * n + 1, -1, FftNorm.BACKWARD), x);
      check("hfft", t -> Fft.hfft(t[0], n + 2, 0, FftNorm.BACKWARD), x);
    }
    Tensor columns = leaf(dtype, 2, 3);
    check("of columns", t -> Fft.fft(t[0].mT(), null, 0, FftNorm.BACKWARD), columns);
    check("of no rows", t -> Fft.fft(t[0]), leaf(dtype, 0, 3));
    check("back of no rows", t -> Fft.irfft(t[0]), leaf(dtype, 0, 3));
  }

  @Test
  void transformsOfRealNumbers() {
    for (long n : new long[] {1, 2, 3, 6, 7}) {
      Tensor x = leaf(DType.FLOAT64, n);
      check("rfft", t -> Fft.rfft(t[0]), x);
      check("longer rfft", t -> Fft.rfft(t[0], n + 1, 0, FftNorm.FORWARD), x);
      check("ihfft", t -> Fft.ihfft(t[0], null, -1, FftNorm.ORTHO), x);
    }
    Tensor block = leaf(DType.FLOAT64, 2, 3, 2);
    check("rfftn", t -> Fft.rfftn(t[0]), block);
    check(
        "rfft2",
        t -> Fft.rfft2(t[0].transpose(0, 2), new long[] {3, 4}, null, FftNorm.ORTHO),
        block);
    check("ihfftn", t -> Fft.ihfftn(t[0], null, new int[] {2, 0}, FftNorm.ORTHO), block);
    check("ihfft2", t -> Fft.ihfft2(t[0]), block);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void transformsOfSeveralDimensions(DType dtype) {
    Tensor x = leaf(dtype, 2, 3, 2);
    check("fftn", t -> Fft.fftn(t[0]), x);
    check("fft2", t -> Fft.fft2(t[0]), x);
    check("ifftn", t -> Fft.ifftn(t[0], new long[] {-1, 3}, new int[] {0, 2}, FftNorm.FORWARD), x);
    check("irfftn", t -> Fft.irfftn(t[0], new long[] {3, 3}, null, FftNorm.BACKWARD), x);
    check("irfft2", t -> Fft.irfft2(t[0].transpose(0, 1)), x);
    check("hfftn", t -> Fft.hfftn(t[0], null, new int[] {0, 1}, FftNorm.ORTHO), x);
    check("hfft2", t -> Fft.hfft2(t[0]), x);
    check("of no dimensions", t -> Fft.fftn(t[0]), leaf(dtype));
  }

  @Test
  void spectraOfPiecesAndBack() {
    Tensor signal = leaf(DType.FLOAT64, 2, 9);
    Tensor window = random(DType.FLOAT64, 3, 4).abs().add(0.5).requiresGrad_();
    StftOptions cut = StftOptions.of(5).withHopLength(2);
    check("centred", t -> Gradus.stft(t[0], cut.withWindow(t[1])), signal, window);
    check("mirrored parts", t -> Gradus.stft(t[0], cut.withReturnComplex(false)), signal);
    check("around", t -> Gradus.stft(t[0], cut.withPadMode("circular")), signal);
    check("repeated ends", t -> Gradus.stft(t[0], cut.withPadMode("replicate")), signal);
    check(
        "zeros, unitary",
        t -> Gradus.stft(t[0], cut.withPadMode("constant").withNormalized(true)),
        signal);
    Tensor spectra = leaf(DType.COMPLEX128, 3, 4);
    IstftOptions join = IstftOptions.of(5).withHopLength(2);
    check("joined", t -> Gradus.istft(t[0], join.withWindow(t[1])), spectra, window);
    check("longer", t -> Gradus.istft(t[0], join.withLength(14)), spectra);
    Tensor all = leaf(DType.COMPLEX128, 2, 4, 3);
    IstftOptions complex = IstftOptions.of(4).withReturnComplex(true).withCenter(false);
    check("complex", t -> Gradus.istft(t[0], complex), all);
    check("of all", t -> Gradus.istft(t[0], IstftOptions.of(4)), all);
  }

  private static String node(Tensor y) {
    return Objects.requireNonNull(y.gradFn()).name();
  }

  @Test
  void nodesHaveTheirNames() {
    Tensor x = leaf(DType.FLOAT64, 4);
    assertThat(node(Fft.fft(x))).isEqualTo("FftR2CBackward0");
    assertThat(node(Fft.ifft(x))).isEqualTo("ConjBackward0");
    assertThat(node(Fft.irfft(x))).isEqualTo("FftC2RBackward0");
    assertThat(node(Fft.fftn(x))).isEqualTo("FftC2CBackward0");
  }
}
