package dev.gradus.optim;

import dev.gradus.Tensor;

/// Steps along the mean of the gradients over the root of the mean of their squares, both corrected
/// for their start at zero. **Source**: torch.optim.Adam.
public final class Adam extends Optimizer<AdamOptions> {
  /// An optimiser with PyTorch's defaults.
  public Adam(Iterable<Tensor> parameters) {
    this(parameters, AdamOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public Adam(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdamOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public Adam(Iterable<Tensor> parameters, AdamOptions options) {
    super(parameters, options);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, AdamOptions o) {
    AdamStep.Decay decay = AdamStep.Decay.of(o.weightDecay(), o.decoupledWeightDecay());
    AdamStep.run(
        new AdamStep.Switches(decay, o.amsgrad(), o.maximize()),
        parameter,
        gradient,
        state,
        o.lr(),
        o.betas(),
        o.eps(),
        o.weightDecay());
  }
}
