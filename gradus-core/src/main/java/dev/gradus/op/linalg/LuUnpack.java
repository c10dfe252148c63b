package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.LuFactor;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The matrices P, L and U from factors in one matrix and pivots. Gradient: those of L below the
/// diagonal and of U on and above it.
///
/// @param data whether L and U are wanted, else they are empty
/// @param permutation whether P is wanted, else it is empty
public record LuUnpack(boolean data, boolean permutation) implements Operation {
  /// Checks the operands and computes.
  public static Tensor[] of(Tensor lu, Tensor pivots, boolean data, boolean permutation) {
    if (lu.dim() < 2) {
      throw new GradusArgumentException(
          "torch.lu_unpack: Expected tensor with 2 or more dimensions. Got size: "
              + Sizes.text(lu.layout().sizes())
              + " instead");
    }
    if (permutation && pivots.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype."
              + "\nNote: this function is intended to be used with the output produced by torch.linalg.lu_factor");
    }
    return Call.runAll(new LuUnpack(data, permutation), lu, pivots);
  }

  /// P, L and U, recorded.
  static Tensor[] parts(Tensor lu, Tensor pivots) {
    return Call.runAll(new LuUnpack(true, true), lu, pivots);
  }

  @Override
  public String name() {
    return "lu_unpack";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor none = Tensor.empty(x[0].dtype(), 0);
    return new Tensor[] {
      permutation ? permutation(x[0], Pivots.forUnpack(x[0], x[1])) : none,
      data ? lower(x[0]) : none,
      data ? upper(x[0]) : Tensor.empty(x[0].dtype(), 0)
    };
  }

  /// L: what is below the diagonal, and ones on it.
  static Tensor lower(Tensor lu) {
    long k = Math.min(lu.size(-2), lu.size(-1));
    return Call.unrecorded(() -> {
      Tensor l = lu.narrow(-1, 0, k).tril(-1).contiguous();
      l.diagonal(0, -2, -1).fill_(1);
      return l;
    });
  }

  /// U: what is on the diagonal and above.
  static Tensor upper(Tensor lu) {
    long k = Math.min(lu.size(-2), lu.size(-1));
    return Call.unrecorded(() -> lu.narrow(-2, 0, k).triu().contiguous());
  }

  /// P as matrices.
  static Tensor permutation(Tensor lu, int[] pivots) {
    int m = (int) lu.size(-2);
    int k = (int) Math.min(m, lu.size(-1));
    long[] batch = Matrices.batch(lu);
    int count = (int) Sizes.numel(batch);
    long[] places = new long[count * m];
    int[] rows = new int[m];
    for (int t = 0; t < count; t++) {
      LuFactor.permutation(pivots, t * k, k, rows);
      for (int i = 0; i < m; i++) {
        places[t * m + i] = rows[i];
      }
    }
    Layout layout = Layout.contiguous(Matrices.with(batch, 1, m));
    Tensor index = Tensor.wrap(Storage.wrap(places), layout, DType.INT64);
    return Call.unrecorded(
        () -> Gradus.zeros(lu.dtype(), Matrices.with(batch, m, m)).scatter_(-2, index, 1L));
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor ofL = data ? g[1] : null;
    Tensor ofU = data ? g[2] : null;
    long[] sizes = b.sizes(0);
    long m = sizes[sizes.length - 2];
    long n = sizes[sizes.length - 1];
    long k = Math.min(m, n);
    Tensor total = null;
    if (ofL != null) {
      total = ofL.tril(-1).pad(0, n - k, 0, 0);
    }
    if (ofU != null) {
      Tensor above = ofU.triu().pad(0, 0, 0, m - k);
      total = total == null ? above : total.add(above);
    }
    return new @Nullable Tensor[] {total, null};
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k > 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, b.front(x));
  }
}
