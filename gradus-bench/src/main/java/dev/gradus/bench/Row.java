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
record Row(
    Line line,
    int threads,
    double gradusMicros,
    @Nullable Double peerMicros,
    @Nullable Double goal,
    @Nullable Double shareOfLimit,
    @Nullable Double bytes,
    @Nullable Double gcShare) {
  /// The peer's time through ours: more is better.
  @Nullable Double ratio() {
    return peerMicros == null ? null : peerMicros / gradusMicros;
  }

  boolean met() {
    return line.goal().met(this);
  }
}
