package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Which weights of [Attention] are left out by chance, found again from where the generator stood:
/// the factors of all pairs of query and key in the order of a tensor (batch, heads, rows,
/// columns), 0 or 1 / `kept`, as `dropout` draws them.
///
/// ## Note [Dropout that is drawn again]
///
/// Nothing of it is kept but the generator's 624 words. A head's factors begin where those of the
/// heads before it end, and a generator passes over numbers much faster than it makes them, so that
/// each head has a generator of its own and heads can be worked on side by side, forward and for
/// the gradient. Within a head the panels follow each other in order.
///
/// @param kept the probability with which a weight is kept
/// @param start where the generator stood
public record AttentionDropout(double kept, MersenneTwister start) {
  /// Words of the generator to a number of 53 bits.
  private static final int WORDS = 2;

  /// What is drawn for attention of this shape from `generator`, which goes on behind it.
  public static AttentionDropout drawn(double kept, long pairs, MersenneTwister generator) {
    AttentionDropout dropout = new AttentionDropout(kept, generator.copy());
    generator.skip(WORDS * pairs);
    return dropout;
  }

  /// A generator for each head of each sample, at its first pair.
  MersenneTwister[] heads(int count, long pairs) {
    MersenneTwister[] all = new MersenneTwister[count];
    MersenneTwister at = start.copy();
    for (int i = 0; i < count; i++) {
      all[i] = at.copy();
      at.skip(WORDS * pairs);
    }
    return all;
  }

  /// The next `count` factors.
  void next(MersenneTwister generator, DType dtype, Object to, int count) {
    double factor = dtype == DType.FLOAT64 ? 1 / kept : 1 / (float) kept;
    RandomFill.bernoulli(generator, dtype, to, 0, count, kept, factor);
  }

  /// All factors, as many as there are.
  public void all(DType dtype, Object to, int count) {
    next(start.copy(), dtype, to, count);
  }
}
