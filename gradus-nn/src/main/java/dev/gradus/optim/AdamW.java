package dev.gradus.optim;

import dev.gradus.Tensor;

/// [Adam] with weights that decay by themselves instead of through the gradient. **Source**:
/// torch.optim.AdamW.
public final class AdamW extends Optimizer<AdamWOptions> {
  /// An optimiser with PyTorch's defaults.
  public AdamW(Iterable<Tensor> parameters) {
    this(parameters, AdamWOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public AdamW(Iterable<Tensor> parameters, double lr) {
    this(parameters, AdamWOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public AdamW(Iterable<Tensor> parameters, AdamWOptions options) {
    super(parameters, options);
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, AdamWOptions o) {
    AdamStep.Decay decay = AdamStep.Decay.of(o.weightDecay(), true);
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
