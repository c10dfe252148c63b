package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Gather;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of a table that numbers name. Inputs: the table, the numbers. Gradient: see
/// [EmbeddingGradient].
///
/// @param padding the row that gets no gradient, or −1
/// @param scale whether gradients are divided by how often a row was named
record Embedding(long padding, boolean scale) implements SingleOperation {
  @Override
  public String name() {
    return "embedding";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    boolean complex = in[0].dtype().isComplex();
    Tensor x = complex ? Call.unrecorded(() -> in[0].detach().contiguous()) : in[0];
    long[] own = in[1].layout().sizes();
    long[] sizes = Arrays.copyOf(own, own.length + 1);
    sizes[own.length] = x.size(1);
    Tensor y = Tensor.unfilled(Layout.contiguous(sizes), x.dtype());
    if (y.numel() == 0) {
      return y;
    }
    Layout l = x.layout();
    int width = complex ? 2 : 1;
    long[] numbers = PlainArrays.longs(in[1]);
    int[] starts = new int[numbers.length];
    for (int k = 0; k < starts.length; k++) {
      starts[k] = (int) (l.offset() + numbers[k] * l.strides()[0]) * width;
    }
    try {
      Gather.read(
          x.storage().array(),
          starts,
          (int) x.size(1) * width,
          complex ? 1 : (int) l.strides()[1],
          y.storage().array());
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long rows = b.sizes(0)[0];
    EmbeddingGradient op = new EmbeddingGradient(rows, padding, scale);
    return new @Nullable Tensor[] {Call.run(op, g, b.x(1)), null};
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0], x[1]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    if (!b.has(0) && !scale) {
      return Call.run(this, x[0], x[1]);
    }
    Tensor table = b.front(x, 0);
    if (padding >= 0) {
      Tensor row = Gradus.arange(table.size(1)).eq(padding).unsqueeze(1);
      table = Gradus.where(row, table.detach(), table);
    }
    Tensor rows = EmbeddingGradient.apart(b, x, table.size(1));
    return Call.run(new Embedding(-1, scale), table.flatten(0, 1), rows);
  }
}
