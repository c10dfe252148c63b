package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Copies of a tensor side by side.
///
/// @param times how often along each dimension; more than the tensor has are new ones in front
public record Repeat(long... times) implements SingleOperation {
  /// Checks that every dimension has a count.
  public static Repeat of(Tensor x, long... times) {
    if (times.length < x.dim()) {
      throw new GradusArgumentException(
          "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor");
    }
    for (long n : times) {
      if (n < 0) {
        throw new GradusArgumentException("Trying to create tensor with negative dimension " + n);
      }
    }
    return new Repeat(times.clone());
  }

  @Override
  public String name() {
    return "repeat";
  }

  // Dimension d of the input becomes two: the copies, of stride 0, and the elements.
  private long[] split(long[] own) {
    long[] sizes = new long[2 * times.length];
    int shift = times.length - own.length;
    for (int d = 0; d < times.length; d++) {
      sizes[2 * d] = times[d];
      sizes[2 * d + 1] = d < shift ? 1 : own[d - shift];
    }
    return sizes;
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Layout own = x[0].layout();
    long[] sizes = split(own.sizes());
    long[] strides = new long[sizes.length];
    long[] whole = new long[times.length];
    int shift = times.length - own.rank();
    for (int d = 0; d < times.length; d++) {
      strides[2 * d + 1] = d < shift ? 0 : own.strides()[d - shift];
      whole[d] = sizes[2 * d] * sizes[2 * d + 1];
    }
    Tensor y = Tensor.unfilled(Layout.contiguous(whole), x[0].dtype());
    if (y.numel() > 0) {
      Tensor copies =
          Tensor.wrap(x[0].storage(), Layout.of(sizes, strides, own.offset()), x[0].dtype());
      Copies.copy(copies, Tensor.wrap(y.storage(), Layout.contiguous(sizes), y.dtype()));
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] own = b.sizes(0);
    if (times.length == 0) {
      return new Tensor[] {g};
    }
    int[] copies = new int[times.length];
    for (int d = 0; d < copies.length; d++) {
      copies[d] = 2 * d;
    }
    return new Tensor[] {g.reshape(split(own)).sum(copies, false).reshape(own)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int own = b.rank(0);
    long[] spread = new long[times.length + 1];
    long[] all = new long[times.length + 1];
    Arrays.fill(spread, 1);
    spread[0] = b.size();
    System.arraycopy(b.sizes(0), 0, spread, spread.length - own, own);
    System.arraycopy(times, 0, all, 1, times.length);
    all[0] = 1;
    return Call.run(new Repeat(all), x[0].reshape(spread));
  }
}
