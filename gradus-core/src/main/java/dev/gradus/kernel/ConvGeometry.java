package dev.gradus.kernel;

/// The sizes of a convolution.
///
/// With `x` of `samples × groups·channels × in`, `w` of `groups·filters × channels × kernel` and
/// `y` of `samples × groups·filters × out`, place `o` of `y` sees at tap `k` place `o·stride − pad
/// + k·dilation` of `x`; what lies outside is zero. There are always three places: those of a
///   convolution of fewer dimensions lead with ones. `pad` may be negative, and `out` any number.
///
/// @param channels channels of `x` in a group
/// @param filters channels of `y` in a group
public record ConvGeometry(
    int samples,
    int groups,
    int channels,
    int filters,
    int[] in,
    int[] kernel,
    int[] out,
    int[] stride,
    int[] pad,
    int[] dilation) {

  /// Places of a channel of `x`.
  int inVolume() {
    return in[0] * in[1] * in[2];
  }

  /// Taps of a filter in a channel.
  int taps() {
    return kernel[0] * kernel[1] * kernel[2];
  }

  /// Places of a channel of `y`: columns of a sample.
  int outVolume() {
    return out[0] * out[1] * out[2];
  }

  /// Weights of a filter: the height of a column.
  int depth() {
    return channels * taps();
  }

  /// Where group `group` of sample `n` begins in `x`.
  int inputAt(int n, int group) {
    return (n * groups + group) * channels * inVolume();
  }

  /// Where group `group` of sample `n` begins in `y`.
  int outputAt(int n, int group) {
    return (n * groups + group) * filters * outVolume();
  }

  /// Multiply-adds of all of it.
  long work() {
    return (long) samples * groups * filters * depth() * outVolume();
  }

  boolean hasUnitStride() {
    return stride[0] == 1 && stride[1] == 1 && stride[2] == 1;
  }

  /// Whether a column is the channels of one place as they lie in `x`.
  boolean isPointwise() {
    boolean same = in[0] == out[0] && in[1] == out[1] && in[2] == out[2];
    return taps() == 1 && hasUnitStride() && same && pad[0] == 0 && pad[1] == 0 && pad[2] == 0;
  }

  /// The convolution by which, at stride 1, `x` comes from `y`: filters with their taps in reverse.
  ConvGeometry reversed() {
    int[] p = new int[3];
    for (int d = 0; d < 3; d++) {
      p[d] = dilation[d] * (kernel[d] - 1) - pad[d];
    }
    return new ConvGeometry(
        samples, groups, filters, channels, out, kernel, in, stride, p, dilation);
  }
}
