package dev.gradus.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Batches fetched by the thread that asks for them.
final class Inline<B> implements BatchIterator<B> {
  private final Iterator<long[]> numbers;
  private final Fetcher<B> fetcher;
  private long number;
  private boolean ended;
  private @Nullable B ready;

  Inline(Iterator<long[]> numbers, Fetcher<B> fetcher) {
    this.numbers = numbers;
    this.fetcher = fetcher;
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !ended && numbers.hasNext()) {
      Optional<B> batch = fetcher.fetch(numbers.next(), number++);
      ended = batch.isEmpty();
      ready = batch.orElse(null);
    }
    return ready != null;
  }

  @Override
  public B next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    B batch = ready;
    ready = null;
    return batch;
  }

  @Override
  public void close() {
    ended = true;
    ready = null;
  }
}
