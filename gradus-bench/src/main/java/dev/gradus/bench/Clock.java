package dev.gradus.bench;

import java.io.IOException;

/// Times lines and limits: [JmhClock] thoroughly, [QuickClock] in a hurry.
interface Clock extends AutoCloseable {
  /// One turn of one side of a line.
  ///
  /// @param side [Timing#GRADUS] or [Timing#PEER]
  Sample side(Line line, String side, int threads) throws IOException;

  /// How long [FmaPeak] takes while so many threads do it at a time.
  Sample fma(int threads) throws IOException;

  /// How long [CopyBandwidth] takes while so many threads do it at a time.
  ///
  /// @param bytes what each of them reads and writes
  Sample copy(long bytes, int threads) throws IOException;

  @Override
  void close() throws IOException;
}
