package dev.gradus.optim;

import dev.gradus.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/// Parameters that an optimiser treats alike, and the options for them. **Source**: an element of
/// torch.optim.Optimizer.param\_groups.
///
/// @param <O> the optimiser's options
public final class ParameterGroup<O extends OptimizerOptions<O>> {
  private final List<Tensor> parameters;
  private O options;
  private OptionalDouble initialLr = OptionalDouble.empty();

  /// A group.
  public ParameterGroup(Iterable<Tensor> parameters, O options) {
    this.parameters = Parameters.list(parameters);
    this.options = options;
  }

  /// The parameters.
  public List<Tensor> parameters() {
    return parameters;
  }

  /// The options.
  public O options() {
    return options;
  }

  /// Replaces the options, from the next step on.
  public void setOptions(O other) {
    options = other;
  }

  /// The learning rate.
  public double lr() {
    return options.lr();
  }

  /// Changes the learning rate, from the next step on.
  public void setLr(double lr) {
    options = options.withLr(lr);
  }

  /// The learning rate from which schedulers start, once there is a scheduler.
  public OptionalDouble initialLr() {
    return initialLr;
  }

  void setInitialLr(double lr) {
    initialLr = OptionalDouble.of(lr);
  }
}
