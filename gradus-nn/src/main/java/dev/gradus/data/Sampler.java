package dev.gradus.data;

import java.util.PrimitiveIterator;

/// An order in which to visit samples: each iterator gives their numbers once, and may give them in
/// another order than the one before. **Source**: torch.utils.data.Sampler.
public interface Sampler extends Iterable<Long> {
  @Override
  PrimitiveIterator.OfLong iterator();

  /// How many numbers an iterator gives.
  long size();
}
