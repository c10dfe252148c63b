package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.loss.CtcCall;
import dev.gradus.op.loss.SequenceLoss;
import org.jspecify.annotations.Nullable;

/// The losses of sequences and of whole last layers among the statics of [Gradus].
abstract sealed class SequenceLosses extends ElementLosses permits Losses {
  /// The mean over sequences of their negative log-likelihood divided by their number of labels,
  /// where any alignment of labels to steps counts. **Shape**: log-probabilities (steps, batch,
  /// labels) or (steps, labels); targets padded (batch, longest) or one after the other; the
  /// lengths (batch). **Dtype**: float32 or float64. **Gradient**: probability minus share of the
  /// paths, times g: that by the scores before `logSoftmax`; it has no gradient of its own.
  /// **Errors**: lengths that do not fit, labels out of range. **Source**:
  /// torch.nn.functional.ctc\_loss; Graves et al. 2006.
  public static Tensor ctcLoss(
      Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
    return ctcLoss(logProbs, targets, inputLengths, targetLengths, CtcOptions.DEFAULT);
  }

  /// As [#ctcLoss(Tensor, Tensor, long\[\], long\[\])] with options.
  public static Tensor ctcLoss(
      Tensor logProbs,
      Tensor targets,
      long[] inputLengths,
      long[] targetLengths,
      CtcOptions options) {
    return ctcLoss(
        logProbs, targets, Gradus.tensor(inputLengths), Gradus.tensor(targetLengths), options);
  }

  /// As [#ctcLoss(Tensor, Tensor, long\[\], long\[\], CtcOptions)] with the lengths as tensors.
  public static Tensor ctcLoss(
      Tensor given, Tensor targets, Tensor inputLengths, Tensor targetLengths, CtcOptions options) {
    Tensor logProbs = Call.autocast("_ctc_loss", given);
    checkLengths("input_lengths", inputLengths);
    checkLengths("target_lengths", targetLengths);
    if (logProbs.dtype() != Gradus.float32 && logProbs.dtype() != Gradus.float64) {
      throw Checks.notImplemented("ctc_loss", logProbs, "Convert the tensor to float32 first");
    }
    return CtcCall.of(logProbs, targets, inputLengths, targetLengths, options);
  }

  private static void checkLengths(String name, Tensor x) {
    if (!x.dtype().isIntegral()) {
      throw new GradusArgumentException(
          name + " must be integral\nctc_loss: it has dtype " + x.dtype() + ".");
    }
  }

  /// The cross entropy of scores that are the input times a matrix. **Shape**: input (n, features)
  /// or (features); weight (classes, …, features), whose middle dimensions the target has too;
  /// bias, or null, as the weight without features. **Gradient**: that of the cross entropy and the
  /// product. **Errors**: other numbers of features, an `ignoreIndex` with probabilities.
  /// **Source**: torch.nn.functional.linear\_cross\_entropy.
  public static Tensor linearCrossEntropy(
      Tensor input,
      Tensor weight,
      Tensor target,
      @Nullable Tensor bias,
      CrossEntropyOptions options) {
    return SequenceLoss.linear(input, weight, target, bias, options);
  }

  /// As [#linearCrossEntropy(Tensor, Tensor, Tensor, Tensor, CrossEntropyOptions)] without bias,
  /// with the default options.
  public static Tensor linearCrossEntropy(Tensor input, Tensor weight, Tensor target) {
    return linearCrossEntropy(input, weight, target, null, CrossEntropyOptions.DEFAULT);
  }
}
