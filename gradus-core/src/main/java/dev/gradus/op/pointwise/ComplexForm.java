package dev.gradus.op.pointwise;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.expr.ComplexDerivative;
import dev.gradus.expr.ComplexLowering;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.expr.Leaves;
import dev.gradus.expr.Simplify;
import dev.gradus.kernel.PointwiseLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a row is for complex numbers.
///
/// Without anything stated it is the row's own expression, read as one of complex numbers. A stated
/// gradient of the row is a formula F(g, x, y) with the derivative f'(x) as a factor of g; of
/// complex numbers that factor is conjugated: conj(F(conj g, x, y)). The tangent takes it as it is.
final class ComplexForm {
  private final Row row;
  private final @Nullable Expr expr;
  private final @Nullable Expr @Nullable [] formulas;
  private final @Nullable Expr tangent;
  private final @Nullable String refusal;
  private final boolean partsAlike;

  // Lazily made; losing a race only makes the same thing twice.
  private final @Nullable Vjp[] vjps;
  private final @Nullable Vjp[] tangents;

  private final Saved saved;

  /// @param expr the complex form, if it is another expression than the row's
  /// @param formulas stated gradients of the inputs for complex numbers only
  /// @param tangent a stated tangent of a row with one input
  /// @param refusal why there is no complex form
  record Stated(
      @Nullable Expr expr,
      @Nullable Expr @Nullable [] formulas,
      @Nullable Expr tangent,
      @Nullable String refusal) {
    static final Stated NOTHING = new Stated(null, null, null, null);
  }

  ComplexForm(Row row, Stated stated) {
    this.row = row;
    this.expr = stated.expr();
    this.formulas = stated.formulas();
    this.tangent = stated.tangent();
    this.refusal = stated.refusal();
    this.partsAlike =
        stated.expr() == null && refusal == null && ComplexLowering.treatsPartsAlike(row.expr());
    this.vjps = new Vjp[row.inputs()];
    this.tangents = new Vjp[row.inputs()];
    this.saved = new Saved(row, row.differentiable() ? row.inputs() : 0, true);
  }

  /// What gradients for complex numbers read.
  Saved saved() {
    return saved;
  }

  /// The gradient of input `i`.
  Vjp vjp(int i) {
    Vjp v = vjps[i];
    if (v == null) {
      row.checkDifferentiable();
      v = Vjp.of(row, gradient(i));
      vjps[i] = v;
    }
    return v;
  }

  private @Nullable Expr formula(int i) {
    Expr own = formulas == null || i >= formulas.length ? null : formulas[i];
    return own == null ? row.stated(i) : own;
  }

  private Expr gradient(int i) {
    Expr formula = formula(i);
    if (formula == null) {
      return ComplexDerivative.vjp(row.expr(), i);
    }
    Expr swapped =
        Leaves.substitute(formula, leaf -> leaf.equals(Expr.g()) ? Expr.g().conj() : leaf);
    return Simplify.derivative(swapped.conj());
  }

  /// Input `i`'s term of the tangent, or null where only the gradient is known.
  @Nullable Vjp tangent(int i) {
    Vjp v = tangents[i];
    if (v == null) {
      row.checkDifferentiable();
      Expr formula = tangentFormula(i);
      if (formula == null) {
        return null;
      }
      v = Vjp.of(row, formula);
      tangents[i] = v;
    }
    return v;
  }

  private @Nullable Expr tangentFormula(int i) {
    if (tangent != null) {
      return tangent;
    }
    if (expr == null && !ComplexLowering.isAnalytic(row.expr())) {
      return null;
    }
    Expr formula = formula(i);
    return formula == null ? ComplexDerivative.jvp(row.expr(), i) : formula;
  }

  // --- Loops ---

  /// Whether each part of the result is what the row gives for that part of the inputs.
  boolean treatsPartsAlike() {
    return partsAlike;
  }

  /// The inputs that are complex, as a bit set.
  static long complexInputs(DType[] in) {
    long mask = 0;
    for (int i = 0; i < in.length; i++) {
      mask |= in[i].isComplex() ? 1L << i : 0;
    }
    return mask;
  }

  /// A loop over real numbers: two operands for each complex tensor, the real parts first.
  PointwiseLoop compile(DType computing, DType out, DType[] in) {
    Compute compute = computing == DType.COMPLEX64 ? Compute.FLOAT : Compute.DOUBLE;
    List<Expr> parts = lowered(computing, complexInputs(in));
    List<Expr> outputs = new ArrayList<>();
    outputs.add(Formulas.lower(parts.getFirst(), compute));
    if (out.isComplex()) {
      Expr im = parts.size() > 1 ? parts.get(1) : Expr.c(0);
      outputs.add(Formulas.lower(im, compute));
    }
    DType[] results = new DType[outputs.size()];
    Arrays.fill(results, out.toReal());
    List<DType> operands = new ArrayList<>();
    for (DType d : in) {
      operands.add(d.toReal());
      if (d.isComplex()) {
        operands.add(d.toReal());
      }
    }
    return PointwiseLoop.compile(outputs, compute, results, operands.toArray(new DType[0]));
  }

  private List<Expr> lowered(DType computing, long complexInputs) {
    if (refusal != null) {
      throw new GradusUnsupportedException(refusal.formatted(computing.scalarName()));
    }
    try {
      return ComplexLowering.lower(expr == null ? row.expr() : expr, complexInputs);
    } catch (GradusUnsupportedException e) {
      throw new GradusUnsupportedException(
          "\"%s_cpu\" not implemented for '%s'\n%s"
              .formatted(row.name(), computing.scalarName(), e.getMessage()));
    }
  }
}
