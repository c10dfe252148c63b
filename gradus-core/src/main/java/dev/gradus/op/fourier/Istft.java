package dev.gradus.op.fourier;

import static dev.gradus.op.fourier.FftCalls.require;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.IstftOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.Unfold;
import dev.gradus.shape.Sizes;

/// One call of `istft`.
public final class Istft {
  private static final double COVERED = 1e-11;

  private final Tensor x;
  private final IstftOptions o;
  private final long hop;
  private final long length;

  public Istft(Tensor x, IstftOptions options) {
    this.x = x;
    this.o = options;
    Long givenHop = options.hopLength();
    Long givenLength = options.winLength();
    this.hop = givenHop == null ? options.nFft() >> 2 : givenHop;
    this.length = givenLength == null ? options.nFft() : givenLength;
  }

  /// Checks and computes.
  public Tensor run() {
    require(
        x.dtype().isComplex(),
        "istft requires a complex-valued input tensor matching the output from stft with"
            + " return_complex=True.");
    boolean onesided = checked();
    long n = o.nFft();
    Tensor input = (x.dim() == 2 ? x.unsqueeze(0) : x).transpose(1, 2);
    long pieces = input.size(1);
    long whole = n + hop * (pieces - 1);
    Tensor window = window();
    Tensor weighted = signals(input, onesided).mul(window.view(1, 1, n));
    Unfold overlap = new Unfold(1, n, hop);
    Tensor y = overlap.sums(weighted, weighted.size(0), whole);
    Tensor cover = overlap.sums(window.mul(window).expand(1, pieces, n), 1, whole);
    long start = o.center() ? n / 2 : 0;
    Long wanted = o.length();
    long end = wanted != null ? start + wanted : o.center() ? -(n / 2) : whole;
    y = y.slice(1, start, end, 1);
    cover = cover.slice(1, start, end, 1);
    Tensor covered = cover;
    Tensor least = Call.unrecorded(() -> covered.detach().abs().min());
    check(
        least.item() >= COVERED,
        "window overlap add min: 1\n"
            + "istft: some elements lie in no window; use windows that overlap, or center=true");
    y = y.div(cover);
    y = x.dim() == 2 ? y.squeeze(0) : y;
    if (end > whole) {
      Gradus.warn(
          "The length of signal is shorter than the length parameter. Result is being padded with"
              + " zeros in the tail. Please check your center and hop_length settings.");
      y = y.pad(0, end - whole);
    }
    return y;
  }

  private boolean checked() {
    check(x.numel() > 0, ": input tensor cannot be empty.");
    check(
        x.dim() == 2 || x.dim() == 3,
        ": expected a tensor with 3 or 4 dimensions, but got " + (x.dim() + 1));
    long size = x.size(-2);
    Boolean given = o.onesided();
    boolean onesided = given == null ? size != o.nFft() : given;
    long expected = onesided ? o.nFft() / 2 + 1 : o.nFft();
    check(
        size == expected,
        ": expected the frequency dimension (3rd to the last) of the input tensor to match "
            + (onesided ? "n_fft / 2 + 1 when onesided=True" : "n_fft when onesided=False")
            + ", but got "
            + size);
    check(0 < hop && hop <= length, ": expected 0 < hop_length <= win_length");
    check(0 < length && length <= o.nFft(), ": expected 0 < win_length <= n_fft");
    Tensor window = o.window();
    check(
        window == null || (window.dim() == 1 && window.size(0) == length),
        ": Invalid window shape. window has to be 1D and length of `win_length`");
    return onesided;
  }

  private Tensor window() {
    Tensor given = o.window();
    Tensor window = given == null ? Gradus.ones(x.dtype().toReal(), length) : given;
    long left = (o.nFft() - length) / 2;
    return length == o.nFft() ? window : window.pad(left, o.nFft() - length - left);
  }

  private Tensor signals(Tensor input, boolean onesided) {
    Scaling scaling = o.normalized() ? Scaling.BY_ROOT : Scaling.BY_COUNT;
    int[] last = {2};
    if (o.returnComplex()) {
      require(!onesided, "Cannot have onesided output if window or input is complex");
      return Call.run(new FftC2C(last, scaling, false), input);
    }
    Tensor window = o.window();
    require(
        window == null || !window.dtype().isComplex(),
        "Complex windows are incompatible with return_complex=False");
    Tensor half = onesided ? input : input.slice(-1, 0L, o.nFft() / 2 + 1, 1);
    return Call.run(new FftC2R(last, scaling, o.nFft()), half);
  }

  private void check(boolean holds, String sentence) {
    if (!holds) {
      Long wanted = o.length();
      throw new GradusArgumentException(
          "istft("
              + Stft.Calls.head(x, o.nFft(), hop, length, o.window())
              + ", center="
              + Stft.Calls.bit(o.center())
              + ", normalized="
              + Stft.Calls.bit(o.normalized())
              + ", onesided="
              + Stft.Calls.bit(o.onesided())
              + ", length="
              + (wanted == null ? "None" : wanted)
              + ", return_complex="
              + Stft.Calls.bit(o.returnComplex())
              + ") "
              + sentence
              + "\nistft: the spectra have the sizes "
              + Sizes.text(x.shape())
              + ".");
    }
  }
}
