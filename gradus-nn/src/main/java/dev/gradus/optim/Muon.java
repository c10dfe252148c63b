package dev.gradus.optim;

import static dev.gradus.Gradus.zerosLike;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;

/// Steps along the mean of the gradients of a matrix, made nearly orthogonal: all of its singular
/// values come near 1. For the matrices inside a network; biases, norms, embeddings and the last
/// layer are given to [AdamW]. **Source**: torch.optim.Muon; Jordan 2024.
///
/// **Dtype**: the iteration computes in bfloat16, as PyTorch's does.
///
/// **Errors**: parameters that are no real matrices.
public final class Muon extends Optimizer<MuonOptions> {
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
    mean.lerp_(gradient, 1 - o.momentum());
    Tensor ahead = o.nesterov() ? gradient.lerp(mean, o.momentum()) : mean;
    Tensor step = orthogonal(ahead, o);
    p.mul_(1 - o.lr() * o.weightDecay());
    p.add_(step.to(p.dtype()), -o.lr() * ratio(p, o));
  }

  // Newton and Schulz's iteration: it acts on the singular values alone, by a polynomial that lifts
  // them from near 0 to near 1.
  private static Tensor orthogonal(Tensor x, MuonOptions o) {
    boolean high = x.size(0) > x.size(1);
    MuonOptions.Coefficients k = o.nsCoefficients();
    Tensor y = (high ? x.t() : x).to(DType.BFLOAT16);
    y = y.div(y.norm(2).clampMin(o.eps()));
    for (int i = 0; i < o.nsSteps(); i++) {
      Tensor gram = y.mm(y.t());
      Tensor odd = gram.mul(k.b()).add(gram.mul(k.c()).mm(gram));
      y = y.mul(k.a()).add(odd.mm(y));
    }
    return high ? y.t() : y;
  }

  private static double ratio(Tensor p, MuonOptions o) {
    double rows = (double) p.size(0);
    double columns = (double) p.size(1);
    return o.adjustLrFn() == MuonOptions.AdjustLr.MATCH_RMS_ADAMW
        ? 0.2 * Math.sqrt(Math.max(rows, columns))
        : Math.sqrt(Math.max(1, rows / columns));
  }
}
