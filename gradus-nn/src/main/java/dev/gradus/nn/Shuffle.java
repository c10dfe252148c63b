package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// Elements that change their place together.
final class Shuffle {
  private Shuffle() {}

  static Tensor up(Tensor x, long r) {
    checkImage("pixel_shuffle", x);
    checkPositive("pixel_shuffle", "upscale_factor", r);
    long channels = x.size(-3);
    if (channels % (r * r) != 0) {
      throw new GradusArgumentException(
          "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of"
              + " upscale_factor, but input.size(-3)="
              + channels
              + " is not divisible by "
              + r * r);
    }
    long[] apart = with(x, channels / (r * r), r, r, x.size(-2), x.size(-1));
    int d = x.dim() - 3;
    Tensor y = x.reshape(apart).permute(order(d, d, d + 3, d + 1, d + 4, d + 2));
    return y.reshape(with(x, channels / (r * r), x.size(-2) * r, x.size(-1) * r));
  }

  static Tensor down(Tensor x, long r) {
    checkImage("pixel_unshuffle", x);
    checkPositive("pixel_unshuffle", "downscale_factor", r);
    long height = x.size(-2);
    long width = x.size(-1);
    if (height % r != 0) {
      throw notDivisible("height", -2, height, r);
    }
    if (width % r != 0) {
      throw notDivisible("width", -1, width, r);
    }
    int d = x.dim() - 3;
    Tensor y =
        x.reshape(with(x, x.size(-3), height / r, r, width / r, r))
            .permute(order(d, d, d + 2, d + 4, d + 1, d + 3));
    return y.reshape(with(x, x.size(-3) * r * r, height / r, width / r));
  }

  private static GradusArgumentException notDivisible(String what, int dim, long size, long r) {
    return new GradusArgumentException(
        "pixel_unshuffle expects %s to be divisible by downscale_factor, but input.size(%d)=%d is not divisible by %d"
            .formatted(what, dim, size, r));
  }

  static Tensor channels(Tensor x, long groups) {
    if (x.dim() < 3) {
      throw new GradusArgumentException(
          "channel_shuffle expects input with > 2 dims, but got input with sizes "
              + Arrays.toString(x.shape()));
    }
    long channels = x.size(1);
    if (groups <= 0) {
      throw new GradusArgumentException(
          "Number of groups to divide channels in must be positive. Value of groups:" + groups);
    }
    if (channels % groups != 0) {
      throw new GradusArgumentException(
          "Number of channels must be divisible by groups. Got "
              + channels
              + " channels and "
              + groups
              + " groups.");
    }
    return x.unflatten(1, groups, channels / groups).transpose(1, 2).flatten(1, 2);
  }

  private static void checkImage(String op, Tensor x) {
    if (x.dim() < 3) {
      throw new GradusArgumentException(
          op
              + " expects input to have at least 3 dimensions, but got input with "
              + x.dim()
              + " dimension(s)");
    }
  }

  private static void checkPositive(String op, String name, long r) {
    if (r <= 0) {
      throw new GradusArgumentException(op + " expects a positive " + name + ", but got " + r);
    }
  }

  // The sizes before the last three dimensions, and then these.
  private static long[] with(Tensor x, long... last) {
    long[] first = Arrays.copyOf(x.shape(), x.dim() - 3);
    long[] all = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }

  private static int[] order(int before, int... last) {
    int[] all = new int[before + last.length];
    Arrays.setAll(all, i -> i < before ? i : last[i - before]);
    return all;
  }
}
