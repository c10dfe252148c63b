package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// How tensors are printed.
///
/// @param precision digits after the point
/// @param threshold the number of elements above which only the edges are shown
/// @param edgeItems how many elements an edge has
/// @param lineWidth the characters of a line
/// @param sciMode whether numbers have exponents; null decides by their range
public record PrintOptions(
    int precision, long threshold, int edgeItems, int lineWidth, @Nullable Boolean sciMode) {
  /// **Errors**: a count is negative.
  public PrintOptions {
    if (precision < 0 || threshold < 0 || edgeItems < 0 || lineWidth < 0) {
      throw new GradusArgumentException(
          "PrintOptions: precision "
              + precision
              + ", threshold "
              + threshold
              + ", edgeItems "
              + edgeItems
              + ", lineWidth "
              + lineWidth
              + "; all must be 0 or more.");
    }
  }

  /// PyTorch's defaults.
  public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, null);

  /// Fewer digits and edges.
  public static final PrintOptions SHORT = new PrintOptions(2, 1000, 2, 80, null);

  /// Everything, never summarised.
  public static final PrintOptions FULL = new PrintOptions(4, Long.MAX_VALUE, 3, 80, null);

  /// With another number of digits.
  public PrintOptions withPrecision(int digits) {
    return new PrintOptions(digits, threshold, edgeItems, lineWidth, sciMode);
  }

  /// With another threshold.
  public PrintOptions withThreshold(long elements) {
    return new PrintOptions(precision, elements, edgeItems, lineWidth, sciMode);
  }

  /// With other edges.
  public PrintOptions withEdgeItems(int items) {
    return new PrintOptions(precision, threshold, items, lineWidth, sciMode);
  }

  /// With another line width.
  public PrintOptions withLineWidth(int characters) {
    return new PrintOptions(precision, threshold, edgeItems, characters, sciMode);
  }

  /// With or without exponents, or null to decide by the range.
  public PrintOptions withSciMode(@Nullable Boolean sci) {
    return new PrintOptions(precision, threshold, edgeItems, lineWidth, sci);
  }
}
