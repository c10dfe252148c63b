package dev.gradus.data;

import java.util.Iterator;

/// Samples that come one after another, such as the lines of a stream.
///
/// A loader with workers asks for one iterator per worker, on the worker's thread: each is to give
/// its own share, which [WorkerInfo#current] tells apart, or every sample comes once per worker.
/// **Source**: torch.utils.data.IterableDataset.
///
/// @param <T> a sample
public interface IterableDataset<T> extends Iterable<T> {
  @Override
  Iterator<T> iterator();
}
