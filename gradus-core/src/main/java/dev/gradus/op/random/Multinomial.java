package dev.gradus.op.random;

import static dev.gradus.op.random.Wording.require;

import dev.gradus.Call;
import dev.gradus.Generator;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RandomSamples;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Draws classes by their weights.
public final class Multinomial {
  private static final long MOST_CLASSES = 1L << 24;

  private Multinomial() {}

  /// `multinomial(weights, samples, replacement)`.
  public static Tensor of(
      Tensor weights, long samples, boolean replacement, @Nullable Generator generator) {
    check(weights, samples, replacement);
    Tensor w = Call.unrecorded(() -> weights.detach().contiguous());
    if (w.dim() == 2 && w.size(0) == 0) {
      return Tensor.empty(DType.INT64, 0, samples);
    }
    if (replacement && samples > 1) {
      checkForReplacement(w);
      return withReplacement(w, Math.toIntExact(samples), generator);
    }
    checkWithoutReplacement(w);
    return Call.unrecorded(() -> withoutReplacement(w, samples, generator));
  }

  private static void check(Tensor w, long samples, boolean replacement) {
    String remedy = "multinomial: weights have shape " + w.sizeText() + " and dtype " + w.dtype();
    require(w.dim() == 1 || w.dim() == 2, "prob_dist must be 1 or 2 dim", remedy);
    require(
        w.isFloatingPoint(),
        "multinomial only supports floating-point dtypes for the input, got: "
            + w.dtype().scalarName(),
        remedy);
    require(samples > 0, "cannot sample n_sample <= 0 samples", "multinomial: got " + samples);
    require(
        replacement || samples <= w.size(-1),
        "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
        "multinomial: " + samples + " samples of " + w.size(-1) + " classes.");
    require(w.size(-1) <= MOST_CLASSES, "number of categories cannot exceed 2^24", remedy);
  }

  // One exponential number for each class: the least of number / weight is drawn with the weights'
  // probabilities, the next least from the rest, and so on.
  private static Tensor withoutReplacement(Tensor w, long samples, @Nullable Generator generator) {
    Filling how = Fillings.exponential(w.dtype(), 1);
    Tensor race = w.div(Samples.filled(how, w.dtype(), w.shape(), generator));
    return samples == 1 ? race.argmax(-1, true) : race.topk(samples).indices();
  }

  private static void checkWithoutReplacement(Tensor w) {
    require(
        w.size(-1) > 0 && Wording.all(w, t -> t.ge(0).logicalAnd(t.isfinite())),
        "probability tensor contains either `inf`, `nan` or element < 0",
        "multinomial: weights are finite and not negative.");
    require(
        Wording.all(w.sum(-1), t -> t.ne(0)),
        "invalid multinomial distribution (sum of probabilities <= 0)",
        "multinomial: some weight must be above 0.");
  }

  private static void checkForReplacement(Tensor w) {
    require(
        Wording.all(w, t -> t.ge(0)),
        "invalid multinomial distribution (encountering probability entry < 0)",
        "multinomial: weights are not negative.");
    require(
        Wording.all(w, Tensor::isfinite),
        "invalid multinomial distribution (encountering probability entry = infinity or NaN)",
        "multinomial: weights are finite.");
    require(
        w.size(-1) > 0 && Wording.all(w.sum(-1), t -> t.gt(0)),
        "invalid multinomial distribution (sum of probabilities <= 0)",
        "multinomial: some weight must be above 0.");
  }

  private static Tensor withReplacement(Tensor w, int samples, @Nullable Generator generator) {
    long[] sizes = w.shape();
    int classes = Math.toIntExact(sizes[sizes.length - 1]);
    int rows = Math.toIntExact(w.numel() / classes);
    sizes[sizes.length - 1] = samples;
    Tensor y = Tensor.unfilled(Layout.contiguous(sizes), DType.INT64);
    int at = Math.toIntExact(w.storageOffset());
    try {
      Filling.source(generator)
          .draw(g ->
              RandomSamples.multinomial(
                  g,
                  w.dtype(),
                  w.storage().array(),
                  at,
                  rows,
                  classes,
                  (long[]) y.storage().array(),
                  samples));
    } finally {
      Reference.reachabilityFence(w);
      Reference.reachabilityFence(y);
    }
    return y;
  }
}
