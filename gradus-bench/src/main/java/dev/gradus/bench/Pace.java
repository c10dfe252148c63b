package dev.gradus.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How long is measured.
///
/// @param rounds how often both sides take their turn, each time in new processes
/// @param warmups iterations that do not count
/// @param iterations iterations that count
/// @param millis the length of an iteration
/// @param firstCalls processes in which a first call is timed
record Pace(int rounds, int warmups, int iterations, int millis, int firstCalls) {
  static final Pace FULL = new Pace(2, 2, 4, 300, 5);
  static final Pace QUICK = new Pace(1, 1, 3, 100, 2);

  /// Rows shorter than this are not worth a second thread's measurement in a hurry.
  static final double QUICK_SECOND_THREAD_MICROS = 1000;

  ChainedOptionsBuilder apply(ChainedOptionsBuilder options) {
    return options
        .warmupIterations(warmups)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(millis));
  }
}
