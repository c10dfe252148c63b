package dev.gradus.data;

import java.util.Iterator;

/// The batches of one pass of a [DataLoader]. One that is not read to its end is to be closed,
/// which ends its workers; reading it to its end closes it.
///
/// @param <B> a batch
public interface BatchIterator<B> extends Iterator<B>, AutoCloseable {
  /// Ends the workers and waits until they are gone. Closing twice changes nothing.
  @Override
  void close();
}
