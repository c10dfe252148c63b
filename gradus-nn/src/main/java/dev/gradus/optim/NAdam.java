package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// [Adam] with Nesterov's momentum. **Source**: torch.optim.NAdam.
public final class NAdam extends Optimizer<NAdamOptions> {
  private record Switches(AdamStep.Decay decay, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(NAdam::update);

  /// An optimiser with PyTorch's defaults.
  public NAdam(Iterable<Tensor> parameters) {
    this(parameters, NAdamOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public NAdam(Iterable<Tensor> parameters, double lr) {
    this(parameters, NAdamOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public NAdam(Iterable<Tensor> parameters, NAdamOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, mean, mean of squares, gradient. Numbers: share of the gradient, share of
  // the mean, 1 - beta1, beta2, 1 - beta2, second bias correction, eps, decay or what it leaves.
  private static PointwiseUpdate update(Switches on) {
    Expr uphill = Steps.uphill(on.maximize, x(3));
    Expr g = Steps.decayed(on.decay == AdamStep.Decay.GRADIENT, uphill, x(0), p(7));
    Expr from = on.decay == AdamStep.Decay.PARAMETER ? x(0).mul(p(7)) : x(0);
    Expr m = Steps.lerp(x(1), g, p(2));
    Expr v = x(2).mul(p(3)).add(g.mul(g).mul(p(4)));
    Expr denominator = v.div(p(5)).sqrt().add(p(6));
    Expr half = from.sub(g.div(denominator).mul(p(0)));
    return PointwiseUpdate.of("nadam_step", half.sub(m.div(denominator).mul(p(1))), m, v);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, NAdamOptions o) {
    Tensor m = state.tensor("exp_avg", () -> zerosLike(parameter));
    Tensor v = state.tensor("exp_avg_sq", () -> zerosLike(parameter));
    double t = state.countStep();
    double beta1 = o.betas().first();
    double beta2 = o.betas().second();
    double mu = beta1 * (1 - 0.5 * Math.pow(0.96, t * o.momentumDecay()));
    double next = beta1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * o.momentumDecay()));
    state.put("mu_product", state.number("mu_product", 1) * mu);
    double product = state.number("mu_product", 1);
    AdamStep.Decay decay = AdamStep.Decay.of(o.weightDecay(), o.decoupledWeightDecay());
    STEPS
        .of(new Switches(decay, o.maximize()))
        .apply(
            new Tensor[] {parameter, m, v, gradient},
            o.lr() * (1 - mu) / (1 - product),
            o.lr() * next / (1 - product * next),
            1 - beta1,
            beta2,
            1 - beta2,
            1 - Math.pow(beta2, t),
            o.eps(),
            decay == AdamStep.Decay.PARAMETER ? 1 - o.lr() * o.weightDecay() : o.weightDecay());
  }
}
