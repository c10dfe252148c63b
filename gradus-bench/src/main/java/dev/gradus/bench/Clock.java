package dev.gradus.bench;

import java.io.IOException;

/// Times lines and their limits: [JmhClock] thoroughly, [QuickClock] in a hurry.
interface Clock extends AutoCloseable {
  /// Both sides of a line in turn.
  ///
  /// @param withPeer whether the other side is timed, where there is one
  Times times(Line line, int threads, boolean withPeer) throws IOException;

  @Override
  void close() throws IOException;
}
