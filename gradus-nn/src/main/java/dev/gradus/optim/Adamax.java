package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// [Adam] with the largest of the decayed gradients as the divisor. **Source**: torch.optim.Adamax.
public final class Adamax extends Optimizer<AdamaxOptions> {
  private record Switches(boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(Adamax::update);

  /// An optimiser with PyTorch's defaults.
  public Adamax(Iterable<Tensor> parameters) {
    this(parameters, AdamaxOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adamax(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdamaxOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adamax(Iterable<Tensor> parameters, AdamaxOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, mean, largest, gradient. Numbers: step size, 1 - beta1, beta2, eps, decay.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.decayed(on.decays, Steps.uphill(on.maximize, x(3)), x(0), p(4));
    Expr m = Steps.lerp(x(1), g, p(1));
    Expr top = x(2).mul(p(2)).max(g.abs().add(p(3)));
    return PointwiseUpdate.of("adamax_step", x(0).sub(m.div(top).mul(p(0))), m, top);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, AdamaxOptions o) {
    Tensor m = state.tensor("exp_avg", () -> zerosLike(parameter));
    Tensor top = state.tensor("exp_inf", () -> zerosLike(parameter));
    double beta1 = o.betas().first();
    double stepSize = o.lr() / (1 - Math.pow(beta1, state.countStep()));
    STEPS
        .of(new Switches(o.weightDecay() != 0, o.maximize()))
        .apply(
            new Tensor[] {parameter, m, top, gradient},
            stepSize,
            1 - beta1,
            o.betas().second(),
            o.eps(),
            o.weightDecay());
  }
}
