package dev.gradus.optim;

import static dev.gradus.Gradus.zeros;
import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Gradus;
import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps along the gradient over the root of the mean of its squares, of which a matrix keeps only
/// the means of rows and columns, relative to the size of the parameter. **Source**:
/// torch.optim.Adafactor; Shazeer and Stern 2018.
///
/// With `t` steps so far, `w = t^beta2Decay` is the share of the new squares in `R` and `C`, the
/// means over rows and columns. The estimate is `R C / mean(R)`, the update `u = g /
/// sqrt(estimate)`, and the step `max(eps, rms(p)) · min(lr, 1 / sqrt(t)) · u / max(1, rms(u) /
/// d)`.
///
/// **Errors**: complex parameters.
public final class Adafactor extends Optimizer<AdafactorOptions> {
  private static final PointwiseUpdate SQUARES =
      PointwiseUpdate.of("adafactor_squares", lerp(x(0), x(1).mul(x(1)), p(0)));
  private static final PointwiseUpdate NORMS =
      PointwiseUpdate.of("adafactor_norms", lerp(x(0), x(1).mul(x(1)).div(p(1)), p(0)));

  // Gradients over the roots of what is estimated of their squares.
  private static final PointwiseUpdate PLAIN = PointwiseUpdate.of("adafactor_ratio", ratio(x(1)));
  private static final PointwiseUpdate FACTORED =
      PointwiseUpdate.of("adafactor_ratio", ratio(x(1).mul(x(2)).div(x(3))));
  private static final PointwiseUpdate STEP =
      PointwiseUpdate.of("adafactor_step", x(1).fma(p(1), x(0).mul(p(0))));

  // The root comes later: eps is of the size of a root.
  private static Expr ratio(Expr squares) {
    return c(1).div(squares.max(p(0)).sqrt()).mul(x(0));
  }

  // As Tensor.lerp: exact at both ends.
  private static Expr lerp(Expr a, Expr b, Expr weight) {
    Expr way = b.sub(a);
    return weight.lt(0.5).select(a.add(weight.mul(way)), b.sub(way.mul(c(1).sub(weight))));
  }

  /// An optimiser with PyTorch's defaults.
  public Adafactor(Iterable<Tensor> parameters) {
    this(parameters, AdafactorOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adafactor(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdafactorOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adafactor(Iterable<Tensor> parameters, AdafactorOptions options) {
    super(parameters, options);
  }

  @Override
  protected void update(Tensor p, Tensor g, ParameterState state, AdafactorOptions o) {
    Double given = o.eps().variance();
    double eps = given == null ? Gradus.finfo(p.dtype()).eps() : given;
    double t = state.countStep();
    double share = Math.pow(t, o.beta2Decay());
    double largest = Math.min(o.lr(), 1 / Math.sqrt(t));
    double length = Math.max(o.eps().parameter(), rootMeanSquare(p)) * largest;
    // What is made for this parameter serves the next one, too.
    try (var _ = Gradus.scope()) {
      Tensor u = g.dim() > 1 ? factored(g, state, share, eps) : plain(g, state, share, eps);
      double shortened = length / Math.max(1, rootMeanSquare(u) / o.d());
      double kept = 1 - o.lr() * o.weightDecay();
      STEP.apply(new Tensor[] {p, u}, kept, o.maximize() ? shortened : -shortened);
    }
  }

  private static Tensor plain(Tensor g, ParameterState state, double share, double eps) {
    Tensor mean = state.tensor("variance", () -> zerosLike(g));
    SQUARES.apply(new Tensor[] {mean, g}, share);
    return PLAIN.compute(new Tensor[] {g, mean}, eps * eps)[0];
  }

  private static Tensor factored(Tensor g, ParameterState state, double share, double eps) {
    Tensor rows = means(g, -1, "row_var", state, share);
    Tensor columns = means(g, -2, "col_var", state, share);
    Tensor all = rows.mean(new int[] {-2}, true).clampMin_(eps);
    return FACTORED.compute(new Tensor[] {g, rows, columns, all}, eps * eps)[0];
  }

  private static Tensor means(Tensor g, int dim, String name, ParameterState state, double share) {
    Tensor norm = g.norm(2, new int[] {dim}, true);
    Tensor mean = state.tensor(name, () -> zeros(g.dtype(), norm.shape()));
    NORMS.apply(new Tensor[] {mean, norm}, share, (double) g.size(dim));
    return mean;
  }

  private static double rootMeanSquare(Tensor x) {
    return x.norm(2).item() / Math.sqrt((double) x.numel());
  }
}
