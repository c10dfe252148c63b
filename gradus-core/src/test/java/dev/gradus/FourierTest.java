package dev.gradus;

import static dev.gradus.LinalgGradientsTest.random;
import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values, sizes, dtypes and refusals of Fourier transforms.
class FourierTest {
  private static double error(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    double scale = Math.max(1e-300, b.abs().max().item());
    return a.sub(b).abs().max().item() / scale;
  }

  /// The definition, as a product with the matrix of all roots of unity.
  private static Tensor defined(Tensor x, boolean forward) {
    long n = x.size(-1);
    double[] angles = new double[(int) (n * n)];
    for (int i = 0; i < angles.length; i++) {
      double turn = 2 * Math.PI * (i / n * (i % n) % n) / n;
      angles[i] = forward ? -turn : turn;
    }
    Tensor angle = Gradus.tensor(angles).view(n, n);
    return x.to(DType.COMPLEX128).matmul(Gradus.polar(Gradus.onesLike(angle), angle));
  }

  // Powers of 2, 3, 5, mixtures, primes up to 31 and above, and products of such.
  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 25, 29, 30, 31, 32, 36, 37, 41,
        49, 60, 64, 74, 97, 100, 101, 120, 121, 125, 128, 131, 202, 210, 243, 257
      })
  void transformsOfAnyLengthAreWhatTheDefinitionSays(int n) {
    Tensor x = random(DType.COMPLEX128, n, 3, n);
    assertThat(error(Fft.fft(x), defined(x, true))).isLessThan(1e-13);
    Tensor back = Fft.ifft(x, null, -1, FftNorm.FORWARD);
    assertThat(error(back, defined(x, false))).isLessThan(1e-13);
    assertThat(error(Fft.ifft(Fft.fft(x)), x)).isLessThan(2e-15);

    Tensor real = random(DType.FLOAT64, n, 3, n);
    Tensor half = Fft.rfft(real);
    assertThat(error(half, defined(real, true).narrow(-1, 0, n / 2 + 1))).isLessThan(1e-13);
    assertThat(error(Fft.fft(real), defined(real, true))).isLessThan(1e-13);
    assertThat(error(Fft.irfft(half, (long) n, -1, FftNorm.BACKWARD), real)).isLessThan(2e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 6561, 9973, 10007, 15625, 65536, 100003})
  void longTransformsKeepTheirDigits(int n) {
    Tensor x = random(DType.COMPLEX128, n, n);
    Tensor y = Fft.fft(x);
    assertThat(error(Fft.ifft(y), x)).isLessThan(3e-15);
    double energy = x.abs().square().sum().item();
    assertThat(y.abs().square().sum().item() / n).isCloseTo(energy, within(energy));
    // A wave has one line.
    double[] turns = new double[n];
    for (int k = 0; k < n; k++) {
      turns[k] = 2 * Math.PI * (3L * k % n) / n;
    }
    Tensor wave = Gradus.polar(Gradus.ones(DType.FLOAT64, n), Gradus.tensor(turns));
    Tensor line = Fft.fft(wave, null, -1, FftNorm.FORWARD).abs();
    assertThat(line.select(0, 3).item()).isCloseTo(1, within(1));
    assertThat(line.sum().item()).isLessThan(1 + 1e-11);
  }

  private static org.assertj.core.data.Offset<Double> within(double size) {
    return org.assertj.core.data.Offset.offset(1e-13 * size);
  }

  @Test
  void rowsDoNotTouchEachOther() {
    Tensor x = random(DType.FLOAT64, 1, 4, 24);
    x.select(0, 1).mul_(1e200);
    x.select(0, 2).fill_(Double.NaN);
    Tensor y = Fft.rfft(x);
    assertThat(error(y.select(0, 0), Fft.rfft(x.select(0, 0)))).isZero();
    assertThat(error(y.select(0, 3), Fft.rfft(x.select(0, 3)))).isZero();
  }

  @Test
  void manyRowsOnSeveralThreadsAreThoseOfOne() {
    Tensor x = random(DType.COMPLEX64, 1, 50, 60, 70);
    Tensor all = Fft.fftn(x, null, new int[] {1, 2}, FftNorm.BACKWARD);
    for (int k = 0; k < 50; k += 7) {
      assertThat(error(all.select(0, k), Fft.fftn(x.select(0, k)))).isZero();
    }
    assertThat(error(Fft.ifftn(Fft.fftn(x)), x)).isLessThan(1e-6);
  }

  @Test
  void whatARealSpectrumMustNotHaveIsNotRead() {
    Tensor x = random(DType.COMPLEX128, 1, 4);
    Tensor clean = x.clone();
    clean.imag().select(0, 0).zero_();
    clean.imag().select(0, 3).zero_();
    assertThat(error(Fft.irfft(x), Fft.irfft(clean))).isZero();
    Tensor odd = Fft.irfft(x, 7L, -1, FftNorm.BACKWARD);
    assertThat(error(odd, Fft.irfft(clean, 7L, -1, FftNorm.BACKWARD))).isPositive();
  }

  @Test
  void hermitianTransformsAreConjugates() {
    Tensor x = random(DType.COMPLEX128, 1, 3, 5);
    assertThat(error(Fft.hfft(x), Fft.irfft(x.conj(), null, -1, FftNorm.FORWARD))).isZero();
    Tensor signal = Fft.hfft(x);
    Tensor known = x.clone();
    known.imag().select(1, 0).zero_();
    known.imag().select(1, 4).zero_();
    assertThat(error(Fft.ihfft(signal), known)).isLessThan(1e-15);
    Tensor two = random(DType.FLOAT64, 2, 4, 6);
    assertThat(error(Fft.hfft2(Fft.ihfft2(two)), two)).isLessThan(1e-15);
  }

  @Test
  void dtypesAndSizes() {
    assertThat(Fft.fft(Gradus.arange(5)).dtype()).isEqualTo(DType.COMPLEX64);
    assertThat(Fft.irfft(Gradus.arange(5)).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Fft.irfft(random(DType.COMPLEX64, 1, 5)).shape()).containsExactly(8);
    assertThat(Fft.fft(random(DType.FLOAT64, 1, 0, 3)).shape()).containsExactly(0, 3);
    Tensor y = Fft.rfftn(random(DType.FLOAT64, 1, 5, 6, 7), null, new int[] {0, -1}, FftNorm.ORTHO);
    assertThat(y.stride()).containsExactly(4, 20, 1);
  }

  @Test
  void frequencies() {
    assertThat(Fft.fftfreq(5, 0.5).toDoubleArray())
        .usingComparatorWithPrecision(1e-7)
        .containsExactly(0, 0.4, 0.8, -0.8, -0.4);
    assertThat(Fft.fftfreq(4, 1, DType.FLOAT64).toDoubleArray())
        .containsExactly(0, 0.25, -0.5, -0.25);
    assertThat(Fft.rfftfreq(4, 1, DType.FLOAT64).toDoubleArray()).containsExactly(0, 0.25, 0.5);
  }

  @Test
  void refusals() {
    Tensor x = random(DType.FLOAT64, 1, 2, 3);
    Class<GradusArgumentException> bad = GradusArgumentException.class;
    assertRefused(
        bad, "Invalid number of data points (0) specified", () -> Fft.fft(x, 0L, 0, FftNorm.ORTHO));
    assertRefused(
        bad, "Invalid number of data points (0) specified", () -> Fft.irfft(x.narrow(1, 0, 1)));
    assertRefused(
        bad,
        "rfft expects a real input tensor, but got ComplexDouble",
        () -> Fft.rfft(x.to(DType.COMPLEX128)));
    assertRefused(
        bad,
        "rfftn expects a real-valued input tensor, but got ComplexDouble",
        () -> Fft.rfft2(x.to(DType.COMPLEX128)));
    assertRefused(bad, "Unsupported dtype Half", () -> Fft.fft(x.to(DType.FLOAT16)));
    assertRefused(bad, "Invalid normalization mode: \"none\"", () -> FftNorm.of("none"));
    assertRefused(
        bad, "FFT dims must be unique", () -> Fft.fftn(x, null, new int[] {0, -2}, FftNorm.ORTHO));
    assertRefused(
        bad,
        "When given, dim and shape arguments must have the same length",
        () -> Fft.fftn(x, new long[] {2}, new int[] {0, 1}, FftNorm.ORTHO));
    assertRefused(
        bad,
        "Got shape with 3 values but input tensor only has 2 dimensions.",
        () -> Fft.fftn(x, new long[] {2, 2, 2}, null, FftNorm.ORTHO));
    assertRefused(
        bad,
        "irfftn must transform at least one axis",
        () -> Fft.irfftn(x, null, new int[0], FftNorm.ORTHO));
    assertRefused(
        GradusIndexException.class,
        "Dimension specified as -1 but tensor has no dimensions",
        () -> Fft.fft(Gradus.scalarTensor(1.0, DType.FLOAT64)));
    assertRefused(
        GradusIndexException.class,
        "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
        () -> Fft.fft(x, null, 2, FftNorm.ORTHO));
  }
}
