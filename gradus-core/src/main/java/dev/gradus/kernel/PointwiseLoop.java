package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// A compiled pointwise expression: fills output arrays from input arrays, whatever their layout.
///
/// Arrays are the storages' own: `byte[]` for bool (0 or 1), uint8 and int8, `short[]` for int16,
/// float16 and bfloat16, then `int[]`, `long[]`, `float[]`, `double[]`. Elements are converted to
/// the computing type when read and to the output's dtype when written, as PyTorch converts them.
/// Operands are counted outputs first. An output may be the same memory as an input if both are
/// walked in the same order; other overlaps are the caller's to refuse.
///
/// Number parameters are passed as bits: `Double.doubleToRawLongBits` in floating-point loops, the
/// number itself in integer ones.
///
/// The bits of the results depend on neither layout, position, number of threads, nor on which kind
/// of loop runs. Thread-safe.
public final class PointwiseLoop {
  /// The most operands that a loop takes.
  public static final int MOST_OPERANDS = 64;

  private static final int REHEARSALS = 16;

  private final LoopSource source;
  private final int outputs;
  private final int operands;
  private final int grain;
  private final TieredLoop contiguous;
  private final TieredLoop strided;
  private final ConcurrentHashMap<Long, TieredLoop> broadcasting = new ConcurrentHashMap<>();

  private PointwiseLoop(LoopSource source) {
    this.source = source;
    this.outputs = source.outputs();
    this.operands = source.operands();
    this.grain = Kernels.grain(source.work());
    this.contiguous = new TieredLoop(source, Layout.CONTIGUOUS);
    this.strided = new TieredLoop(source, Layout.STRIDED);
  }

  /// Prepares a loop for one expression that may hold functions; the loops of usual ones came with
  /// the library.
  public static PointwiseLoop of(Expr e, Compute compute, DType out, DType[] in) {
    Kernels.Mode mode = Kernels.Mode.ofProperty();
    if (isReady(mode, out, in)) {
      ReadyLoop ready = ReadyLoop.of(e);
      if (ready != null) {
        return new PointwiseLoop(new LoopSource(e, ready, in, mode));
      }
    }
    return compile(List.of(Formulas.lower(e, compute)), compute, new DType[] {out}, in, mode);
  }

  private static boolean isReady(Kernels.Mode mode, DType out, DType[] in) {
    boolean floats = out == DType.FLOAT32;
    for (DType dtype : in) {
      floats &= dtype == DType.FLOAT32;
    }
    return floats && (mode == Kernels.Mode.AUTO || mode == Kernels.Mode.SCALAR);
  }

  /// Prepares a loop; code is generated when a layout is first met.
  ///
  /// @param outputs one expression per output, of numbers or truth values, made of machine steps
  /// @param compute the type in which numbers are computed
  /// @param out the dtypes of the output arrays
  /// @param in the dtypes of the input arrays
  public static PointwiseLoop compile(
      List<Expr> outputs, Compute compute, DType[] out, DType[] in) {
    return compile(outputs, compute, out, in, Kernels.Mode.ofProperty());
  }

  static PointwiseLoop compile(
      List<Expr> outputs, Compute compute, DType[] out, DType[] in, Kernels.Mode mode) {
    if (out.length + in.length > MOST_OPERANDS) {
      throw new IllegalArgumentException(
          "PointwiseLoop: got "
              + (out.length + in.length)
              + " operands; a loop takes at most "
              + MOST_OPERANDS
              + ".");
    }
    return new PointwiseLoop(new LoopSource(outputs, compute, out, in, mode));
  }

  /// Runs over `n` elements in one row.
  ///
  /// @param strides per operand the step from element to element
  public void run(int n, Object[] arrays, int[] offsets, int[] strides, long[] params) {
    rows(n, 1, arrays, offsets, strides, strides, params);
  }

  /// Runs over any number of dimensions.
  ///
  /// @param strides per operand and dimension the step, 0 where the operand is broadcast
  public void run(long[] sizes, Object[] arrays, long[] offsets, long[][] strides, long[] params) {
    int[] at = new int[operands];
    for (int k = 0; k < operands; k++) {
      at[k] = (int) offsets[k];
    }
    LoopShape shape = LoopShape.of(sizes, strides);
    if (shape.elements() == 0) {
      return;
    }
    int n = shape.sizes[0];
    int m = shape.dims() > 1 ? shape.sizes[1] : 1;
    int[] inner = shape.stride(0);
    int[] outer = shape.dims() > 1 ? shape.stride(1) : inner;
    if (shape.dims() <= 2) {
      rows(n, m, arrays, at, inner, outer, params);
    } else {
      new LoopPieces(shape, grain)
          .run(at, (w, h, from) -> piece(w, h, arrays, from, inner, outer, params));
    }
  }

  /// Runs over one contiguous output and one input; `as` is 1, or 0 to repeat one element.
  public void run1(int n, Object y, int yo, Object a, int ao, int as, long[] params) {
    Object[] arrays = {y, a};
    int[] offsets = {yo, ao};
    int[] strides = {1, as};
    rows(n, 1, arrays, offsets, strides, strides, params);
  }

  /// Runs over one contiguous output and two inputs; `as` and `bs` are 1, or 0 to repeat one
  /// element.
  public void run2(
      int n, Object y, int yo, Object a, int ao, int as, Object b, int bo, int bs, long[] params) {
    Object[] arrays = {y, a, b};
    int[] offsets = {yo, ao, bo};
    int[] strides = {1, as, bs};
    rows(n, 1, arrays, offsets, strides, strides, params);
  }

  /// Elements of a rehearsal's run.
  public static final int REHEARSAL = 4096;

  /// // Note [Rehearsals] The first touch of a large result takes the system as long as the
  /// compiler takes for the loop that fills it, and the two can go on at the same time. So where a
  /// loop has hardly run, it runs over some elements before its result is made, until the compiler
  /// has been asked for it. What that gives is given again later, by a loop that is compiled.
  ///
  /// Whether a rehearsal is of use for contiguous operands.
  public boolean isCold() {
    return contiguous.isCold();
  }

  /// Runs over the same [#REHEARSAL] elements until the loop is not cold.
  public void rehearse(Object[] arrays, int[] offsets, int[] strides, long[] params) {
    for (int k = 0; k < REHEARSALS && isCold(); k++) {
      piece(REHEARSAL, 1, arrays, offsets, strides, strides, params);
    }
  }

  /// Whether contiguous operands get vector loops by now.
  boolean isVectorReady() {
    return contiguous.isVectorReady();
  }

  /// Runs over `m` rows of `n` elements.
  ///
  /// @param inner per operand the step from element to element
  /// @param outer per operand the step from row to row
  void rows(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    if ((long) n * m <= 2L * grain || Parallel.threads() == 1) {
      piece(n, m, arrays, offsets, inner, outer, params);
    } else {
      LoopShape shape = LoopShape.rows(n, m, inner, outer);
      new LoopPieces(shape, grain)
          .run(offsets, (w, h, from) -> piece(w, h, arrays, from, inner, outer, params));
    }
  }

  private void piece(
      int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    if (n > 0 && m > 0) {
      variant(n, m, inner).run(n, m, arrays, offsets, inner, outer, params);
    }
  }

  private TieredLoop variant(int n, int m, int[] inner) {
    if (n == 1 && m == 1) {
      return contiguous;
    }
    long still = 0;
    for (int k = 0; k < operands; k++) {
      int stride = inner[k];
      if (stride == 0 && k >= outputs) {
        still |= 1L << k;
      } else if (stride != 1) {
        return strided;
      }
    }
    if (source.needsVector() && m > 1 && n < Kernels.SHORT_ROW) {
      return strided;
    }
    return still == 0 ? contiguous : broadcasting(still);
  }

  private TieredLoop broadcasting(long still) {
    TieredLoop known = broadcasting.get(still);
    return known != null
        ? known
        : broadcasting.computeIfAbsent(
            still, mask -> new TieredLoop(source, new Layout(false, mask)));
  }
}
