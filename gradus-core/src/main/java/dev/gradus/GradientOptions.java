package dev.gradus;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of [Gradus#gradient(Tensor, GradientOptions)].
///
/// @param spacing how far the samples lie apart
/// @param dims the dimensions, or null for all
/// @param edgeOrder 1 or 2: how well the slopes at both ends are approximated
public record GradientOptions(Spacing spacing, int @Nullable [] dims, int edgeOrder) {
  /// Samples 1 apart, all dimensions, the first order at the ends.
  public static final GradientOptions DEFAULT = new GradientOptions(new Spacing.Even(1), null, 1);

  /// How far the samples lie apart.
  public sealed interface Spacing {
    /// The same along all dimensions.
    record Even(double step) implements Spacing {}

    /// A distance for each dimension.
    record Steps(List<Double> steps) implements Spacing {}

    /// A vector of coordinates for each dimension.
    record Places(List<Tensor> places) implements Spacing {}

    /// For how many dimensions it is stated; -1 for any.
    default int count() {
      return switch (this) {
        case Even _ -> -1;
        case Steps(List<Double> steps) -> steps.size();
        case Places(List<Tensor> places) -> places.size();
      };
    }
  }

  /// With one distance for all dimensions.
  public GradientOptions withSpacing(double step) {
    return new GradientOptions(new Spacing.Even(step), dims, edgeOrder);
  }

  /// With a distance for each dimension.
  public GradientOptions withSpacings(double... steps) {
    List<Double> list = Arrays.stream(steps).boxed().toList();
    return new GradientOptions(new Spacing.Steps(list), dims, edgeOrder);
  }

  /// With the coordinates of the samples along each dimension.
  public GradientOptions withCoordinates(Tensor... places) {
    return new GradientOptions(new Spacing.Places(List.of(places)), dims, edgeOrder);
  }

  /// With other dimensions.
  public GradientOptions withDims(int... other) {
    return new GradientOptions(spacing, other.clone(), edgeOrder);
  }

  /// With another order at the ends.
  public GradientOptions withEdgeOrder(int other) {
    return new GradientOptions(spacing, dims, other);
  }
}
