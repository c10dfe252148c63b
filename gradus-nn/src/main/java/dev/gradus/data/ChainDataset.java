package dev.gradus.data;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Streams one after the other; each begins when the one before it has ended.
///
/// **Source**: torch.utils.data.ChainDataset.
///
/// @param datasets the streams
/// @param <T> a sample
public record ChainDataset<T>(List<IterableDataset<T>> datasets) implements IterableDataset<T> {
  /// Keeps the list as it is now.
  public ChainDataset {
    datasets = List.copyOf(datasets);
  }

  @Override
  public Iterator<T> iterator() {
    Iterator<IterableDataset<T>> streams = datasets.iterator();
    return new Iterator<>() {
      private Iterator<T> now = Stream.<T>empty().iterator();

      @Override
      public boolean hasNext() {
        while (!now.hasNext() && streams.hasNext()) {
          now = streams.next().iterator();
        }
        return now.hasNext();
      }

      @Override
      public T next() {
        return hasNext() ? now.next() : List.<T>of().iterator().next();
      }
    };
  }
}
