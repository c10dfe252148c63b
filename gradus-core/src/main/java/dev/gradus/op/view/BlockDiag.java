package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Matrices along the diagonal of one, zero elsewhere; a vector is a row, a number a matrix of one.
///
/// @param rows the rows of each matrix
/// @param columns the columns of each matrix
public record BlockDiag(long[] rows, long[] columns) implements SingleOperation {
  /// Checks the tensors.
  public static BlockDiag of(List<Tensor> tensors) {
    long[] rows = new long[tensors.size()];
    long[] columns = new long[rows.length];
    for (int k = 0; k < rows.length; k++) {
      Tensor t = tensors.get(k);
      if (t.dim() > 2) {
        throw new GradusArgumentException(
            "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input "
                + k
                + " has "
                + t.dim()
                + " dimensions"
                + "\nIts sizes are "
                + Sizes.text(t.layout().sizes())
                + ".");
      }
      rows[k] = t.dim() == 2 ? t.size(0) : 1;
      columns[k] = t.dim() == 0 ? 1 : t.size(-1);
    }
    return new BlockDiag(rows, columns);
  }

  @Override
  public String name() {
    return "block_diag";
  }

  private Layout block(Layout whole, int k) {
    long row = Arrays.stream(rows, 0, k).sum();
    long column = Arrays.stream(columns, 0, k).sum();
    return Views.narrow(Views.narrow(whole, 0, row, rows[k]), 1, column, columns[k]);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    for (Tensor t : x) {
      dtype = Promotion.promote(dtype, t.dtype());
    }
    Tensor y = Tensor.empty(dtype, Arrays.stream(rows).sum(), Arrays.stream(columns).sum());
    for (int k = 0; k < x.length; k++) {
      if (x[k].numel() > 0) {
        Copies.copy(x[k], Tensor.wrap(y.storage(), block(y.layout(), k), dtype));
      }
    }
    return y;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(this::joined);
  }

  // Each block between zeros, one under the other.
  private Tensor joined(Tensor[] x) {
    long width = Arrays.stream(columns).sum();
    List<Tensor> all = new ArrayList<>();
    long before = 0;
    for (int k = 0; k < x.length; k++) {
      DType dtype = x[k].dtype();
      Tensor left = Gradus.zeros(dtype, rows[k], before);
      before += columns[k];
      Tensor right = Gradus.zeros(dtype, rows[k], width - before);
      all.add(Gradus.cat(List.of(left, x[k].reshape(rows[k], columns[k]), right), 1));
    }
    return Gradus.cat(all, 0);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[rows.length];
    long row = 0;
    long column = 0;
    for (int k = 0; k < out.length; k++) {
      if (b.needs(k)) {
        Tensor part = g.narrow(0, row, rows[k]).narrow(1, column, columns[k]);
        out[k] = part.reshape(b.sizes(k));
      }
      row += rows[k];
      column += columns[k];
    }
    return out;
  }
}
