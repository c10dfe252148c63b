package dev.gradus.optim;

import static dev.gradus.Gradus.zeros;
import static dev.gradus.Gradus.zerosLike;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Steps along the gradient over the root of the mean of its squares, of which a matrix keeps only
/// the means of rows and columns, relative to the size of the parameter. **Source**:
/// torch.optim.Adafactor; Shazeer and Stern 2018.
///
/// With `t` steps so far, `w = t^beta2Decay` is the share of the new squares in `R` and `C`, the
/// means over rows and columns. The estimate is `R C / mean(R)`, the update `u = g /
/// sqrt(estimate)`, and the step `max(eps, rms(p)) · min(lr, 1 / sqrt(t)) · u / max(1, rms(u) /
/// d)`.
///
/// **Errors**: complex parameters.
public final class Adafactor extends Optimizer<AdafactorOptions> {
  /// An optimiser with PyTorch's defaults.
  public Adafactor(Iterable<Tensor> parameters) {
    this(parameters, AdafactorOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adafactor(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdafactorOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adafactor(Iterable<Tensor> parameters, AdafactorOptions options) {
    super(parameters, options);
  }

  @Override
  protected void update(Tensor p, Tensor gradient, ParameterState state, AdafactorOptions o) {
    Tensor g = o.maximize() ? gradient.neg() : gradient;
    Double given = o.eps().variance();
    double eps = given == null ? Gradus.finfo(p.dtype()).eps() : given;
    double t = state.countStep();
    double share = Math.pow(t, o.beta2Decay());
    double largest = Math.min(o.lr(), 1 / Math.sqrt(t));
    double length = Math.max(o.eps().parameter(), rootMeanSquare(p)) * largest;
    if (o.weightDecay() != 0) {
      p.mul_(1 - o.lr() * o.weightDecay());
    }
    Tensor squares =
        g.dim() > 1 ? factored(g, state, share, eps) : meanSquare(g, state, share).clone();
    // The root comes later: eps is of the size of a root.
    Tensor u = squares.clampMin_(eps * eps).rsqrt_().mul_(g);
    p.add_(u, -length / Math.max(1, rootMeanSquare(u) / o.d()));
  }

  private static Tensor meanSquare(Tensor g, ParameterState state, double share) {
    return state.tensor("variance", () -> zerosLike(g)).lerp_(g.square(), share);
  }

  private static Tensor factored(Tensor g, ParameterState state, double share, double eps) {
    Tensor rows = means(g, -1, "row_var", state, share);
    Tensor columns = means(g, -2, "col_var", state, share);
    return rows.matmul(columns).div_(rows.mean(new int[] {-2}, true).clampMin_(eps));
  }

  private static Tensor means(Tensor g, int dim, String name, ParameterState state, double share) {
    Tensor norm = g.norm(2, new int[] {dim}, true);
    Tensor mean = norm.square_().div_((double) g.size(dim));
    return state.tensor(name, () -> zeros(g.dtype(), norm.shape())).lerp_(mean, share);
  }

  private static double rootMeanSquare(Tensor x) {
    return x.norm(2).item() / Math.sqrt((double) x.numel());
  }
}
