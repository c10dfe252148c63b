package dev.gradus.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How long JMH measures.
///
/// @param rounds how often both sides take their turn, each time in new processes
/// @param warmups iterations that do not count
/// @param iterations iterations that count
/// @param millis the length of an iteration
/// @param firstCalls processes in which a first call is timed
record Pace(int rounds, int warmups, int iterations, int millis, int firstCalls) {
  static final Pace FULL = new Pace(2, 2, 4, 300, 5);

  int rounds(Line.Kind kind) {
    return kind == Line.Kind.FIRST_CALL ? firstCalls : rounds;
  }

  ChainedOptionsBuilder apply(ChainedOptionsBuilder options) {
    return options
        .warmupIterations(warmups)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(millis));
  }
}
