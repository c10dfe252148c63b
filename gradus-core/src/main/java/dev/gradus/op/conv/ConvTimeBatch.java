package dev.gradus.op.conv;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution along time, with the channels last.
///
/// @param s all sizes
record ConvTimeBatch(ConvShape s) implements SingleOperation {
  @Override
  public String name() {
    return "conv_tbc";
  }

  private Tensor convolve(ConvMap.Face face, Tensor a, Tensor b) {
    return Call.run(new ConvMap(face, s, false, true), a, b);
  }

  // (time, batch, channels) as (batch, channels, time), and weights likewise.
  private static Tensor channelsFirst(Tensor x) {
    return x.permute(1, 2, 0);
  }

  private static Tensor filtersFirst(Tensor w) {
    return w.permute(2, 1, 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor y = convolve(ConvMap.Face.RESULT, channelsFirst(x[0]), filtersFirst(x[1]));
      return y.permute(2, 0, 1).add(x[2]).contiguous();
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor first = channelsFirst(g);
    Tensor x = null;
    Tensor w = null;
    if (b.needs(0)) {
      Tensor weights = filtersFirst(b.x(1)).conj();
      x = convolve(ConvMap.Face.INPUT, first, weights).permute(2, 0, 1);
    }
    if (b.needs(1)) {
      Tensor input = channelsFirst(b.x(0)).conj();
      w = convolve(ConvMap.Face.WEIGHT, first, input).permute(2, 1, 0);
    }
    return new @Nullable Tensor[] {x, w, b.needs(2) ? g.sum(new int[] {0, 1}, false) : null};
  }

  @Override
  public long savesInputs(long needs) {
    return (needs & 1) << 1 | needs >>> 1 & 1;
  }
}
