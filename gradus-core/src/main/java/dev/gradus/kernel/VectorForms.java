package dev.gradus.kernel;

import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Rewrites the steps that the Vector API lacks into steps that it has, with the same bits.
///
/// Rounding: adding and subtracting 2²³ (2⁵² for double) rounds a smaller magnitude to the nearest
/// whole number, ties to even; larger magnitudes, infinities and nan are whole already. The sign is
/// put back at the end, so that a zero keeps it.
final class VectorForms {
  private final Compute compute;
  private final IdentityHashMap<Expr, Expr> done = new IdentityHashMap<>();

  private VectorForms(Compute compute) {
    this.compute = compute;
  }

  /// The expressions without the steps that the Vector API lacks.
  static List<Expr> of(List<Expr> expressions, Compute compute) {
    VectorForms forms = new VectorForms(compute);
    return expressions.stream().map(forms::rewrite).toList();
  }

  private Expr rewrite(Expr e) {
    Expr known = done.get(e);
    if (known != null) {
      return known;
    }
    List<Expr> args = new ArrayList<>(e.args().size());
    for (Expr arg : e.args()) {
      args.add(rewrite(arg));
    }
    Expr result =
        switch (e.op()) {
          case NUMBER_OF -> args.get(0).select(1, 0);
          case FLOOR, CEIL, TRUNC, RINT ->
              compute.isFloating() ? round(e.op(), args.get(0)) : args.get(0);
          default -> e.withArgs(args);
        };
    done.put(e, result);
    return result;
  }

  private Expr round(Op op, Expr x) {
    boolean wide = compute == Compute.DOUBLE;
    Expr shift = Expr.c(wide ? 0x1p52 : 0x1p23);
    Expr sign =
        Expr.node(
            Op.BITS_AND, Expr.node(Op.TO_BITS, x), Expr.bits(wide ? Long.MIN_VALUE : 0x8000_0000L));
    Expr magnitude = x.abs();
    Expr nearest = magnitude.add(shift).sub(shift);
    Expr whole =
        switch (op) {
          case RINT -> nearest;
          case TRUNC -> nearest.gt(magnitude).select(nearest.sub(1), nearest);
          case FLOOR -> {
            Expr signed = withSign(nearest, sign);
            yield signed.gt(x).select(signed.sub(1), signed);
          }
          default -> {
            Expr signed = withSign(nearest, sign);
            yield signed.lt(x).select(signed.add(1), signed);
          }
        };
    return magnitude.lt(shift).select(withSign(whole, sign), x);
  }

  private static Expr withSign(Expr value, Expr sign) {
    return Expr.node(Op.FROM_BITS, Expr.node(Op.BITS_OR, Expr.node(Op.TO_BITS, value), sign));
  }
}
