package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.DenseBatch;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// A batch of matrices as the factorisations want them: in float64 or complex128, dense, each by
/// columns, one after another.
///
/// float32 and complex64 are computed in twice the digits and rounded once, when they become a
/// tensor again: at least as accurate as LAPACK, and one text serves all dtypes.
///
/// ```
/// Matrices a = Matrices.of(x);
/// a.each(work, t -> LuFactor.run(a.matrix(t), …));
/// return a.tensor();
/// ```
public final class Matrices {
  private final DType dtype;
  private final long[] batch;
  private final int count;
  private final int rows;
  private final int columns;
  private final double[] data;

  private Matrices(DType dtype, long[] batch, long rows, long columns) {
    this.dtype = dtype;
    this.batch = batch;
    this.count = Math.toIntExact(Sizes.numel(batch));
    this.rows = Math.toIntExact(rows);
    this.columns = Math.toIntExact(columns);
    long slots = Math.multiplyExact(Sizes.numel(batch), Math.multiplyExact(rows, columns));
    this.data = new double[Math.toIntExact(dtype.isComplex() ? 2 * slots : slots)];
  }

  /// Matrices of zeros.
  ///
  /// @param dtype of the tensor that they will be
  /// @param batch the sizes before the last two
  public static Matrices zeros(DType dtype, long[] batch, long rows, long columns) {
    return new Matrices(dtype, batch, rows, columns);
  }

  /// A copy of the matrices of a tensor.
  public static Matrices of(Tensor x) {
    return of(x, batch(x));
  }

  /// A copy of the matrices of a tensor, repeated to the sizes of a larger batch.
  public static Matrices of(Tensor x, long[] batch) {
    Matrices all = new Matrices(x.dtype(), batch, x.size(-2), x.size(-1));
    all.load(x, false);
    return all;
  }

  /// The transposed matrices of a tensor, not conjugated.
  public static Matrices transposed(Tensor x, long[] batch) {
    Matrices all = new Matrices(x.dtype(), batch, x.size(-1), x.size(-2));
    all.load(x, true);
    return all;
  }

  private void load(Tensor x, boolean transpose) {
    Layout own = x.layout();
    int matrix = own.rank() - 2;
    int rowStep = (int) own.strides()[transpose ? matrix + 1 : matrix];
    int columnStep = (int) own.strides()[transpose ? matrix : matrix + 1];
    int[] offsets = offsets(own);
    try {
      for (int t = 0; t < count; t++) {
        DenseBatch.load(dtype, x.storage().array(), offsets[t], rowStep, columnStep, matrix(t));
      }
    } finally {
      Reference.reachabilityFence(x);
    }
  }

  /// Where each matrix of a layout begins, repeated to this batch.
  private int[] offsets(Layout own) {
    int rank = own.rank() - 2;
    Layout outer =
        Layout.of(
            Arrays.copyOf(own.sizes(), rank), Arrays.copyOf(own.strides(), rank), own.offset());
    return offsets(outer, batch);
  }

  /// Which matrix of a batch of sizes `own` stands at each place of the larger `batch`.
  static int[] places(long[] own, long[] batch) {
    return offsets(Layout.contiguous(own), batch);
  }

  private static int[] offsets(Layout outer, long[] batch) {
    long[] steps = Broadcast.strides(outer, batch);
    int[] offsets = new int[Math.toIntExact(Sizes.numel(batch))];
    long[] position = new long[batch.length];
    long at = outer.offset();
    for (int t = 0; t < offsets.length; t++) {
      offsets[t] = (int) at;
      for (int d = batch.length - 1; d >= 0; d--) {
        at += steps[d];
        if (++position[d] < batch[d]) {
          break;
        }
        at -= position[d] * steps[d];
        position[d] = 0;
      }
    }
    return offsets;
  }

  /// The sizes of a tensor before the last two.
  public static long[] batch(Tensor x) {
    return Arrays.copyOf(x.layout().sizes(), x.dim() - 2);
  }

  /// The sizes before the last two.
  public long[] batch() {
    return batch;
  }

  /// How many matrices.
  public int count() {
    return count;
  }

  /// How many rows each has.
  public int rows() {
    return rows;
  }

  /// How many columns each has.
  public int columns() {
    return columns;
  }

  /// The dtype of the tensor that they came from or will be.
  public DType dtype() {
    return dtype;
  }

  /// Matrix number `t`.
  public Dense matrix(int t) {
    return Dense.of(dtype.isComplex(), data, t * rows * columns, rows, columns);
  }

  /// Runs over the matrices, on several threads if that pays.
  ///
  /// @param work about how many multiply-adds each takes
  public void each(long work, IntConsumer one) {
    DenseBatch.run(count, work, one);
  }

  /// The matrices as a tensor, each by columns as LAPACK leaves them.
  public Tensor tensor() {
    return tensor(with(batch, rows, columns), true);
  }

  /// The transposed matrices as a tensor by rows.
  public Tensor transposedTensor() {
    return tensor(with(batch, /* rows= */ columns, /* columns= */ rows), false);
  }

  /// As [#tensor()], of other sizes with as many elements: numbers or vectors, say.
  ///
  /// @param sizes the sizes of the tensor
  /// @param byColumns whether its last dimension but one has step 1; else it is row-major
  public Tensor tensor(long[] sizes, boolean byColumns) {
    Layout layout = byColumns ? byColumns(sizes) : Layout.contiguous(sizes);
    return Tensor.wrap(storage(), layout, dtype);
  }

  private Storage storage() {
    if (dtype == DType.FLOAT64 || dtype == DType.COMPLEX128) {
      return Storage.wrap(data);
    }
    Storage narrow = Storage.unfilled(dtype, (long) count * rows * columns);
    DenseBatch.narrow(data, (float[]) narrow.array(), data.length);
    return narrow;
  }

  /// The layout of results of LAPACK: matrices by columns, the batch row-major.
  public static Layout byColumns(long... sizes) {
    int rank = sizes.length;
    Layout plain = Layout.contiguous(sizes);
    if (rank < 2) {
      return plain;
    }
    long[] strides = plain.strides().clone();
    strides[rank - 1] = Math.max(1, sizes[rank - 2]);
    strides[rank - 2] = 1;
    return Layout.of(sizes, strides, 0);
  }

  /// A batch of whole numbers as an int32 tensor.
  static Tensor ints(int[] values, long... sizes) {
    return Tensor.wrap(Storage.wrap(values), Layout.contiguous(sizes), DType.INT32);
  }

  /// A batch of real numbers as a tensor, rounded if it has fewer digits.
  static Tensor reals(double[] values, DType dtype, long... sizes) {
    Tensor wide = Tensor.wrap(Storage.wrap(values), Layout.contiguous(sizes), DType.FLOAT64);
    return Call.unrecorded(() -> wide.to(dtype));
  }

  /// The elements of an int32 tensor in row-major order.
  static int[] ints(Tensor x) {
    Tensor plain = Call.unrecorded(() -> x.detach().to(DType.INT32).contiguous());
    try {
      int from = (int) plain.layout().offset();
      return Arrays.copyOfRange((int[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  /// The sizes of a batch of matrices.
  public static long[] with(long[] batch, long rows, long columns) {
    long[] sizes = Arrays.copyOf(batch, batch.length + 2);
    sizes[batch.length] = rows;
    sizes[batch.length + 1] = columns;
    return sizes;
  }

  /// The sizes of a batch of vectors.
  public static long[] with(long[] batch, long length) {
    long[] sizes = Arrays.copyOf(batch, batch.length + 1);
    sizes[batch.length] = length;
    return sizes;
  }
}
