package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.BlockDiag;
import dev.gradus.op.view.Cat;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The functions of [Gradus] that bring several tensors together.
abstract sealed class Joining extends ComplexCalls permits Indices {
  /// As [Gradus#cat]. **Source**: torch.concat.
  public static Tensor concat(List<Tensor> tensors, int dim) {
    return Cat.of(tensors, dim);
  }

  /// As [Gradus#cat]. **Source**: torch.concatenate.
  public static Tensor concatenate(List<Tensor> tensors, int dim) {
    return Cat.of(tensors, dim);
  }

  /// Side by side: along the second dimension, vectors along their only one. **Source**:
  /// torch.hstack.
  public static Tensor hstack(List<Tensor> tensors) {
    List<Tensor> all = nonEmpty("hstack", tensors).stream().map(Tensor::atleast1d).toList();
    return Cat.of(all, all.get(0).dim() == 1 ? 0 : 1);
  }

  /// One above the other: along the first dimension, vectors as rows. **Source**: torch.vstack.
  public static Tensor vstack(List<Tensor> tensors) {
    return Cat.of(nonEmpty("vstack", tensors).stream().map(Tensor::atleast2d).toList(), 0);
  }

  /// One behind the other: along the third dimension. **Source**: torch.dstack.
  public static Tensor dstack(List<Tensor> tensors) {
    return Cat.of(nonEmpty("dstack", tensors).stream().map(Tensor::atleast3d).toList(), 2);
  }

  /// Side by side, vectors as columns. **Source**: torch.column\_stack.
  public static Tensor columnStack(List<Tensor> tensors) {
    List<Tensor> all = new ArrayList<>();
    for (Tensor t : nonEmpty("column_stack", tensors)) {
      all.add(t.dim() <= 1 ? t.reshape(t.numel(), 1) : t);
    }
    return hstack(all);
  }

  private static List<Tensor> nonEmpty(String name, List<Tensor> tensors) {
    if (tensors.isEmpty()) {
      throw new GradusArgumentException(name + " expects a non-empty TensorList");
    }
    return tensors;
  }

  /// Matrices along the diagonal of one, 0 elsewhere; a vector counts as a row. **Gradient**: to
  /// each its block. **Source**: torch.block\_diag.
  public static Tensor blockDiag(Tensor... tensors) {
    if (tensors.length == 0) {
      return Gradus.zeros(1, 0);
    }
    return Call.run(BlockDiag.of(List.of(tensors)), tensors);
  }

  /// All tensors expanded to their common sizes. **Source**: torch.broadcast\_tensors.
  public static Tensor[] broadcastTensors(Tensor... tensors) {
    long[] sizes = {};
    for (Tensor t : tensors) {
      sizes = Broadcast.sizes(sizes, t.layout().sizes());
    }
    long[] common = sizes;
    return Arrays.stream(tensors).map(t -> t.expand(common)).toArray(Tensor[]::new);
  }

  /// The coordinates of a grid: result `k` varies along dimension `k` only. **Errors**: tensors of
  /// more than one dimension, different dtypes. **Source**: torch.meshgrid with indexing "ij".
  public static Tensor[] meshgrid(Tensor... axes) {
    return meshgrid("ij", axes);
  }

  /// As [#meshgrid(Tensor...)]; with indexing `xy` the first two dimensions change places.
  public static Tensor[] meshgrid(String indexing, Tensor... axes) {
    if (axes.length == 0) {
      throw new GradusArgumentException("meshgrid expects a non-empty TensorList");
    }
    if (!indexing.equals("ij") && !indexing.equals("xy")) {
      throw new GradusArgumentException(
          "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: " + indexing);
    }
    checkAxes(axes);
    boolean swap = indexing.equals("xy") && axes.length >= 2;
    Tensor[] in = axes.clone();
    if (swap) {
      in[0] = axes[1];
      in[1] = axes[0];
    }
    long[] sizes = Arrays.stream(in).mapToLong(Tensor::numel).toArray();
    Tensor[] grid = new Tensor[in.length];
    for (int k = 0; k < in.length; k++) {
      long[] along = new long[in.length];
      Arrays.fill(along, 1);
      along[k] = sizes[k];
      grid[k] = in[k].view(along).expand(sizes);
    }
    if (swap) {
      Tensor first = grid[0];
      grid[0] = grid[1];
      grid[1] = first;
    }
    return grid;
  }

  private static void checkAxes(Tensor[] axes) {
    for (Tensor t : axes) {
      if (t.dim() > 1) {
        throw new GradusArgumentException(
            "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: "
                + Sizes.text(t.layout().sizes()));
      }
      if (t.dtype() != axes[0].dtype()) {
        throw new GradusArgumentException(
            "torch.meshgrid expects all tensors to have the same dtype");
      }
    }
  }

  /// All combinations of one element of each vector, one row for each. **Source**:
  /// torch.cartesian\_prod.
  public static Tensor cartesianProd(Tensor... vectors) {
    for (Tensor t : vectors) {
      if (t.dim() != 1) {
        throw new GradusArgumentException("Expect a 1D vector, but got shape " + t.sizeText());
      }
    }
    if (vectors.length == 1) {
      return vectors[0];
    }
    List<Tensor> columns = Arrays.stream(meshgrid(vectors)).map(Tensor::flatten).toList();
    return Gradus.stack(columns, 1);
  }
}
