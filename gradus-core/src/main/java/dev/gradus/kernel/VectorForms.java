package dev.gradus.kernel;

import dev.gradus.dtype.DType;
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

  /// The expressions without the steps that the Vector API lacks; a number that is stored as
  /// bfloat16 becomes its pattern.
  static List<Expr> of(List<Expr> expressions, Compute compute, DType[] out) {
    VectorForms forms = new VectorForms(compute);
    List<Expr> rewritten = new ArrayList<>(expressions.size());
    for (int k = 0; k < out.length; k++) {
      Expr e = forms.rewrite(expressions.get(k));
      boolean narrow = compute == Compute.FLOAT && out[k] == DType.BFLOAT16;
      rewritten.add(narrow && e.type() == Expr.Type.NUMBER ? toBfloat16(e) : e);
    }
    return rewritten;
  }

  /// The steps of [Casts#toBfloat16], up to the narrowing to 16 bits.
  private static Expr toBfloat16(Expr e) {
    Expr sixteen = Expr.bits(16);
    Expr pattern = Expr.node(Op.TO_BITS, e);
    Expr high = Expr.node(Op.BITS_SHR, pattern, sixteen);
    Expr odd = Expr.node(Op.BITS_AND, high, Expr.bits(1));
    Expr half = Expr.node(Op.BITS_ADD, pattern, Expr.bits(0x7fff));
    Expr rounded = Expr.node(Op.BITS_SHR, Expr.node(Op.BITS_ADD, half, odd), sixteen);
    return Expr.node(
        Op.BITS_SELECT, e.ne(e), Expr.node(Op.BITS_OR, high, Expr.bits(0x40)), rounded);
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
