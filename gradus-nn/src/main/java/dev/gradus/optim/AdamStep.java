package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.expr.Expr;

/// The step that [Adam] and [AdamW] share.
final class AdamStep {
  /// What the decay of weights acts on.
  enum Decay {
    NONE,
    GRADIENT,
    PARAMETER;

    static Decay of(double weightDecay, boolean decoupled) {
      return weightDecay == 0 ? NONE : decoupled ? PARAMETER : GRADIENT;
    }
  }

  record Switches(Decay decay, boolean amsgrad, boolean maximize) {}

  private static final Steps<Switches> STEPS = new Steps<>(AdamStep::update);

  private AdamStep() {}

  // Tensors: parameter, mean, mean of squares, [its maximum,] gradient. Numbers: step size, 1 -
  // beta1, beta2, 1 - beta2, root of the second bias correction, eps, decay (of the gradient) or
  // what it leaves (of the parameter).
  private static PointwiseUpdate update(Switches on) {
    Expr uphill = Steps.uphill(on.maximize, x(on.amsgrad ? 4 : 3));
    Expr g = Steps.decayed(on.decay == Decay.GRADIENT, uphill, x(0), p(6));
    Expr from = on.decay == Decay.PARAMETER ? x(0).mul(p(6)) : x(0);
    Expr m = Steps.lerp(x(1), g, p(1));
    Expr v = x(2).mul(p(2)).add(g.mul(g).mul(p(3)));
    Expr top = on.amsgrad ? x(3).max(v) : v;
    Expr denominator = top.sqrt().div(p(4)).add(p(5));
    Expr to = from.sub(m.div(denominator).mul(p(0)));
    return on.amsgrad
        ? PointwiseUpdate.of("adam_step", to, m, v, top)
        : PointwiseUpdate.of("adam_step", to, m, v);
  }

  static void run(
      Switches on,
      Tensor parameter,
      Tensor gradient,
      ParameterState state,
      double lr,
      NumberPair betas,
      double eps,
      double weightDecay) {
    Tensor m = state.tensor("exp_avg", () -> zerosLike(parameter));
    Tensor v = state.tensor("exp_avg_sq", () -> zerosLike(parameter));
    double t = state.countStep();
    double stepSize = lr / (1 - Math.pow(betas.first(), t));
    double root = Math.sqrt(1 - Math.pow(betas.second(), t));
    double decay = on.decay == Decay.PARAMETER ? 1 - lr * weightDecay : weightDecay;
    double[] numbers = {
      stepSize, 1 - betas.first(), betas.second(), 1 - betas.second(), root, eps, decay
    };
    Tensor[] operands =
        on.amsgrad
            ? new Tensor[] {
              parameter, m, v, state.tensor("max_exp_avg_sq", () -> zerosLike(parameter)), gradient
            }
            : new Tensor[] {parameter, m, v, gradient};
    STEPS.of(on).apply(operands, numbers);
  }
}
