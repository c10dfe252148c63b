package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;

/// Convolutions by their definition, in double, of any number of dimensions.
final class NaiveConvolution {
  private final long[] x;
  private final long[] w;
  private final long[] y;
  private final long[] stride;
  private final long[] pad;
  private final long[] dilation;
  private final long groups;

  private NaiveConvolution(
      long[] x, long[] w, long[] y, long[] stride, long[] pad, long[] dilation, long groups) {
    this.x = x;
    this.w = w;
    this.y = y;
    this.stride = stride;
    this.pad = pad;
    this.dilation = dilation;
    this.groups = groups;
  }

  /// What is done for each product: element `xi` of the input, `wi` of the weights and `yi` of the
  /// result belong together.
  @FunctionalInterface
  private interface Term {
    void of(int xi, int wi, int yi);
  }

  static double[] conv(
      Tensor x, Tensor w, long[] out, long[] stride, long[] pad, long[] dilation, long groups) {
    long[] y = sizes(x.size(0), w.size(0), out);
    double[] xs = Seen.values(x);
    double[] ws = Seen.values(w);
    double[] ys = new double[count(y)];
    new NaiveConvolution(x.shape(), w.shape(), y, stride, pad, dilation, groups)
        .each((xi, wi, yi) -> ys[yi] += xs[xi] * ws[wi]);
    return ys;
  }

  static double[] transposed(
      Tensor g, Tensor w, long[] in, long[] stride, long[] pad, long[] dilation, long groups) {
    long[] x = sizes(g.size(0), w.size(1) * groups, in);
    double[] gs = Seen.values(g);
    double[] ws = Seen.values(w);
    double[] xs = new double[count(x)];
    new NaiveConvolution(x, w.shape(), g.shape(), stride, pad, dilation, groups)
        .each((xi, wi, yi) -> xs[xi] += gs[yi] * ws[wi]);
    return xs;
  }

  static double[] weights(
      Tensor g, Tensor x, long[] w, long[] stride, long[] pad, long[] dilation, long groups) {
    double[] gs = Seen.values(g);
    double[] xs = Seen.values(x);
    double[] ws = new double[count(w)];
    new NaiveConvolution(x.shape(), w, g.shape(), stride, pad, dilation, groups)
        .each((xi, wi, yi) -> ws[wi] += gs[yi] * xs[xi]);
    return ws;
  }

  private void each(Term term) {
    int taps = count(w) / (int) (w[0] * w[1]);
    int places = count(y) / (int) (y[0] * y[1]);
    int volume = count(x) / (int) (x[0] * x[1]);
    for (int n = 0; n < y[0]; n++) {
      for (int f = 0; f < y[1]; f++) {
        int group = (int) (f / (y[1] / groups));
        for (int o = 0; o < places; o++) {
          for (int c = 0; c < w[1]; c++) {
            for (int k = 0; k < taps; k++) {
              int place = place(o, k);
              if (place >= 0) {
                int channel = (int) (n * x[1] + group * w[1] + c);
                term.of(
                    channel * volume + place,
                    (int) (f * w[1] + c) * taps + k,
                    (int) (n * y[1] + f) * places + o);
              }
            }
          }
        }
      }
    }
  }

  // Where tap k of place o lies in the input, or -1.
  private int place(int o, int k) {
    int at = 0;
    int step = 1;
    for (int d = x.length - 1; d >= 2; d--) {
      long p = o % y[d] * stride[d - 2] - pad[d - 2] + k % w[d] * dilation[d - 2];
      if (p < 0 || p >= x[d]) {
        return -1;
      }
      at += (int) p * step;
      step *= (int) x[d];
      o /= (int) y[d];
      k /= (int) w[d];
    }
    return at;
  }

  private static long[] sizes(long first, long second, long[] rest) {
    long[] all = new long[rest.length + 2];
    all[0] = first;
    all[1] = second;
    System.arraycopy(rest, 0, all, 2, rest.length);
    return all;
  }

  private static int count(long[] sizes) {
    return (int) dev.gradus.shape.Sizes.numel(sizes);
  }

  /// Small whole numbers, whose sums are exact in every floating type.
  static Tensor whole(DType dtype, long seed, long... sizes) {
    Tensor x = Tensor.empty(dtype, sizes);
    long state = seed * 0x9E3779B97F4A7C15L + 1;
    int slots = (int) x.numel() * (dtype.isComplex() ? 2 : 1);
    for (int i = 0; i < slots; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      Elements.setDouble(x.storage(), dtype, i, (double) ((state >>> 33) % 7 - 3));
    }
    return x;
  }
}
