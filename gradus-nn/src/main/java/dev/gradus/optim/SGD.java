package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// Steps against the gradient, with momentum if asked. **Source**: torch.optim.SGD.
///
/// `v = momentum · v + (1 - dampening) · g`, `p = p - lr · v`; the first `v` is `g`, and with
/// `nesterov` the step is `g + momentum · v`.
public final class SGD extends Optimizer<SGDOptions> {
  private record Switches(boolean velocity, boolean nesterov, boolean decays, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(SGD::update);

  /// An optimiser with PyTorch's defaults.
  public SGD(Iterable<Tensor> parameters) {
    this(parameters, SGDOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public SGD(Iterable<Tensor> parameters, double lr) {
    this(parameters, SGDOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public SGD(Iterable<Tensor> parameters, SGDOptions options) {
    super(parameters, options);
  }

  // Tensors: parameter, [velocity,] gradient. Numbers: lr, decay, momentum, 1 - dampening.
  private static PointwiseUpdate update(Switches on) {
    Expr g = Steps.uphill(on.maximize, x(on.velocity ? 2 : 1));
    Expr d = Steps.decayed(on.decays, g, x(0), p(1));
    if (!on.velocity) {
      return PointwiseUpdate.of("sgd_step", p(0).neg().fma(d, x(0)));
    }
    Expr v = x(1).fma(p(2), d.mul(p(3)));
    Expr direction = on.nesterov ? v.fma(p(2), d) : v;
    return PointwiseUpdate.of("sgd_step", p(0).neg().fma(direction, x(0)), v);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, SGDOptions o) {
    boolean velocity = o.momentum() != 0;
    PointwiseUpdate step =
        STEPS.of(new Switches(velocity, o.nesterov(), o.weightDecay() != 0, o.maximize()));
    if (!velocity) {
      step.apply(new Tensor[] {parameter, gradient}, o.lr(), o.weightDecay());
      return;
    }
    boolean first = state.find("momentum_buffer") == null;
    Tensor v = state.tensor("momentum_buffer", () -> zerosLike(parameter));
    // The first velocity is the undamped gradient.
    double share = first ? 1 : 1 - o.dampening();
    step.apply(new Tensor[] {parameter, v, gradient}, o.lr(), o.weightDecay(), o.momentum(), share);
  }
}
