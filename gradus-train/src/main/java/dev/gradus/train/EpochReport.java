package dev.gradus.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an epoch came to.
///
/// @param epoch its number, from 1
/// @param step how many steps lie behind in all
/// @param lr the learning rate of the first group in the last step
/// @param loss the mean loss per sample, taken while the parameters changed
/// @param validation what was found on samples that are not trained on: `validation loss`, and each
///   metric by its name; empty without validation
/// @param seconds how long it took, validation included
public record EpochReport(
    int epoch, long step, double lr, double loss, Map<String, Double> validation, double seconds) {
  /// The name of the loss on samples that are trained on.
  public static final String LOSS = "loss";

  /// The name of the loss on samples that are not.
  public static final String VALIDATION_LOSS = "validation loss";

  /// Copies the map, whose order stays.
  public EpochReport {
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
  }

  /// A value by its name: `loss`, `validation loss`, `lr` or a metric; null where there is none.
  public @Nullable Double value(String name) {
    return switch (name) {
      case LOSS -> loss;
      case "lr" -> lr;
      default -> validation.get(name);
    };
  }
}
