package dev.gradus.bench;

import java.io.IOException;
import java.util.List;

/// Has lines timed and makes rows of the times.
///
/// @param hasPeer whether there is a peer
record Measuring(Clock clock, boolean hasPeer) {
  /// What every JVM needs that computes.
  static final List<String> FLAGS =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow"); // JMH's own

  /// What a JVM needs besides to show a steady state soon. A page of memory that is touched for the
  /// first time costs some microseconds, as much as dozens of small operations: while the heap
  /// grows, that would be all that is measured.
  static final List<String> TOUCHED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  /// The same in a hurry: touching takes 2 ms for each megabyte, and few lines need so many.
  static final List<String> TOUCHED_IN_PART =
      List.of("-Xms192m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  /// A line on some number of threads.
  Row row(Line line, int threads) throws IOException {
    Times times = clock.times(line, threads, hasPeer && line.peer() != null);
    return new Row(
        line,
        threads,
        times.micros(),
        times.peerMicros(),
        line.goal().on(threads).ratioFor(times.peerShareOfLimit()),
        times.shareOfLimit(),
        times.ours().bytes(),
        times.ours().gcShare(),
        times.speedup());
  }
}
