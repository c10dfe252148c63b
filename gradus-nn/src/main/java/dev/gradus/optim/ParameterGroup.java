package dev.gradus.optim;

import dev.gradus.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Parameters that an optimiser treats alike, and the options for them. **Source**: an element of
/// torch.optim.Optimizer.param\_groups.
///
/// @param <O> the optimiser's options
public final class ParameterGroup<O extends OptimizerOptions<O>> {
  static final String INITIAL_LR = "initial_lr";

  /// What schedulers note, under PyTorch's keys.
  static final List<String> NOTES = List.of(INITIAL_LR, "swa_lr");

  private final List<Tensor> parameters;
  private O options;
  private final Map<String, Double> notes = new LinkedHashMap<>();

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
    return note(INITIAL_LR);
  }

  void setInitialLr(double lr) {
    setNote(INITIAL_LR, lr);
  }

  /// What schedulers have noted for this group.
  Map<String, Double> notes() {
    return Map.copyOf(notes);
  }

  OptionalDouble note(String name) {
    Double value = notes.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  void setNote(String name, double value) {
    notes.put(name, value);
  }
}
