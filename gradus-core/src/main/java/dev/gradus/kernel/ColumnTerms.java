package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The loops that add what rows of a matrix contribute to sums by column.
///
/// @param rows how many rows they take at a time
/// @param deviations adds `x - c` and its square to two sums
/// @param slopes adds `x - c`, `g` and their product to three sums
record ColumnTerms(int rows, PointwiseLoop deviations, PointwiseLoop slopes) {
  static ColumnTerms of(DType dtype, Compute compute, DType sums, int rows) {
    return new ColumnTerms(
        rows,
        loop(deviations(rows), compute, sums, dtype, rows),
        loop(slopes(rows), compute, sums, dtype, 2 * rows));
  }

  // Outputs are sums; inputs the same, the numbers that are taken off, then rows.
  private static PointwiseLoop loop(
      List<Expr> outputs, Compute compute, DType sums, DType dtype, int rows) {
    List<DType> in = new ArrayList<>(Collections.nCopies(outputs.size() + 1, sums));
    in.addAll(Collections.nCopies(rows, dtype));
    DType[] out = Collections.nCopies(outputs.size(), sums).toArray(DType[]::new);
    return PointwiseLoop.compile(outputs, compute, out, in.toArray(DType[]::new));
  }

  private static List<Expr> deviations(int rows) {
    Expr sum = Expr.x(0);
    Expr squares = Expr.x(1);
    for (int r = 0; r < rows; r++) {
      Expr off = Expr.x(3 + r).sub(Expr.x(2));
      sum = sum.add(off);
      squares = squares.add(off.mul(off));
    }
    return List.of(sum, squares);
  }

  private static List<Expr> slopes(int rows) {
    Expr offs = Expr.x(0);
    Expr totals = Expr.x(1);
    Expr products = Expr.x(2);
    for (int r = 0; r < rows; r++) {
      Expr off = Expr.x(4 + r).sub(Expr.x(3));
      Expr g = Expr.x(4 + rows + r);
      offs = offs.add(off);
      totals = totals.add(g);
      products = products.add(g.mul(off));
    }
    return List.of(offs, totals, products);
  }

  /// Adds `n` columns of rows that are `step` apart.
  ///
  /// @param x where the rows are, from `xo` on
  void addDeviations(List<?> sums, Object c, Object x, int xo, int step, int n) {
    int kinds = 2;
    Object[] arrays = new Object[2 * kinds + 1 + rows];
    int[] offsets = new int[arrays.length];
    put(arrays, sums, c);
    put(arrays, offsets, 2 * kinds + 1, x, xo, step);
    run(deviations, n, arrays, offsets);
  }

  /// The same for gradients, from `go` on.
  void addSlopes(List<?> sums, Object c, Object x, int xo, Object g, int go, int step, int n) {
    int kinds = 3;
    Object[] arrays = new Object[2 * kinds + 1 + 2 * rows];
    int[] offsets = new int[arrays.length];
    put(arrays, sums, c);
    put(arrays, offsets, 2 * kinds + 1, x, xo, step);
    put(arrays, offsets, 2 * kinds + 1 + rows, g, go, step);
    run(slopes, n, arrays, offsets);
  }

  private static void put(Object[] arrays, List<?> sums, Object c) {
    int kinds = sums.size();
    for (int k = 0; k < kinds; k++) {
      arrays[k] = sums.get(k);
      arrays[kinds + k] = sums.get(k);
    }
    arrays[2 * kinds] = c;
  }

  private void put(Object[] arrays, int[] offsets, int first, Object x, int xo, int step) {
    for (int r = 0; r < rows; r++) {
      arrays[first + r] = x;
      offsets[first + r] = xo + r * step;
    }
  }

  private static void run(PointwiseLoop loop, int n, Object[] arrays, int[] offsets) {
    int[] ones = new int[arrays.length];
    Arrays.fill(ones, 1);
    loop.run(n, arrays, offsets, ones, ChannelLoops.NONE);
  }
}
