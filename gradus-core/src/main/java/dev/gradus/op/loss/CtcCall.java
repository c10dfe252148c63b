package dev.gradus.op.loss;

import dev.gradus.Call;
import dev.gradus.CtcOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;

/// `ctc_loss`, with what it requires.
public final class CtcCall {
  private static final String WHERE = " (while checking arguments for ctc_loss_allocate_outputs)";

  private CtcCall() {}

  /// `ctc_loss`.
  public static Tensor of(
      Tensor logs, Tensor targets, Tensor inputLengths, Tensor targetLengths, CtcOptions o) {
    boolean batched = logs.dim() == 3;
    if (!batched && logs.dim() != 2) {
      throw new GradusArgumentException(
          "Expected 3-dimensional tensor, but got "
              + logs.dim()
              + "-dimensional tensor for argument #1 'log_probs'"
              + WHERE);
    }
    Tensor all = batched ? logs : logs.unsqueeze(1);
    check(all, targets, inputLengths, targetLengths, o.blank());
    Tensor labels = targets.detach().to(DType.INT64);
    Tensor counts = plain(targetLengths);
    Tensor losses =
        Call.runAll(
            new CtcLoss((int) o.blank(), o.zeroInfinity()),
            all,
            labels.reshape(-1),
            starts(labels, counts),
            plain(inputLengths),
            counts)[0];
    if (o.zeroInfinity()) {
      Tensor none = Gradus.scalarTensor(0, losses.dtype());
      losses = Gradus.where(losses.eq(Double.POSITIVE_INFINITY), none, losses);
    }
    return switch (o.reduction()) {
      case NONE -> batched ? losses : losses.squeeze(0);
      case SUM -> losses.sum();
      case MEAN -> losses.div(counts.clampMin(1L).to(losses.dtype())).mean();
    };
  }

  private static Tensor plain(Tensor lengths) {
    return lengths.detach().to(DType.INT64).reshape(-1);
  }

  // Where the labels of each sequence begin: one after the other, or in rows.
  private static Tensor starts(Tensor labels, Tensor counts) {
    return labels.dim() == 1
        ? counts.cumsum(0).sub(counts)
        : Gradus.arange(labels.size(0)).mul(labels.size(1));
  }

  private static void check(
      Tensor logs, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank) {
    long steps = logs.size(0);
    long batch = logs.size(1);
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
    check(blank >= 0 && blank < logs.size(2), "blank must be in label range");
    check(inputLengths.numel() == batch, "input_lengths must be of size batch_size");
    check(targetLengths.numel() == batch, "target_lengths must be of size batch_size");
    long[] counts = PlainArrays.longs(Call.allExamples(targetLengths));
    for (long n : counts) {
      check(n >= 0, "Expected target_lengths to have value at least 0, but got value " + n + WHERE);
    }
    for (long n : PlainArrays.longs(Call.allExamples(inputLengths))) {
      check(n >= 0, "Expected input_lengths to have value at least 0, but got value " + n + WHERE);
      check(
          n <= steps,
          "Expected input_lengths to have value at most " + steps + ", but got value " + n + WHERE);
    }
    checkSizes(targets, counts, (int) batch);
  }

  private static void checkSizes(Tensor targets, long[] counts, int batch) {
    if (targets.dim() == 1) {
      for (int from = 0; from + batch <= counts.length && batch > 0; from += batch) {
        checkSize(targets, 0, Arrays.stream(counts, from, from + batch).sum());
      }
      return;
    }
    checkSize(targets, 0, batch);
    long longest = Arrays.stream(counts).max().orElse(0);
    check(
        targets.size(1) >= longest,
        "Expected tensor to have size at least "
            + longest
            + " at dimension 1, but got size "
            + targets.size(1)
            + " for argument #2 'targets'"
            + WHERE);
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

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }
}
