package dev.gradus.train;

import dev.gradus.Tensor;

/// A number that says how good outputs are, gathered batch by batch.
///
/// ```java
/// for (List<Tensor> batch : heldOut) {
///   metric.update(net.call(batch.getFirst()), batch.getLast());
/// }
/// metric.value();
/// ```
///
/// One of your own need not care about gradients: none are recorded where the [Trainer] calls it.
/// See [Metrics] for those that are there.
public interface Metric {
  /// Its name in the history, in curves and in what is reported, such as `accuracy`.
  String name();

  /// Forgets what it has seen.
  void reset();

  /// Takes notice of the outputs of a batch and of what was to come out.
  void update(Tensor output, Tensor target);

  /// The number for all that it has seen since it was reset; NaN if that is nothing.
  double value();
}
