package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Gradus;
import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.expr.Expr;

/// Steps along the mean of the gradients of a matrix, made nearly orthogonal: all of its singular
/// values come near 1. For the matrices inside a network; biases, norms, embeddings and the last
/// layer are given to [AdamW]. **Source**: torch.optim.Muon; Jordan 2024.
///
/// **Dtype**: the iteration computes in bfloat16, as PyTorch's does.
///
/// **Errors**: parameters that are no real matrices.
public final class Muon extends Optimizer<MuonOptions> {
  // Tensors: mean, what is made orthogonal, gradient. Numbers: 1 - momentum, momentum.
  private static final PointwiseUpdate AHEAD = start(true);
  private static final PointwiseUpdate MEAN = start(false);

  // Numbers: what the decay leaves, the step.
  private static final PointwiseUpdate STEP =
      PointwiseUpdate.of("muon_step", x(1).fma(p(1), x(0).mul(p(0))));

  private static PointwiseUpdate start(boolean nesterov) {
    Expr mean = Steps.lerp(x(0), x(2), p(0));
    Expr ahead = nesterov ? Steps.lerp(x(2), mean, p(1)) : mean;
    return PointwiseUpdate.of("muon_momentum", mean, ahead);
  }

  /// An optimiser with PyTorch's defaults.
  public Muon(Iterable<Tensor> parameters) {
    this(parameters, MuonOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Muon(Iterable<Tensor> parameters, double lr) {
    this(parameters, MuonOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Muon(Iterable<Tensor> parameters, MuonOptions options) {
    super(parameters, options);
  }

  @Override
  protected void update(Tensor p, Tensor gradient, ParameterState state, MuonOptions o) {
    Tensor mean = state.tensor("momentum_buffer", () -> zerosLike(gradient));
    // What is made for this parameter serves the next one, too.
    try (var _ = Gradus.scope()) {
      Tensor ahead = Gradus.emptyLike(mean, DType.BFLOAT16);
      (o.nesterov() ? AHEAD : MEAN)
          .apply(new Tensor[] {mean, ahead, gradient}, 1 - o.momentum(), o.momentum());
      Tensor step = orthogonal(p.size(0) > p.size(1) ? ahead.t() : ahead, o);
      Tensor alike = p.size(0) > p.size(1) ? step.t() : step;
      STEP.apply(new Tensor[] {p, alike}, 1 - o.lr() * o.weightDecay(), -o.lr() * ratio(p, o));
    }
  }

  // Newton and Schulz's iteration: it acts on the singular values alone, by a polynomial that lifts
  // them from near 0 to near 1.
  private static Tensor orthogonal(Tensor wide, MuonOptions o) {
    MuonOptions.Coefficients k = o.nsCoefficients();
    Tensor y = wide.div_(wide.norm(2).clampMin(o.eps()));
    for (int i = 0; i < o.nsSteps(); i++) {
      Tensor gram = y.mm(y.t());
      Tensor odd = gram.addmm(gram, gram, k.b(), k.c());
      y = y.addmm(odd, y, k.a(), 1);
    }
    return y;
  }

  private static double ratio(Tensor p, MuonOptions o) {
    double rows = (double) p.size(0);
    double columns = (double) p.size(1);
    return o.adjustLrFn() == MuonOptions.AdjustLr.MATCH_RMS_ADAMW
        ? 0.2 * Math.sqrt(Math.max(rows, columns))
        : Math.sqrt(Math.max(1, rows / columns));
  }
}
