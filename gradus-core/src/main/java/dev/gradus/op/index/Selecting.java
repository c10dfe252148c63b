package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// `index_select` and its kin, which name whole slices along a dimension: what they require.
public final class Selecting {
  private Selecting() {}

  /// `index_select`.
  public static Tensor select(Tensor x, int dim, Tensor index) {
    int d = Axes.wrap(dim, x.dim());
    if (index.dim() > 1) {
      throw new GradusIndexException(
          "index_select(): Index is supposed to be a vector" + sizesOf(index));
    }
    if (x.dim() == 0 && index.numel() != 1) {
      throw new GradusArgumentException(
          "index_select(): Index to scalar can have only 1 value, got "
              + index.numel()
              + " value(s)");
    }
    if (!Gathering.isPosition(index.dtype())) {
      throw new GradusArgumentException(
          "index_select(): Expected dtype int32 or int64 for index" + dtypeOf(index));
    }
    return Call.run(new Pick(new Rows(d, Bounds.IN_SELF), "index_select"), x, index);
  }

  /// `index_add`.
  public static Change add(Tensor x, int dim, Tensor index, Tensor source, Scalar alpha) {
    int d = Axes.wrap(dim, x.dim());
    if (index.dim() > 1) {
      throw new GradusIndexException(
          "index_add(): Index is supposed to be a vector, but got dim: " + index.dim());
    }
    if (!Gathering.isPosition(index.dtype())) {
      throw new GradusArgumentException(
          "index_add(): Expected dtype int32/int64 for index but got: "
              + index.dtype().scalarName());
    }
    if (x.dtype() != source.dtype()) {
      throw new GradusArgumentException(
          "index_add(): self ("
              + x.dtype().scalarName()
              + ") and source ("
              + source.dtype().scalarName()
              + ") must have the same scalar type");
    }
    checkSource(x, d, index, source);
    Write op = new Write(new Rows(d, Bounds.IN_SELF), "index_add", 0, alpha);
    return new Change(op, x, slices(x, source), index);
  }

  private static void checkSource(Tensor x, int d, Tensor index, Tensor source) {
    if (d != 0 && d >= source.dim()) {
      throw new GradusIndexException(
          "index_add(): Indexing dim "
              + d
              + " is out of bounds of the source tensor with dim "
              + source.dim());
    }
    long count = source.dim() == 0 ? 1 : source.size(d);
    if (index.numel() != count) {
      throw new GradusArgumentException(
          "index_add(): Number of indices ("
              + index.numel()
              + ") should be equal to source.size(dim): ("
              + count
              + "), for dim: "
              + d);
    }
    long[] wanted = x.shape();
    if (wanted.length > 0) {
      wanted[d] = count;
    }
    boolean same = java.util.Arrays.equals(wanted, source.layout().sizes());
    if (!same && x.dim() > 0) {
      throw new GradusArgumentException(
          "source tensor shape must match self tensor shape, excluding the specified dimension. Got"
              + " self.shape = "
              + Sizes.text(x.layout().sizes())
              + " source.shape = "
              + Sizes.text(source.layout().sizes()));
    }
  }

  // Slices of a tensor without dimensions are its only element.
  private static Tensor slices(Tensor x, Tensor source) {
    return x.dim() == 0 && source.dim() > 0 ? source.reshape() : source;
  }

  /// `index_copy`.
  public static Change copy(Tensor x, int dim, Tensor index, Tensor source) {
    int d = Axes.wrap(dim, x.dim());
    if (index.dim() > 1) {
      throw new GradusIndexException(
          "index_copy_(): Index should have dimension 1 or 0 (got " + index.dim() + ")");
    }
    if (source.dim() == 0 && index.numel() != 1) {
      throw new GradusIndexException(
          "index_copy_(): When source is scalar, index should have one element (got "
              + index.numel()
              + ")");
    }
    if (source.dim() != x.dim() && source.dim() != 0 && x.dim() != 0) {
      throw new GradusIndexException(
          "index_copy_(): When source and destination are not scalars, their dimensionality must"
              + " match. Source dimensionality ("
              + source.dim()
              + "), destination dimensionality ("
              + x.dim()
              + ")");
    }
    if (index.dtype() != DType.INT64) {
      throw new GradusIndexException(
          "index_copy_(): Expected a long tensor for index, but got " + index.dtype().scalarName());
    }
    if (x.dtype() != source.dtype()) {
      throw new GradusArgumentException(
          "index_copy_(): self and source expected to have the same dtype, but got (self) "
              + x.dtype().scalarName()
              + " and (source) "
              + source.dtype().scalarName());
    }
    checkSlices(x, d, index, source);
    Write op = new Write(new Rows(d, Bounds.WRAPPING), "index_copy", 0, null);
    return new Change(op, x, slices(x, source), index);
  }

  private static void checkSlices(Tensor x, int d, Tensor index, Tensor source) {
    long[] to = sliceSizes(x, d);
    long[] from = sliceSizes(source, d);
    if (!java.util.Arrays.equals(to, from)) {
      throw new GradusArgumentException(
          "index_copy_(): Source/destination tensor must have same slice shapes. Destination slice"
              + " shape: "
              + Sizes.text(to).replace("[", "").replace("]", "")
              + " at dimension "
              + d
              + " and source slice shape: "
              + Sizes.text(from).replace("[", "").replace("]", "")
              + " at dimension 0.");
    }
    if (source.dim() > 0 && index.numel() != source.size(d)) {
      throw new GradusIndexException(
          "index_copy_(): Number of indices ("
              + index.numel()
              + ") should be equal to source.size(dim) ("
              + source.size(d)
              + ")");
    }
  }

  private static long[] sliceSizes(Tensor x, int dim) {
    long[] sizes = x.layout().sizes();
    long[] out = new long[Math.max(sizes.length - 1, 0)];
    for (int d = 0, n = 0; d < sizes.length; d++) {
      if (d != dim) {
        out[n++] = sizes[d];
      }
    }
    return out;
  }

  /// `index_fill` with a number.
  public static Change fill(Tensor x, int dim, Tensor index, Scalar number) {
    Rows rows = checkFill(x, dim, index);
    return new Change(new WriteNumber(rows, "index_fill", 0, number), x, index);
  }

  /// `index_fill` with a tensor without dimensions.
  public static Change fill(Tensor x, int dim, Tensor index, Tensor value) {
    Rows rows = checkFill(x, dim, index);
    if (value.dim() != 0) {
      throw new GradusArgumentException(
          "index_fill_ only supports a 0-dimensional value tensor, but got tensor with "
              + value.dim()
              + " dimension(s).");
    }
    Tensor own = value.to(x.dtype());
    return new Change(new Write(rows, "index_fill", 1, null, true), x, own, index);
  }

  private static Rows checkFill(Tensor x, int dim, Tensor index) {
    int d = Axes.wrap(dim, x.dim());
    if (index.dtype() != DType.INT64) {
      throw new GradusIndexException(
          "index_fill_(): Expected dtype int64 for index." + dtypeOf(index));
    }
    if (index.dim() > 1) {
      throw new GradusArgumentException("Index has to be a vector/scalar" + sizesOf(index));
    }
    return new Rows(d, Bounds.WRAPPING);
  }

  /// `take`.
  public static Tensor take(Tensor x, Tensor index) {
    checkFlat("take", x, index);
    return Call.run(new Pick(new Flat(), "take"), x, index);
  }

  /// `put`.
  ///
  /// @param factor 1 to accumulate, null to overwrite
  public static Change put(Tensor x, Tensor index, Tensor source, @Nullable Scalar factor) {
    checkFlat("put_", x, index);
    if (x.dtype() != source.dtype()) {
      throw new GradusArgumentException(
          "put_(): self and source expected to have the same dtype, but got self.dtype = "
              + x.dtype()
              + " and source.dtype = "
              + source.dtype());
    }
    if (source.numel() != index.numel()) {
      throw new GradusArgumentException(
          "put_(): Expected source and index to have the same number of elements, but got"
              + " source.numel() = "
              + source.numel()
              + ", index.numel() = "
              + index.numel());
    }
    Tensor values =
        source.layout().sameSizes(index.layout()) ? source : source.reshape(index.shape());
    return new Change(new Write(new Flat(), "put", 0, factor), x, values, index);
  }

  private static void checkFlat(String name, Tensor x, Tensor index) {
    if (index.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          name + "(): Expected a long tensor for index, but got " + index.dtype().scalarName());
    }
    if (x.numel() == 0 && index.numel() != 0) {
      throw new GradusIndexException(
          name
              + "(): tried to "
              + (name.equals("take") ? "take from" : "put elements into")
              + " an empty tensor");
    }
  }

  private static String sizesOf(Tensor index) {
    return "\nThe index has sizes " + Sizes.text(index.layout().sizes()) + ".";
  }

  private static String dtypeOf(Tensor index) {
    return "\nThe index has dtype " + index.dtype() + ". Convert it first with to(int64).";
  }
}
