package dev.gradus.op.loss;

import dev.gradus.Call;
import dev.gradus.CrossEntropyOptions;
import dev.gradus.CtcOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Ctc;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `ctc_loss` and `linear_cross_entropy`, with what they require.
public final class SequenceLoss {
  private static final String WHERE = " (while checking arguments for ctc_loss_allocate_outputs)";

  private SequenceLoss() {}

  /// `ctc_loss`.
  public static Tensor ctc(
      Tensor logs, Tensor targets, long[] inputLengths, long[] targetLengths, CtcOptions o) {
    boolean batched = logs.dim() == 3;
    if (!batched && logs.dim() != 2) {
      throw new GradusArgumentException(
          "Expected 3-dimensional tensor, but got "
              + logs.dim()
              + "-dimensional tensor for argument #1 'log_probs'"
              + WHERE);
    }
    Tensor all = batched ? logs : logs.unsqueeze(1);
    Ctc ctc = sequences(all, targets, inputLengths, targetLengths, o.blank());
    Tensor losses = Call.runAll(new CtcLoss(ctc, o.zeroInfinity()), all)[0];
    if (o.zeroInfinity()) {
      Tensor none = Gradus.scalarTensor(0, losses.dtype());
      losses = Gradus.where(losses.eq(Double.POSITIVE_INFINITY), none, losses);
    }
    return switch (o.reduction()) {
      case NONE -> batched ? losses : losses.squeeze(0);
      case SUM -> losses.sum();
      case MEAN -> losses.div(divisors(ctc, losses.dtype())).mean();
    };
  }

  private static Tensor divisors(Ctc ctc, DType dtype) {
    double[] counts = Arrays.stream(ctc.targetLengths()).mapToDouble(n -> Math.max(n, 1)).toArray();
    return PlainArrays.tensor(counts, dtype, counts.length);
  }

  private static Ctc sequences(
      Tensor logs, Tensor targets, long[] inputLengths, long[] targetLengths, long blank) {
    int steps = (int) logs.size(0);
    int batch = (int) logs.size(1);
    int labels = (int) logs.size(2);
    check(logs.numel() > 0, "log_probs tensor must not be empty");
    if (targets.dtype() != DType.INT64 && targets.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "Expected tensor for argument #2 'targets' to have one of the following scalar types: Long,"
              + " Int; but got "
              + targets.dtype().scalarName()
              + " instead"
              + WHERE);
    }
    check(
        targets.dim() == 1 || targets.dim() == 2,
        "Expected 1 to 2 dimensions, but got "
            + targets.dim()
            + "-dimensional tensor for argument #2 'targets'"
            + WHERE);
    check(blank >= 0 && blank < labels, "blank must be in label range");
    check(inputLengths.length == batch, "input_lengths must be of size batch_size");
    check(targetLengths.length == batch, "target_lengths must be of size batch_size");
    for (long n : targetLengths) {
      check(n >= 0, "Expected target_lengths to have value at least 0, but got value " + n + WHERE);
    }
    for (long n : inputLengths) {
      check(n >= 0, "Expected input_lengths to have value at least 0, but got value " + n + WHERE);
      check(
          n <= steps,
          "Expected input_lengths to have value at most " + steps + ", but got value " + n + WHERE);
    }
    int[] starts = starts(targets, targetLengths);
    long[] own = PlainArrays.longs(targets);
    checkLabels(own, starts, targetLengths, labels);
    return new Ctc(
        steps, batch, labels, own, starts, ints(inputLengths), ints(targetLengths), (int) blank);
  }

  // Where the labels of each sequence begin: one after the other, or in rows.
  private static int[] starts(Tensor targets, long[] lengths) {
    int[] starts = new int[lengths.length];
    if (targets.dim() == 1) {
      long sum = 0;
      for (int b = 0; b < starts.length; b++) {
        starts[b] = (int) sum;
        sum += lengths[b];
      }
      checkSize(targets, 0, sum);
      return starts;
    }
    checkSize(targets, 0, lengths.length);
    long longest = Arrays.stream(lengths).max().orElse(0);
    check(
        targets.size(1) >= longest,
        "Expected tensor to have size at least "
            + longest
            + " at dimension 1, but got size "
            + targets.size(1)
            + " for argument #2 'targets'"
            + WHERE);
    for (int b = 0; b < starts.length; b++) {
      starts[b] = b * (int) targets.size(1);
    }
    return starts;
  }

  private static void checkSize(Tensor targets, int dim, long wanted) {
    check(
        targets.size(dim) == wanted,
        "Expected tensor to have size "
            + wanted
            + " at dimension "
            + dim
            + ", but got size "
            + targets.size(dim)
            + " for argument #2 'targets'"
            + WHERE);
  }

  private static void checkLabels(long[] targets, int[] starts, long[] lengths, int labels) {
    for (int b = 0; b < starts.length; b++) {
      for (int k = 0; k < lengths[b]; k++) {
        long label = targets[starts[b] + k];
        check(
            label >= 0 && label < labels,
            "ctc_loss: label "
                + k
                + " of sequence "
                + b
                + " is "
                + label
                + "; there are "
                + labels
                + " labels, so targets are 0 … "
                + (labels - 1)
                + ".");
      }
    }
  }

  private static int[] ints(long[] x) {
    return Arrays.stream(x).mapToInt(n -> (int) n).toArray();
  }

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
