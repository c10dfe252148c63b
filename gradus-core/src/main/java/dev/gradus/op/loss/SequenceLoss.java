package dev.gradus.op.loss;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `linear_cross_entropy`, with what it requires.
public final class SequenceLoss {
  private SequenceLoss() {}

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  /// `linear_cross_entropy`.
  public static Tensor linear(
      Tensor input, Tensor weight, Tensor target, @Nullable Tensor bias, CrossEntropyOptions o) {
    check(
        input.dim() == 1 || input.dim() == 2,
        "expected input with dimensionality 1 or 2, got " + input.dim());
    check(
        weight.dim() >= 2,
        "expected linear_weight with dimensionality at least 2, got " + weight.dim());
    long features = weight.size(-1);
    check(
        input.size(-1) == features,
        "expected equal input and linear_weight last dimensions (in_features), got "
            + input.size(-1)
            + " and "
            + features
            + ", respectively");
    boolean ignores = o.ignoreIndex() != CrossEntropyOptions.DEFAULT.ignoreIndex();
    check(
        !ignores || !target.dtype().isFloatingPoint(),
        "ignore_index cannot be specified when target contains probabilities");
    long[] classes = Arrays.copyOf(weight.layout().sizes(), weight.dim() - 1);
    Tensor logits =
        Gradus.linear(
            input,
            weight.reshape(Sizes.numel(classes), features),
            bias == null ? null : bias.reshape(-1));
    if (classes.length > 1) {
      long[] sizes = new long[input.dim() - 1 + classes.length];
      sizes[0] = input.size(0);
      System.arraycopy(classes, 0, sizes, input.dim() - 1, classes.length);
      logits = logits.view(sizes);
    }
    return CrossEntropy.run(logits, target, o);
  }
}
