package dev.gradus.op.conv;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.ConvColumns;
import dev.gradus.kernel.ConvGeometry;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The columns of an image: each block of it as one column; or the transpose of that, the sum of
/// columns back into an image. Each is the gradient of the other.
///
/// @param s all sizes; the number of filters does not matter
/// @param back whether this is the transpose
record Im2Col(ConvShape s, boolean back) implements SingleOperation {
  @Override
  public String name() {
    return back ? "col2im" : "im2col";
  }

  private long[] columnSizes() {
    long taps = s.kernel()[0] * s.kernel()[1];
    return new long[] {s.samples(), s.channels() * taps, s.out()[0] * s.out()[1]};
  }

  @Override
  public Tensor forward(Tensor[] in) {
    DType dtype = in[0].dtype();
    if (dtype.isComplex()) {
      return ComplexParts.ofOne(this, in[0]);
    }
    // Sums of truth values are whether any is true.
    Tensor x = back ? Widened.of(in[0]) : Call.unrecorded(() -> in[0].contiguous());
    Tensor y =
        back
            ? Tensor.empty(x.dtype(), s.inputSizes())
            : Tensor.unfilled(Layout.contiguous(columnSizes()), dtype);
    ConvGeometry g = s.geometry();
    Object from = x.storage().array();
    Object to = y.storage().array();
    try {
      if (back) {
        ConvColumns.fold(g, from, (int) x.storageOffset(), to);
      } else {
        ConvColumns.unfold(g, from, (int) x.storageOffset(), to);
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(y);
    }
    return Widened.back(y, dtype);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Im2Col all = new Im2Col(s.withSamples(s.samples() * b.size()), back);
    return b.unfolded(Call.run(all, Batching.folded(x[0])));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Im2Col(s, !back), g)};
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
