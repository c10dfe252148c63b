package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Samples drawn with chances in proportion to weights, which need not sum to 1.
///
/// **Errors**: weights that are no one-dimensional tensor, `count` below 1; when drawing, what
/// `multinomial` refuses. **Source**: torch.utils.data.WeightedRandomSampler.
public final class WeightedRandomSampler implements Sampler {
  private final Tensor weights;
  private final long count;
  private final boolean replacement;
  private final @Nullable Generator generator;

  /// `count` numbers, drawn with replacement by the default generator.
  public WeightedRandomSampler(Tensor weights, long count) {
    this(weights, count, true, null);
  }

  /// As [#WeightedRandomSampler(Tensor, long)], with or without replacement and with a generator.
  public WeightedRandomSampler(
      Tensor weights, long count, boolean replacement, @Nullable Generator generator) {
    Orders.positiveCount("WeightedRandomSampler", count);
    if (weights.dim() != 1) {
      throw new GradusArgumentException(
          "weights should be a 1d sequence but given weights have shape "
              + Arrays.stream(weights.shape())
                  .mapToObj(Long::toString)
                  .collect(Collectors.joining(", ", "(", ")"))
              + "\nWeightedRandomSampler: one weight per sample is required.");
    }
    this.weights = weights.detach().to(DType.FLOAT64);
    this.count = count;
    this.replacement = replacement;
    this.generator = generator;
  }

  @Override
  public PrimitiveIterator.OfLong iterator() {
    return Orders.once(() ->
        weights
            .multinomial(
                generator == null ? Gradus.defaultGenerator() : generator, count, replacement)
            .toLongArray());
  }

  @Override
  public long size() {
    return count;
  }
}
