package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.List;

/// The loops that write channels when all that concerns them as a whole is known.
final class ChannelLoops {
  static final long[] NONE = {};

  /// Rows that are added up together.
  static final int SEVERAL = 4;

  /// Of elements, a number near the mean, what that is off by, weighed factors and biases.
  private static final Expr FINISH =
      Expr.x(0).sub(Expr.x(1)).sub(Expr.x(2)).mul(Expr.x(3)).add(Expr.x(4));

  /// Of gradients, elements, a number near the mean, what that is off by, weighed factors, and two
  /// numbers: of gradients as they are, and of the distance from the mean.
  private static final Expr GRADIENT =
      Expr.x(0)
          .mul(Expr.x(4))
          .sub(Expr.x(5))
          .sub(Expr.x(1).sub(Expr.x(2)).sub(Expr.x(3)).mul(Expr.x(6)));

  private static final ChannelLoops FLOATS = new ChannelLoops(DType.FLOAT32);
  private static final ChannelLoops DOUBLES = new ChannelLoops(DType.FLOAT64);
  private static final ChannelLoops HALVES = new ChannelLoops(DType.FLOAT16);
  private static final ChannelLoops BRAINS = new ChannelLoops(DType.BFLOAT16);

  /// Results, elements, then four numbers.
  final PointwiseLoop finish;

  /// Results, gradients, elements, then five numbers.
  final PointwiseLoop gradient;

  /// Adds a row to sums by columns.
  final ColumnTerms one;

  /// Adds several rows, one after the other, while the sums are in registers.
  final ColumnTerms several;

  private ChannelLoops(DType dtype) {
    boolean wide = dtype == DType.FLOAT64;
    Compute compute = wide ? Compute.DOUBLE : Compute.FLOAT;
    DType of = wide ? DType.FLOAT64 : DType.FLOAT32;
    DType[] out = {dtype};
    finish =
        PointwiseLoop.compile(List.of(FINISH), compute, out, new DType[] {dtype, of, of, of, of});
    gradient =
        PointwiseLoop.compile(
            List.of(GRADIENT), compute, out, new DType[] {dtype, dtype, of, of, of, of, of});
    one = ColumnTerms.of(dtype, compute, of, 1);
    several = ColumnTerms.of(dtype, compute, of, SEVERAL);
  }

  /// The loops for elements of a dtype; numbers are of the type that is computed in.
  static ChannelLoops of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOATS;
      case FLOAT64 -> DOUBLES;
      case FLOAT16 -> HALVES;
      case BFLOAT16 -> BRAINS;
      default -> throw new IllegalArgumentException("ChannelLoops: no " + dtype);
    };
  }
}
