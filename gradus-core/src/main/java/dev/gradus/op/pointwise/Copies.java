package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.PointwiseLoop;

/// Copies and fills.
public final class Copies {
  private static final Row IDENTITY = Row.of("clone", x(0));

  public static final Row FILLED = Row.of("fill", p(0)).inputs(1).gradient(0, c(0));
  public static final Row FILL = FILLED.overload(2);
  public static final Row FILL_TENSOR =
      Row.of("fill", x(1)).gradient(0, c(0)).gradient(1, g()).overload(1);
  public static final Row ZERO = Row.of("zero", c(0)).inputs(1).gradient(0, c(0));

  public static final CloneOf CLONE = new CloneOf();

  private Copies() {}

  /// Writes the values of `from` into `to`, cast and broadcast; records nothing.
  public static void copy(Tensor from, Tensor to) {
    if (from.dtype().isComplex() || to.dtype().isComplex()) {
      ComplexCopy.copy(from, to);
      return;
    }
    PointwiseLoop loop = IDENTITY.loop(from.dtype(), to.dtype(), new DType[] {from.dtype()});
    Launch.run(loop, to, new Tensor[] {from}, new long[0]);
  }
}
