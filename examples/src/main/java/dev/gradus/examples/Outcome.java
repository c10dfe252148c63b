package dev.gradus.examples;

import java.util.Locale;

/// What a training came to.
///
/// @param loss the mean loss on samples kept back, or on all where there are only a few
/// @param accuracy the share of these that is classified rightly; NaN where nothing is classified
public record Outcome(double loss, double accuracy) {
  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "loss %.4f", loss);
    return Double.isNaN(accuracy)
        ? text
        : text + String.format(Locale.ROOT, ", accuracy %.1f %%", 100 * accuracy);
  }
}
