package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/// Steps along the gradient over the root of the mean of its squares. **Source**:
/// torch.optim.RMSprop.
public final class RMSprop extends Optimizer<RMSpropOptions> {
  private record Switches(boolean velocity, boolean centered, boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(RMSprop::update);

  /// An optimiser with PyTorch's defaults.
  public RMSprop(Iterable<Tensor> parameters) {
    this(parameters, RMSpropOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public RMSprop(Iterable<Tensor> parameters, double lr) {
    this(parameters, RMSpropOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public RMSprop(Iterable<Tensor> parameters, RMSpropOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, mean of squares, [velocity,] [mean,] gradient. Numbers: lr, alpha, 1 -
  // alpha,
  // eps, momentum, decay.
  private static PointwiseUpdate update(Switches on) {
    int mean = on.velocity ? 3 : 2;
    int gradient = on.centered ? mean + 1 : mean;
    Expr g = Steps.decayed(on.decays, Steps.uphill(on.maximize, x(gradient)), x(0), p(5));
    Expr squares = x(1).mul(p(1)).add(g.mul(g).mul(p(2)));
    Expr average = Steps.lerp(x(mean), g, p(2));
    Expr spread = on.centered ? squares.sub(average.mul(average)) : squares;
    Expr scaled = g.div(spread.sqrt().add(p(3)));
    Expr v = on.velocity ? x(2).mul(p(4)).add(scaled) : scaled;
    List<Expr> results = new ArrayList<>(List.of(x(0).sub(v.mul(p(0))), squares));
    if (on.velocity) {
      results.add(v);
    }
    if (on.centered) {
      results.add(average);
    }
    return PointwiseUpdate.of("rmsprop_step", results.toArray(Expr[]::new));
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, RMSpropOptions o) {
    state.countStep();
    boolean velocity = o.momentum() > 0;
    List<Tensor> operands = new ArrayList<>(5);
    operands.add(parameter);
    operands.add(state.tensor("square_avg", () -> zerosLike(parameter)));
    if (velocity) {
      operands.add(state.tensor("momentum_buffer", () -> zerosLike(parameter)));
    }
    if (o.centered()) {
      operands.add(state.tensor("grad_avg", () -> zerosLike(parameter)));
    }
    operands.add(gradient);
    STEPS
        .of(new Switches(velocity, o.centered(), o.weightDecay() != 0, o.maximize()))
        .apply(
            operands.toArray(Tensor[]::new),
            o.lr(),
            o.alpha(),
            1 - o.alpha(),
            o.eps(),
            o.momentum(),
            o.weightDecay());
  }
}
