package dev.gradus.optim;

import static dev.gradus.Gradus.fullLike;
import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps by the gradient's sign, with a step per element that grows while the sign stays and
/// shrinks when it turns. **Source**: torch.optim.Rprop.
public final class Rprop extends Optimizer<RpropOptions> {
  private record Switches(boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(Rprop::update);

  /// An optimiser with PyTorch's defaults.
  public Rprop(Iterable<Tensor> parameters) {
    this(parameters, RpropOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Rprop(Iterable<Tensor> parameters, double lr) {
    this(parameters, RpropOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Rprop(Iterable<Tensor> parameters, RpropOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, step, previous gradient, gradient. Numbers: factors where the sign turned
  // and
  // where it stayed, smallest and largest step.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.uphill(on.maximize, x(3));
    Expr product = g.mul(x(2));
    Expr turned = product.lt(0);
    Expr factor = product.gt(0).select(p(1), turned.select(p(0), c(1)));
    Expr step = x(1).mul(factor).max(p(2)).min(p(3));
    // Where the sign turned, this step is left out and the next one starts afresh.
    Expr followed = turned.select(c(0), g);
    return PointwiseUpdate.of("rprop_step", x(0).sub(followed.sign().mul(step)), step, followed);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, RpropOptions o) {
    Tensor step = state.tensor("step_size", () -> fullLike(parameter, o.lr()));
    Tensor previous = state.tensor("prev", () -> zerosLike(parameter));
    state.countStep();
    STEPS
        .of(new Switches(o.maximize()))
        .apply(
            new Tensor[] {parameter, step, previous, gradient},
            o.etas().first(),
            o.etas().second(),
            o.stepSizes().first(),
            o.stepSizes().second());
  }
}
