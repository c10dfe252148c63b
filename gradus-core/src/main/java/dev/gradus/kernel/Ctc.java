package dev.gradus.kernel;

import java.util.Arrays;

/// Connectionist temporal classification: the likelihood of label sequences of which the alignment
/// to the steps in time is not known. Graves et al. 2006.
///
/// The states of a sequence of n labels are 2n + 1: its labels, and a blank before, between and
/// behind them. At every step a path stays, goes on by one state, or by two where it skips a blank
/// between different labels. All sums over paths are kept as logarithms.
///
/// @param steps the steps in time of the longest sequence
/// @param batch the number of sequences
/// @param labels the number of labels, the blank among them
/// @param targets the labels of all sequences
/// @param starts where the labels of each begin
/// @param inputLengths the steps of each
/// @param targetLengths the number of labels of each
/// @param blank the blank
public record Ctc(
    int steps,
    int batch,
    int labels,
    long[] targets,
    int[] starts,
    int[] inputLengths,
    int[] targetLengths,
    int blank) {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  /// The states of the longest sequence.
  public int states() {
    int longest = 0;
    for (int n : targetLengths) {
      longest = Math.max(longest, n);
    }
    return 2 * longest + 1;
  }

  /// The negative logarithm of each sequence's likelihood.
  ///
  /// @param logs steps × batch × labels, the logarithms of probabilities
  /// @param alpha batch × steps × states: the sums over the paths that lead to a state
  /// @param loss batch
  public void forward(double[] logs, double[] alpha, double[] loss) {
    int states = states();
    Parallel.run(batch, b -> loss[b] = forward(b, logs, alpha, b * steps * states, states));
  }

  private double forward(int b, double[] logs, double[] alpha, int base, int states) {
    int own = 2 * targetLengths[b] + 1;
    int end = inputLengths[b];
    if (end == 0) {
      return targetLengths[b] == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    Arrays.fill(alpha, base, base + end * states, NONE);
    for (int s = 0; s < Math.min(2, own); s++) {
      alpha[base + s] = logs[b * labels + label(b, s)];
    }
    for (int t = 1; t < end; t++) {
      int before = base + (t - 1) * states;
      int emitted = (t * batch + b) * labels;
      for (int s = 0; s < own; s++) {
        double sum =
            sum(
                alpha[before + s],
                s > 0 ? alpha[before + s - 1] : NONE,
                skips(b, s) ? alpha[before + s - 2] : NONE);
        alpha[before + states + s] = sum + logs[emitted + label(b, s)];
      }
    }
    int last = base + (end - 1) * states;
    return -sum(alpha[last + own - 1], own > 1 ? alpha[last + own - 2] : NONE, NONE);
  }

  // A path may come to state s from two states before.
  private boolean skips(int b, int s) {
    return s > 1 && label(b, s) != label(b, s - 2);
  }

  private int label(int b, int s) {
    return (s & 1) == 0 ? blank : (int) targets[starts[b] + (s >> 1)];
  }

  private static double sum(double x, double y, double z) {
    double top = Math.max(x, Math.max(y, z));
    if (top == NONE) {
      return NONE;
    }
    return StrictMath.log(
            StrictMath.exp(x - top) + StrictMath.exp(y - top) + StrictMath.exp(z - top))
        + top;
  }

  /// The gradient by what went into the softmax, as PyTorch hands it to the log-probabilities: the
  /// probability of a label minus the share of paths that emit it at that step.
  ///
  /// @param g batch: the gradients of the losses
  /// @param zeroInfinity whether a sequence of infinite loss gets none
  /// @param z steps × batch × labels
  public void backward(
      double[] g, double[] logs, double[] alpha, double[] loss, boolean zeroInfinity, double[] z) {
    int states = states();
    Parallel.run(
        batch,
        b -> {
          if (!zeroInfinity || loss[b] != Double.POSITIVE_INFINITY) {
            backward(b, g[b], logs, alpha, b * steps * states, states, loss[b], z);
          }
        });
  }

  private void backward(
      int b,
      double g,
      double[] logs,
      double[] alpha,
      int base,
      int states,
      double loss,
      double[] z) {
    int own = 2 * targetLengths[b] + 1;
    double[] beta = new double[own];
    double[] next = new double[own];
    double[] shares = new double[labels];
    for (int t = inputLengths[b] - 1; t >= 0; t--) {
      int emitted = (t * batch + b) * labels;
      boolean last = t == inputLengths[b] - 1;
      Arrays.fill(shares, NONE);
      for (int s = 0; s < own; s++) {
        int label = label(b, s);
        double sum;
        if (last) {
          sum = s >= own - 2 ? 0 : NONE;
        } else {
          double two = s + 2 < own && skips(b, s + 2) ? next[s + 2] : NONE;
          sum = sum(next[s], s + 1 < own ? next[s + 1] : NONE, two);
        }
        beta[s] = sum + logs[emitted + label];
        shares[label] = sum(shares[label], alpha[base + t * states + s] + beta[s], NONE);
      }
      for (int c = 0; c < labels; c++) {
        double log = logs[emitted + c];
        z[emitted + c] = (StrictMath.exp(log) - StrictMath.exp(shares[c] + loss - log)) * g;
      }
      double[] swapped = next;
      next = beta;
      beta = swapped;
    }
  }
}
