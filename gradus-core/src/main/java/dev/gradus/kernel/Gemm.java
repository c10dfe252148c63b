package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.function.IntConsumer;

/// The matrix product `C = A·B` of any dtype, with any strides of `A` and `B`.
///
/// `A` is `m × k`, `B` is `k × n`, `C` is `m × n`. Element `(i, j)` of `A` is at `ao + i·aRow +
/// j·aCol`, and so for `B`; rows of `C` are contiguous and `cRow` apart, and `C` is overwritten. It
/// must not overlap `A` or `B`. Offsets and strides count elements of the dtype: a complex element
/// takes two places of its array.
///
/// Integers wrap around in their type, bool is "any pair true", float16 and bfloat16 are summed in
/// float and rounded once.
///
/// ## Note [One order of addition]
///
/// An element of a real product is defined as follows, and every way to compute it keeps to that:
/// the terms are taken in blocks of [#BLOCK] consecutive `p`; within a block the sum is a chain of
/// fused multiply-adds by ascending `p`, started at zero; the blocks are added by ascending `p`. A
/// fused multiply-add is rounded once on every machine, in vectors, in plain loops and in the
/// interpreter. So the bits of an element depend on its row and column alone: not on strides, on
/// the other rows (a batch of one gives what it gives within a batch of 64), on the size of a
/// register block, on threads, or on how warm the code is. Blocks also keep the rounding error of a
/// long sum small, and let several be summed at once.
///
/// ## Note [Few columns]
///
/// A float64 product with two to four columns and at most 16 terms is the exception: each product
/// is rounded before it is added to the chain. The BLAS behind PyTorch's records does that where
/// `B` has few columns, and a training that amplifies the last bit ends at the recorded weights
/// only with the same (decision 0025). Nothing is lost but a fraction of an ulp. The rule looks at
/// `n` and `k` alone, so the other rows still do not matter.
public final class Gemm {
  /// Terms in one chain of additions.
  public static final int BLOCK = 512;

  private Gemm() {}

  /// `C = A·B`.
  public static void gemm(
      DType dtype,
      int m,
      int n,
      int k,
      Object a,
      int ao,
      int aRow,
      int aCol,
      Object b,
      int bo,
      int bRow,
      int bCol,
      Object c,
      int co,
      int cRow) {
    multiply(
        dtype,
        m,
        n,
        k,
        new Strided(a, ao, aRow, aCol),
        new Strided(b, bo, bRow, bCol),
        new Strided(c, co, cRow, 1));
  }

  /// `C = A·B` of floats or doubles onto rows that are all the same, as a layer adds its bias. `C`
  /// starts at the beginning of its array.
  ///
  /// @param row where the numbers of a row are
  public static void fromRow(
      DType dtype,
      int m,
      int n,
      int k,
      Object row,
      int ro,
      Object a,
      int ao,
      int aRow,
      int aCol,
      Object b,
      int bo,
      int bRow,
      int bCol,
      Object c) {
    for (int i = 0; i < m; i++) {
      ConvRows.copy(row, ro, 1, c, i * n, n);
    }
    GemmLoops loops = dtype == DType.FLOAT32 ? GemmLoops.FLOAT : GemmLoops.DOUBLE;
    Strided left = new Strided(a, ao, aRow, aCol);
    Strided right = new Strided(b, bo, bRow, bCol);
    RealGemm.run(loops, m, n, k, left, right, new Strided(c, 0, n, 1), true);
  }

  /// Several products of equal shape; those of number `t` start at `aOffsets[t]`, `bOffsets[t]` and
  /// `cOffsets[t]`. An operand that all share has equal offsets.
  public static void gemmBatch(
      DType dtype,
      int m,
      int n,
      int k,
      Object a,
      int[] aOffsets,
      int aRow,
      int aCol,
      Object b,
      int[] bOffsets,
      int bRow,
      int bCol,
      Object c,
      int[] cOffsets,
      int cRow) {
    int batch = cOffsets.length;
    IntConsumer one =
        t ->
            multiply(
                dtype,
                m,
                n,
                k,
                new Strided(a, aOffsets[t], aRow, aCol),
                new Strided(b, bOffsets[t], bRow, bCol),
                new Strided(c, cOffsets[t], cRow, 1));
    RealGemm.shareBatch(batch, (long) m * n * k, one);
  }

  /// Several products of equal shape; operands of number `t` start `t·aBatch`, `t·bBatch` and
  /// `t·cBatch` after the first.
  public static void gemmBatch(
      DType dtype,
      int batch,
      int m,
      int n,
      int k,
      Object a,
      int ao,
      int aBatch,
      int aRow,
      int aCol,
      Object b,
      int bo,
      int bBatch,
      int bRow,
      int bCol,
      Object c,
      int co,
      int cBatch,
      int cRow) {
    if (bBatch == 0 && aBatch == m * aRow && cBatch == m * cRow) {
      // One B for all: the rows of all products are the rows of one.
      gemm(dtype, batch * m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
      return;
    }
    IntConsumer one =
        t ->
            multiply(
                dtype,
                m,
                n,
                k,
                new Strided(a, ao + t * aBatch, aRow, aCol),
                new Strided(b, bo + t * bBatch, bRow, bCol),
                new Strided(c, co + t * cBatch, cRow, 1));
    RealGemm.shareBatch(batch, (long) m * n * k, one);
  }

  private static void multiply(DType dtype, int m, int n, int k, Strided a, Strided b, Strided c) {
    switch (dtype) {
      case FLOAT32 -> RealGemm.run(GemmLoops.FLOAT, m, n, k, a, b, c, false);
      case FLOAT64 -> doubles(m, n, k, a, b, c);
      case FLOAT16, BFLOAT16 -> HalfGemm.run(dtype, m, n, k, a, b, c);
      case COMPLEX64 -> ComplexGemm.run(GemmLoops.FLOAT, m, n, k, a, b, c);
      case COMPLEX128 -> ComplexGemm.run(GemmLoops.DOUBLE, m, n, k, a, b, c);
      case BOOL, UINT8, INT8, INT16, INT32, INT64 -> IntegerGemm.run(dtype, m, n, k, a, b, c);
    }
  }

  private static void doubles(int m, int n, int k, Strided a, Strided b, Strided c) {
    if (FewColumns.suits(n, k)) {
      FewColumns.multiply(m, n, k, a, b, c);
    } else {
      RealGemm.run(GemmLoops.DOUBLE, m, n, k, a, b, c, false);
    }
  }

  /// Compiles the vector kernels now rather than when they pay: for programs that measure time.
  public static void warmUp() {
    GemmKernels.warmUp();
  }
}
