package dev.gradus;

import static dev.gradus.LinalgGradientsTest.random;
import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Spectra of pieces of signals, and signals of such.
class ShortTimeTest {
  private static final Tensor SIGNAL = random(DType.FLOAT64, 1, 2, 50);
  private static final Tensor WINDOW = Windows.hann(12, false, DType.FLOAT64);

  private static double distance(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    return a.sub(b).abs().max().item();
  }

  @Test
  void everyColumnIsTheSpectrumOfAPiece() {
    StftOptions options = StftOptions.of(16).withHopLength(5).withWindow(WINDOW).withCenter(false);
    Tensor y = Gradus.stft(SIGNAL, options);
    assertThat(y.shape()).containsExactly(2, 9, 7);
    Tensor weights = WINDOW.pad(2, 2);
    for (int t = 0; t < 7; t++) {
      Tensor piece = SIGNAL.narrow(1, 5L * t, 16).mul(weights);
      assertThat(distance(y.select(2, t), Fft.rfft(piece))).isLessThan(1e-14);
    }
    Tensor whole = Gradus.stft(SIGNAL, options.withOnesided(false).withNormalized(true));
    assertThat(distance(whole.narrow(1, 0, 9).mul(4.0), y)).isLessThan(1e-14);
  }

  @Test
  void paddingIsWhatItsModeSays() {
    Tensor x = Gradus.tensor(new double[] {1, 2, 3, 4});
    StftOptions options = StftOptions.of(4).withHopLength(1).withNormalized(true);
    double[][] wanted = {
      {3, 2, 1, 2, 3, 4, 3, 2},
      {3, 4, 1, 2, 3, 4, 1, 2},
      {1, 1, 1, 2, 3, 4, 4, 4},
      {0, 0, 1, 2, 3, 4, 0, 0}
    };
    String[] modes = {"reflect", "circular", "replicate", "constant"};
    for (int k = 0; k < modes.length; k++) {
      Tensor y = Gradus.stft(x, options.withPadMode(modes[k]));
      Tensor alike = Gradus.stft(Gradus.tensor(wanted[k]), options.withCenter(false));
      assertThat(distance(y, alike)).as(modes[k]).isZero();
    }
  }

  @Test
  void theWayBack() {
    StftOptions options = StftOptions.of(16).withHopLength(4).withWindow(WINDOW);
    IstftOptions back = IstftOptions.of(16).withHopLength(4).withWindow(WINDOW);
    Tensor y = Gradus.stft(SIGNAL, options);
    Tensor same = Gradus.istft(y, back.withLength(48));
    assertThat(distance(same, SIGNAL.narrow(1, 0, 48))).isLessThan(1e-14);
    Tensor one = Gradus.istft(y.select(0, 1), back);
    assertThat(distance(one, SIGNAL.select(0, 1).narrow(0, 0, 48))).isLessThan(1e-14);

    Tensor complex = random(DType.COMPLEX128, 2, 48);
    Tensor all = Gradus.stft(complex, options.withNormalized(true));
    assertThat(all.shape()).containsExactly(16, 13);
    Tensor again = Gradus.istft(all, back.withNormalized(true).withReturnComplex(true));
    assertThat(distance(again, complex)).isLessThan(1e-14);
  }

  private static void refused(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  @Test
  void refusalsOfStft() {
    Tensor x = random(DType.FLOAT32, 1, 16);
    String call =
        "stft(torch.FloatTensor[16], n_fft=8, hop_length=%d, win_length=%d, window=%s,"
            + " normalized=0, onesided=None, return_complex=1, align_to_window=None) : ";
    StftOptions options = StftOptions.of(8);
    refused(
        String.format(call, 0, 8, "None") + "expected hop_length > 0, but got hop_length=0",
        () -> Gradus.stft(x, options.withHopLength(0)));
    refused(
        String.format(call, 2, 9, "torch.FloatTensor{[9]}")
            + "expected 0 < win_length <= n_fft, but got win_length=9",
        () -> Gradus.stft(x, options.withWindow(Gradus.ones(9))));
    refused(
        String.format(call, 2, 8, "torch.FloatTensor{[2, 4]}")
            + "expected a 1D window tensor of size equal to win_length=8, but got window with size"
            + " [2, 4]",
        () -> Gradus.stft(x, options.withWindow(Gradus.ones(2, 4))));
    refused(
        "stft requires the return_complex parameter be given for real inputs, and will further"
            + " require that return_complex=True in a future PyTorch release.",
        () ->
            Gradus.stft(
                x, new StftOptions(8, null, null, null, true, "reflect", false, null, null)));
    refused(
        "Cannot have onesided output if window or input is complex",
        () -> Gradus.stft(x.to(DType.COMPLEX64), options.withOnesided(true)));
    refused(
        "stft(torch.FloatTensor[16], n_fft=20, hop_length=5, win_length=20, window=None,"
            + " normalized=0, onesided=None, return_complex=1, align_to_window=None) : expected 0 <"
            + " n_fft < 16, but got n_fft=20",
        () -> Gradus.stft(x, StftOptions.of(20).withCenter(false)));
  }

  @Test
  void refusalsOfIstft() {
    Tensor y = random(DType.COMPLEX64, 1, 5, 4);
    String call =
        "istft(torch.ComplexFloatTensor[5, 4], n_fft=8, hop_length=%d, win_length=8,"
            + " window=None, center=%d, normalized=0, onesided=%s, length=None, return_complex=0) ";
    IstftOptions options = IstftOptions.of(8);
    refused(
        "istft requires a complex-valued input tensor matching the output from stft with"
            + " return_complex=True.",
        () -> Gradus.istft(y.real(), options));
    refused(
        String.format(call, 9, 1, "None") + ": expected 0 < hop_length <= win_length",
        () -> Gradus.istft(y, options.withHopLength(9)));
    refused(
        String.format(call, 2, 1, "0")
            + ": expected the frequency dimension (3rd to the last) of the input tensor to match"
            + " n_fft when onesided=False, but got 5",
        () -> Gradus.istft(y, options.withOnesided(false)));
    Tensor window = Windows.hann(8, false, DType.FLOAT32);
    refused(
        String.format(call, 2, 0, "None")
                .replace("=None, center", "=torch.FloatTensor{[8]}, center")
            + "window overlap add min: 1",
        () -> Gradus.istft(y, options.withWindow(window).withCenter(false)));
  }
}
