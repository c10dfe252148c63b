package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// [Adam] that divides by the mean of squares only once its variance is known. **Source**:
/// torch.optim.RAdam.
public final class RAdam extends Optimizer<RAdamOptions> {
  private record Switches(AdamStep.Decay decay, boolean rectified, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(RAdam::update);

  /// An optimiser with PyTorch's defaults.
  public RAdam(Iterable<Tensor> parameters) {
    this(parameters, RAdamOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public RAdam(Iterable<Tensor> parameters, double lr) {
    this(parameters, RAdamOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public RAdam(Iterable<Tensor> parameters, RAdamOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, mean, mean of squares, gradient. Numbers: step size, 1 - beta1, beta2, 1 -
  // beta2, eps, decay or what it leaves.
  private static PointwiseUpdate update(Switches on) {
    Expr uphill = Steps.uphill(on.maximize, x(3));
    Expr g = Steps.decayed(on.decay == AdamStep.Decay.GRADIENT, uphill, x(0), p(5));
    Expr from = on.decay == AdamStep.Decay.PARAMETER ? x(0).mul(p(5)) : x(0);
    Expr m = Steps.lerp(x(1), g, p(1));
    Expr v = x(2).mul(p(2)).add(g.mul(g).mul(p(3)));
    Expr step = on.rectified ? m.div(v.sqrt().add(p(4))) : m;
    return PointwiseUpdate.of("radam_step", from.sub(step.mul(p(0))), m, v);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, RAdamOptions o) {
    Tensor m = state.tensor("exp_avg", () -> zerosLike(parameter));
    Tensor v = state.tensor("exp_avg_sq", () -> zerosLike(parameter));
    double t = state.countStep();
    double beta1 = o.betas().first();
    double beta2 = o.betas().second();
    double correction2 = 1 - Math.pow(beta2, t);
    // The length of the average's memory, and what it is in the end.
    double most = 2 / (1 - beta2) - 1;
    double length = most - 2 * t * Math.pow(beta2, t) / correction2;
    boolean rectified = length > 5;
    double stepSize = o.lr() / (1 - Math.pow(beta1, t));
    if (rectified) {
      double share = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length);
      stepSize *= Math.sqrt(share) * Math.sqrt(correction2);
    }
    AdamStep.Decay decay = AdamStep.Decay.of(o.weightDecay(), o.decoupledWeightDecay());
    STEPS
        .of(new Switches(decay, rectified, o.maximize()))
        .apply(
            new Tensor[] {parameter, m, v, gradient},
            stepSize,
            1 - beta1,
            beta2,
            1 - beta2,
            o.eps(),
            decay == AdamStep.Decay.PARAMETER ? 1 - o.lr() * o.weightDecay() : o.weightDecay());
  }
}
