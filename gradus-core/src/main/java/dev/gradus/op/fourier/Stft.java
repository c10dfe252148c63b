package dev.gradus.op.fourier;

import static dev.gradus.op.fourier.FftCalls.require;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.StftOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One call of `stft`.
public final class Stft {
  private final Tensor x;
  private final StftOptions o;
  private final long hop;
  private final long length;

  public Stft(Tensor x, StftOptions options) {
    this.x = x;
    this.o = options;
    Long givenHop = options.hopLength();
    Long givenLength = options.winLength();
    this.hop = givenHop == null ? options.nFft() >> 2 : givenHop;
    this.length = givenLength == null ? options.nFft() : givenLength;
  }

  /// Checks and computes.
  public Tensor run() {
    boolean complex = returnComplex();
    boolean numbers = x.dtype().isFloatingPoint() || x.dtype().isComplex();
    check(numbers, "expected a tensor of floating point or complex values", complex);
    check(x.dim() == 1 || x.dim() == 2, "expected a 1D or 2D tensor", complex);
    Tensor input = x.dim() == 1 ? x.unsqueeze(0) : x;
    if (o.center()) {
      input = padded(input, o.nFft() / 2);
    }
    long n = input.size(1);
    check(
        o.nFft() > 0 && o.nFft() <= n,
        "expected 0 < n_fft < " + n + ", but got n_fft=" + length,
        complex);
    check(hop > 0, "expected hop_length > 0, but got hop_length=" + hop, complex);
    check(
        length > 0 && length <= o.nFft(),
        "expected 0 < win_length <= n_fft, but got win_length=" + length,
        complex);
    Tensor window = window(complex);
    Tensor pieces = input.unfold(1, o.nFft(), hop);
    Tensor y = spectra(window == null ? pieces : pieces.mul(window));
    y = y.transpose_(1, 2);
    if (x.dim() == 1) {
      y = y.squeeze_(0);
    }
    return complex ? y : y.viewAsReal();
  }

  private boolean returnComplex() {
    Boolean given = o.returnComplex();
    Tensor window = o.window();
    boolean isComplex = x.dtype().isComplex() || (window != null && window.dtype().isComplex());
    require(
        given != null || isComplex,
        "stft requires the return_complex parameter be given for real inputs, and will further"
            + " require that return_complex=True in a future PyTorch release.");
    return given == null || given;
  }

  private @Nullable Tensor window(boolean complex) {
    Tensor given = o.window();
    check(
        given == null || (given.dim() == 1 && given.size(0) == length),
        "expected a 1D window tensor of size equal to win_length="
            + length
            + ", but got window with size "
            + (given == null ? "" : Arrays.toString(given.shape())),
        complex);
    if (length == o.nFft()) {
      return given;
    }
    long left = (o.nFft() - length) / 2;
    Tensor weights = given == null ? Gradus.ones(x.dtype(), length) : given;
    return weights.pad(left, o.nFft() - length - left);
  }

  private Tensor spectra(Tensor pieces) {
    Scaling scaling = o.normalized() ? Scaling.BY_ROOT : Scaling.NONE;
    Boolean onesided = o.onesided();
    Tensor input = FftCalls.promoted("stft", pieces, false);
    if (!input.dtype().isComplex()) {
      return Call.run(new FftR2C(new int[] {2}, scaling, onesided == null || onesided), input);
    }
    require(
        onesided == null || !onesided,
        "Cannot have onesided output if window or input is complex\n"
            + "stft: only the spectrum of real numbers is said by its half; use onesided=false.");
    return Call.run(new FftC2C(new int[] {2}, scaling, true), input);
  }

  /// The signals with `width` elements more at both ends.
  private Tensor padded(Tensor signals, long width) {
    if (o.padMode().equals("constant")) {
      return signals.pad(width, width);
    }
    long n = signals.size(1);
    boolean circular = o.padMode().equals("circular");
    switch (o.padMode()) {
      case "reflect" ->
          require(
              width < n,
              "Argument #4: Padding size should be less than the corresponding input dimension, but"
                  + " got: padding ("
                  + width
                  + ", "
                  + width
                  + ") at dimension 2 of input "
                  + Arrays.toString(threeSizes(signals)));
      case "circular" ->
          require(
              width <= n,
              "Padding value causes wrapping around more than once.\nstft: the signal has "
                  + n
                  + " elements; n_fft may be at most "
                  + (2 * n + 1)
                  + ".");
      case "replicate" -> require(n > 0, "stft: the signal has no elements to be replicated.");
      default -> throw new GradusArgumentException("Unrecognised padding mode " + o.padMode());
    }
    long[] places = new long[Math.toIntExact(n + 2 * width)];
    for (int k = 0; k < places.length; k++) {
      long place = k - width;
      if (circular) {
        places[k] = Math.floorMod(place, n);
      } else if (o.padMode().equals("replicate")) {
        places[k] = Math.clamp(place, 0, n - 1);
      } else {
        long mirrored = Math.abs(place);
        places[k] = mirrored < n ? mirrored : 2 * (n - 1) - mirrored;
      }
    }
    return signals.indexSelect(1, Gradus.tensor(places));
  }

  private long[] threeSizes(Tensor signals) {
    return new long[] {1, x.dim() == 1 ? 1 : signals.size(0), signals.size(1)};
  }

  private void check(boolean holds, String sentence, boolean complex) {
    if (!holds) {
      throw new GradusArgumentException(
          "stft("
              + Calls.head(x, o.nFft(), hop, length, o.window())
              + ", normalized="
              + Calls.bit(o.normalized())
              + ", onesided="
              + Calls.bit(o.onesided())
              + ", return_complex="
              + Calls.bit(complex)
              + ", align_to_window=None) : "
              + sentence
              + "\nstft: the signal has the sizes "
              + Sizes.text(x.shape())
              + ".");
    }
  }

  /// How PyTorch writes the call in front of what is wrong with it.
  static final class Calls {
    private Calls() {}

    static String head(Tensor x, long nFft, long hop, long length, @Nullable Tensor window) {
      return type(x)
          + sizes(x)
          + ", n_fft="
          + nFft
          + ", hop_length="
          + hop
          + ", win_length="
          + length
          + ", window="
          + (window == null ? "None" : type(window) + "{" + sizes(window) + "}");
    }

    private static String type(Tensor x) {
      return "torch." + x.dtype().scalarName() + "Tensor";
    }

    private static String sizes(Tensor x) {
      return Arrays.toString(x.shape());
    }

    static String bit(@Nullable Boolean value) {
      return value == null ? "None" : value ? "1" : "0";
    }
  }
}
