package dev.gradus.op.resample;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Elements in other places: the last dimensions are split, exchanged and put together again.
///
/// @param name PyTorch's name
/// @param kind which rearrangement
/// @param factor the factor, or the number of groups
public record Shuffle(String name, Kind kind, long factor) implements SingleOperation {
  /// The rearrangements.
  enum Kind {
    PIXELS,
    UNPIXELS,
    CHANNELS
  }

  /// Channels to pixels.
  public static Tensor pixels(Tensor x, long factor) {
    check(x, 3, "pixel_shuffle");
    if (factor <= 0) {
      throw new GradusArgumentException(
          "pixel_shuffle expects a positive upscale_factor, but got " + factor);
    }
    long channels = x.size(-3);
    if (channels % (factor * factor) != 0) {
      throw new GradusArgumentException(
          "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=%d is not divisible by %d"
              .formatted(channels, factor * factor));
    }
    return Call.run(new Shuffle("pixel_shuffle", Kind.PIXELS, factor), x);
  }

  /// Pixels to channels.
  public static Tensor unpixels(Tensor x, long factor) {
    check(x, 3, "pixel_unshuffle");
    if (factor <= 0) {
      throw new GradusArgumentException(
          "pixel_unshuffle expects a positive downscale_factor, but got " + factor);
    }
    for (int k = 2; k > 0; k--) {
      if (x.size(-k) % factor != 0) {
        throw new GradusArgumentException(
            "pixel_unshuffle expects %s to be divisible by downscale_factor, but input.size(-%d)=%d is not divisible by %d"
                .formatted(k == 2 ? "height" : "width", k, x.size(-k), factor));
      }
    }
    return Call.run(new Shuffle("pixel_unshuffle", Kind.UNPIXELS, factor), x);
  }

  /// Channels of groups in turn.
  public static Tensor channels(Tensor x, long groups) {
    check(x, 3, "channel_shuffle");
    if (groups <= 0) {
      throw new GradusArgumentException(
          "Number of groups to divide channels in must be positive. Value of groups:" + groups);
    }
    if (x.size(1) % groups != 0) {
      throw new GradusArgumentException(
          "Number of channels must be divisible by groups. Got %d channels and %d groups."
              .formatted(x.size(1), groups));
    }
    return Call.run(new Shuffle("channel_shuffle", Kind.CHANNELS, groups), x);
  }

  private static void check(Tensor x, int dims, String name) {
    if (x.dim() < dims) {
      throw new GradusArgumentException(
          "%s expects input to have at least %d dimensions, but got input with %d dimension(s)\n%s: the tensor has shape %s."
              .formatted(name, dims, x.dim(), name, Sizes.text(x.shape())));
    }
  }

  @Override
  public Tensor forward(Tensor[] in) {
    return Call.unrecorded(() -> rearranged(in[0])).clone();
  }

  private Tensor rearranged(Tensor x) {
    long[] s = x.shape();
    int n = s.length;
    return switch (kind) {
      case PIXELS -> {
        long c = s[n - 3] / (factor * factor);
        Tensor parts = x.reshape(join(s, n - 3, c, factor, factor, s[n - 2], s[n - 1]));
        yield parts
            .permute(order(n - 3, 0, 3, 1, 4, 2))
            .reshape(join(s, n - 3, c, s[n - 2] * factor, s[n - 1] * factor));
      }
      case UNPIXELS -> {
        long h = s[n - 2] / factor;
        long w = s[n - 1] / factor;
        Tensor parts = x.reshape(join(s, n - 3, s[n - 3], h, factor, w, factor));
        yield parts
            .permute(order(n - 3, 0, 2, 4, 1, 3))
            .reshape(join(s, n - 3, s[n - 3] * factor * factor, h, w));
      }
      case CHANNELS -> {
        long[] split = new long[n + 1];
        split[0] = s[0];
        split[1] = factor;
        split[2] = s[1] / factor;
        System.arraycopy(s, 2, split, 3, n - 2);
        yield x.reshape(split).transpose(1, 2).reshape(s);
      }
    };
  }

  private static long[] join(long[] s, int keep, long... rest) {
    long[] all = Arrays.copyOf(s, keep + rest.length);
    System.arraycopy(rest, 0, all, keep, rest.length);
    return all;
  }

  private static int[] order(int keep, int... rest) {
    int[] all = new int[keep + rest.length];
    Arrays.setAll(all, i -> i < keep ? i : keep + rest[i - keep]);
    return all;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return kind == Kind.CHANNELS
        ? b.unfolded(Call.run(this, Batching.folded(x[0])))
        : Call.run(this, x[0]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Shuffle inverse =
        switch (kind) {
          case PIXELS -> new Shuffle("pixel_unshuffle", Kind.UNPIXELS, factor);
          case UNPIXELS -> new Shuffle("pixel_shuffle", Kind.PIXELS, factor);
          case CHANNELS -> new Shuffle(name, kind, Math.max(1, g.size(1) / factor));
        };
    return new Tensor[] {Call.run(inverse, g)};
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }
}
