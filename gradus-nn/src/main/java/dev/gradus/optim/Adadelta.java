package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps along the gradient, in the measure of past steps over past gradients. **Source**:
/// torch.optim.Adadelta.
public final class Adadelta extends Optimizer<AdadeltaOptions> {
  private record Switches(boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(Adadelta::update);

  /// An optimiser with PyTorch's defaults.
  public Adadelta(Iterable<Tensor> parameters) {
    this(parameters, AdadeltaOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adadelta(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdadeltaOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adadelta(Iterable<Tensor> parameters, AdadeltaOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, mean of squared gradients, of squared steps, gradient. Numbers: lr, rho, 1
  // -
  // rho, eps, decay.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.decayed(on.decays, Steps.uphill(on.maximize, x(3)), x(0), p(4));
    Expr squares = x(1).mul(p(1)).add(g.mul(g).mul(p(2)));
    Expr step = x(2).add(p(3)).sqrt().div(squares.add(p(3)).sqrt()).mul(g);
    Expr steps = x(2).mul(p(1)).add(step.mul(step).mul(p(2)));
    return PointwiseUpdate.of("adadelta_step", x(0).sub(step.mul(p(0))), squares, steps);
  }

  @Override
  protected void update(
      Tensor parameter, Tensor gradient, ParameterState state, AdadeltaOptions o) {
    Tensor squares = state.tensor("square_avg", () -> zerosLike(parameter));
    Tensor steps = state.tensor("acc_delta", () -> zerosLike(parameter));
    state.countStep();
    STEPS
        .of(new Switches(o.weightDecay() != 0, o.maximize()))
        .apply(
            new Tensor[] {parameter, squares, steps, gradient},
            o.lr(),
            o.rho(),
            1 - o.rho(),
            o.eps(),
            o.weightDecay());
  }
}
