package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps against the gradient and keeps the average of the parameters, in the state `ax`.
/// **Source**: torch.optim.ASGD.
public final class ASGD extends Optimizer<ASGDOptions> {
  private record Switches(boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(ASGD::update);

  /// An optimiser with PyTorch's defaults.
  public ASGD(Iterable<Tensor> parameters) {
    this(parameters, ASGDOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public ASGD(Iterable<Tensor> parameters, double lr) {
    this(parameters, ASGDOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public ASGD(Iterable<Tensor> parameters, ASGDOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, average, gradient. Numbers: eta, 1 - lambd * eta, mu, decay.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.decayed(on.decays, Steps.uphill(on.maximize, x(2)), x(0), p(3));
    Expr to = x(0).mul(p(1)).sub(g.mul(p(0)));
    // A mu of one starts the average anew, whatever it was.
    Expr average = p(2).eq(1).select(to, Steps.lerp(x(1), to, p(2)));
    return PointwiseUpdate.of("asgd_step", to, average);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, ASGDOptions o) {
    Tensor average = state.tensor("ax", () -> zerosLike(parameter));
    double t = state.countStep();
    if (t == 1) {
      state.put("eta", o.lr());
    }
    double eta = state.number("eta", o.lr());
    double mu = state.number("mu", 1);
    STEPS
        .of(new Switches(o.weightDecay() != 0, o.maximize()))
        .apply(
            new Tensor[] {parameter, average, gradient},
            eta,
            1 - o.lambd() * eta,
            mu,
            o.weightDecay());
    state.put("eta", o.lr() / Math.pow(1 + o.lambd() * o.lr() * t, o.alpha()));
    state.put("mu", 1 / Math.max(1, t - o.t0()));
  }
}
