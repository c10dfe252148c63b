package dev.gradus.bench;

import org.jspecify.annotations.Nullable;

/// Lines and rows as tests need them.
final class Rows {
  private Rows() {}

  static Line line(String name, Goal goal) {
    return Line.alone(
        name,
        Line.Kind.STEADY,
        goal,
        () -> {
          throw new AssertionError("not to be run");
        });
  }

  static Row row(Line line, int threads, double micros, @Nullable Double peerMicros) {
    return new Row(
        line, threads, micros, peerMicros, line.goal().on(threads).ratio(), null, null, null, null);
  }
}
