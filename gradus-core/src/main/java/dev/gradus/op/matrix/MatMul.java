package dev.gradus.op.matrix;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.Squeeze;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// The product of tensors of any rank, made of the products of vectors, matrices and batches.
///
/// A batch against one matrix becomes one large matrix product; two batches broadcast.
public final class MatMul {
  private MatMul() {}

  /// `a @ b`.
  public static Tensor of(Tensor a, Tensor b) {
    int da = a.dim();
    int db = b.dim();
    if (da == 0 || db == 0) {
      throw new GradusArgumentException(
          "both arguments to matmul need to be at least 1D, but they are "
              + da
              + "D and "
              + db
              + "D");
    }
    if (da == 1 && db == 1) {
      return Call.autocast("matmul", a).dot(Call.autocast("matmul", b));
    }
    if (da == 2 && db == 1) {
      return Call.autocast("matmul", a).mv(Call.autocast("matmul", b));
    }
    if (da == 1 && db == 2) {
      return Call.run(new Squeeze(4, 0), a.unsqueeze(0).mm(b));
    }
    if (da == 2 && db == 2) {
      return a.mm(b);
    }
    if (da >= 3 && db <= 2) {
      return folded(a, b);
    }
    if (db >= 3 && da <= 2) {
      // (a·b)ᵀ = bᵀ·aᵀ, folded; a vector has no second dimension to turn back.
      Tensor bt = b.mT();
      return da == 1 ? folded(bt, a) : folded(bt, a.t()).mT();
    }
    return batched(a, b);
  }

  private static Tensor folded(Tensor a, Tensor b) {
    long[] sizes = a.layout().sizes();
    long k = sizes[sizes.length - 1];
    long rows = Sizes.numel(Arrays.copyOf(sizes, sizes.length - 1));
    Tensor flat = a.reshape(rows, k);
    long[] out = Arrays.copyOf(sizes, b.dim() == 1 ? sizes.length - 1 : sizes.length);
    if (b.dim() == 1) {
      return Call.autocast("matmul", flat).mv(Call.autocast("matmul", b)).unsafeView(out);
    }
    out[out.length - 1] = b.size(1);
    return flat.mm(b).unsafeView(out);
  }

  private static Tensor batched(Tensor a, Tensor b) {
    long[] sa = a.layout().sizes();
    long[] sb = b.layout().sizes();
    long m = sa[sa.length - 2];
    long k = sa[sa.length - 1];
    long n = sb[sb.length - 1];
    long[] batch =
        Broadcast.sizes(Arrays.copyOf(sa, sa.length - 2), Arrays.copyOf(sb, sb.length - 2));
    long count = Sizes.numel(batch);
    Tensor left = a.expand(with(batch, m, k)).reshape(count, m, k);
    Tensor right = b.expand(with(batch, sb[sb.length - 2], n)).reshape(count, sb[sb.length - 2], n);
    return left.bmm(right).unsafeView(with(batch, m, n));
  }

  private static long[] with(long[] batch, long rows, long columns) {
    long[] out = Arrays.copyOf(batch, batch.length + 2);
    out[batch.length] = rows;
    out[batch.length + 1] = columns;
    return out;
  }
}
