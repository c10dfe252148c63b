package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `Gradus.grad`.
///
/// @param retainGraph whether the graph keeps its saved values; null means as `createGraph`
/// @param createGraph whether the gradients are recorded, for gradients of gradients
/// @param allowUnused whether an input that the outputs do not depend on gives null instead of an
///   error; null means as `materializeGrads`
/// @param isGradsBatched whether the first dimension of every given gradient counts a batch of them
/// @param materializeGrads whether an unused input gives zeros instead of null
public record GradOptions(
    @Nullable Boolean retainGraph,
    boolean createGraph,
    @Nullable Boolean allowUnused,
    boolean isGradsBatched,
    boolean materializeGrads) {
  /// Frees the graph, records nothing, every input must be used.
  public static final GradOptions DEFAULT = new GradOptions(null, false, null, false, false);

  /// Records the gradients.
  public static GradOptions creating() {
    return DEFAULT.withCreateGraph(true);
  }

  /// Keeps the graph.
  public static GradOptions retaining() {
    return DEFAULT.withRetainGraph(true);
  }

  /// With another `retainGraph`.
  public GradOptions withRetainGraph(boolean b) {
    return new GradOptions(b, createGraph, allowUnused, isGradsBatched, materializeGrads);
  }

  /// With another `createGraph`.
  public GradOptions withCreateGraph(boolean b) {
    return new GradOptions(retainGraph, b, allowUnused, isGradsBatched, materializeGrads);
  }

  /// With another `allowUnused`.
  public GradOptions withAllowUnused(boolean b) {
    return new GradOptions(retainGraph, createGraph, b, isGradsBatched, materializeGrads);
  }

  /// With another `isGradsBatched`.
  public GradOptions withIsGradsBatched(boolean b) {
    return new GradOptions(retainGraph, createGraph, allowUnused, b, materializeGrads);
  }

  /// With another `materializeGrads`.
  public GradOptions withMaterializeGrads(boolean b) {
    return new GradOptions(retainGraph, createGraph, allowUnused, isGradsBatched, b);
  }

  boolean keepsGraph() {
    return retainGraph == null ? createGraph : retainGraph;
  }

  boolean unusedAllowed() {
    return allowUnused == null ? materializeGrads : allowUnused;
  }
}
