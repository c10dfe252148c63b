package dev.gradus.optim;

import static dev.gradus.Gradus.fullLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps along the gradient over the root of the sum of all squares so far. **Source**:
/// torch.optim.Adagrad.
public final class Adagrad extends Optimizer<AdagradOptions> {
  private record Switches(boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(Adagrad::update);

  /// An optimiser with PyTorch's defaults.
  public Adagrad(Iterable<Tensor> parameters) {
    this(parameters, AdagradOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adagrad(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdagradOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adagrad(Iterable<Tensor> parameters, AdagradOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, sum of squares, gradient. Numbers: step size, eps, decay.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.decayed(on.decays, Steps.uphill(on.maximize, x(2)), x(0), p(2));
    Expr sum = g.mul(g).add(x(1));
    Expr to = x(0).sub(g.div(sum.sqrt().add(p(1))).mul(p(0)));
    return PointwiseUpdate.of("adagrad_step", to, sum);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, AdagradOptions o) {
    Tensor sum = state.tensor("sum", () -> fullLike(parameter, o.initialAccumulatorValue()));
    double stepSize = o.lr() / (1 + (state.countStep() - 1) * o.lrDecay());
    STEPS
        .of(new Switches(o.weightDecay() != 0, o.maximize()))
        .apply(new Tensor[] {parameter, sum, gradient}, stepSize, o.eps(), o.weightDecay());
  }
}
