package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The gradients of picked rows added up in the table. Inputs: the gradients, the numbers.
/// Gradient: the rows picked again, 0 for the padding.
///
/// @param rows the rows of the table
/// @param padding the row that gets none, or −1
/// @param scale whether they are divided by how often a row was named
record EmbeddingGradient(long rows, long padding, boolean scale) implements SingleOperation {
  @Override
  public String name() {
    return "embedding_dense_backward";
  }

  private int[] kept(long[] numbers) {
    int count = 0;
    for (long n : numbers) {
      count += n == padding ? 0 : 1;
    }
    int[] kept = new int[count];
    int next = 0;
    for (int k = 0; k < numbers.length; k++) {
      if (numbers[k] != padding) {
        kept[next++] = k;
      }
    }
    return kept;
  }

  @Override
  public Tensor forward(Tensor[] in) {
    long[] numbers = PlainArrays.longs(in[1]);
    int[] from = kept(numbers);
    int[] to = new int[from.length];
    for (int k = 0; k < to.length; k++) {
      to[k] = (int) numbers[from[k]];
    }
    return Call.unrecorded(() -> {
      Tensor g = in[0].detach().reshape(numbers.length, in[0].size(-1));
      Tensor z = Rows.sums(g, from, to, null, null, rows);
      return scale ? z.div(Rows.counts(to, rows, z.dtype())) : z;
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor each = g;
    long[] numbers = PlainArrays.longs(b.x(1));
    if (scale) {
      int[] named = new int[numbers.length];
      for (int k = 0; k < named.length; k++) {
        named[k] = (int) numbers[k];
      }
      each = each.div(Rows.counts(named, rows, g.dtype()));
    }
    if (padding >= 0) {
      Tensor row = dev.gradus.Gradus.arange(rows).eq(padding).unsqueeze(1);
      each = each.maskedFill(row, 0L);
    }
    return new @Nullable Tensor[] {Call.run(new Embedding(-1, false), each, b.x(1)), null};
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Tensor g = b.front(x, 0);
    if (padding >= 0) {
      g = g.maskedFill(b.front(x, 1).eq(padding).unsqueeze(-1), 0L);
    }
    EmbeddingGradient all = new EmbeddingGradient(b.size() * rows, -1, scale);
    return Call.run(all, g, apart(b, x, rows)).unflatten(0, b.size(), rows);
  }

  /// The rows of every example, those of the first in front.
  static Tensor apart(Batching b, Tensor[] x, long rows) {
    Tensor own = b.front(x, 1).to(DType.INT64);
    long[] sizes = new long[own.dim()];
    java.util.Arrays.fill(sizes, 1);
    sizes[0] = b.size();
    return own.add(Gradus.arange(b.size()).mul(rows).view(sizes));
  }
}
