package dev.gradus.bench;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One line of the table: the same work on both sides.
///
/// @param name what the table shows and `--only` matches
/// @param kind how it is timed
/// @param limit what bounds it
/// @param goal what it has to reach
/// @param gradus makes our side
/// @param peer makes the peer's side; null if there is none
public record Line(
    String name,
    Kind kind,
    Limit limit,
    Goal goal,
    Supplier<Workload> gradus,
    @Nullable Supplier<Workload> peer) {
  /// How a line is timed.
  public enum Kind {
    /// Warm, many times.
    STEADY,
    /// Small: a second thread has nothing to do.
    SMALL,
    /// The first time in a process.
    FIRST_CALL,
    /// A process of its own, from start to end.
    PROCESS;

    /// Whether it is timed warm.
    boolean isSteady() {
      return this == STEADY || this == SMALL;
    }
  }

  /// A warm line that both sides do.
  public static Line of(
      String name, Limit limit, Goal goal, Supplier<Workload> gradus, Supplier<Workload> peer) {
    return new Line(name, Kind.STEADY, limit, goal, gradus, peer);
  }

  /// A line of which nothing can be split.
  public static Line small(
      String name, Goal goal, Supplier<Workload> gradus, Supplier<Workload> peer) {
    return new Line(name, Kind.SMALL, Limit.NONE, goal, gradus, peer);
  }

  /// A line of ours alone.
  public static Line alone(String name, Kind kind, Goal goal, Supplier<Workload> gradus) {
    return new Line(name, kind, Limit.NONE, goal, gradus, null);
  }
}
