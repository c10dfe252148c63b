package dev.gradus.bench;

import org.jspecify.annotations.Nullable;

/// What was measured for a line on some number of threads.
///
/// @param line the line
/// @param threads the number of threads on both sides
/// @param gradusMicros our median time in microseconds
/// @param peerMicros the peer's; null if there is no peer
/// @param goal the ratio to reach; null if there is none
/// @param shareOfLimit how near our time comes to the limit; null if there is none
/// @param bytes what one run allocates on the Java heap; null if unknown
/// @param gcShare the share of the time that collections stopped the program; null if unknown
/// @param speedup how many times as fast as on one thread; null on one thread or if unknown
record Row(
    Line line,
    int threads,
    double gradusMicros,
    @Nullable Double peerMicros,
    @Nullable Double goal,
    @Nullable Double shareOfLimit,
    @Nullable Double bytes,
    @Nullable Double gcShare,
    @Nullable Double speedup) {
  /// The peer's time through ours: more is better.
  @Nullable Double ratio() {
    return peerMicros == null ? null : peerMicros / gradusMicros;
  }

  /// How much longer we take than the limit, all of our time if there is none.
  double microsBeyondLimit() {
    return shareOfLimit == null ? gradusMicros : (1 - shareOfLimit) * gradusMicros;
  }

  /// The same with what one thread took, if it was not timed in the same turns.
  Row after(Row one) {
    if (speedup != null) {
      return this;
    }
    double gain = one.gradusMicros / gradusMicros;
    return new Row(
        line, threads, gradusMicros, peerMicros, goal, shareOfLimit, bytes, gcShare, gain);
  }

  Goal required() {
    return line.goal().on(threads);
  }

  boolean met() {
    return required().met(this);
  }
}
