package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.memory.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The sequence loss against the sum over all paths, its gradient against differences, and what is
/// refused.
class CtcLossTest {
  private static final CtcOptions NONE = CtcOptions.DEFAULT.withReduction(LossReduction.NONE);

  private static Tensor scores(int seed, long... sizes) {
    Tensor x = Tensor.empty(float64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      Elements.setDouble(x.storage(), float64, i, 2 * Math.sin(seed + 1.7 * i));
    }
    return x;
  }

  // Every path of labels, with repeats and blanks taken out, that gives the target.
  private static double likelihood(
      double[] p, int steps, int batch, int labels, int b, List<Integer> target) {
    double sum = 0;
    int paths = (int) Math.pow(labels, steps);
    for (int code = 0; code < paths; code++) {
      List<Integer> seen = new ArrayList<>();
      double product = 1;
      int last = -1;
      int rest = code;
      for (int t = 0; t < steps; t++) {
        int label = rest % labels;
        rest /= labels;
        product *= Math.exp(p[(t * batch + b) * labels + label]);
        if (label != last && label != 0) {
          seen.add(label);
        }
        last = label;
      }
      sum += seen.equals(target) ? product : 0;
    }
    return sum;
  }

  @Test
  void sumsOverAllPaths() {
    Tensor logs = scores(1, 5, 4, 3).logSoftmax(2);
    double[] p = values(logs);
    Tensor padded = tensor("[[1, 2, 1], [1, 1, 0], [2, 0, 0], [0, 0, 0]]");
    double[] got =
        values(ctcLoss(logs, padded, new long[] {5, 4, 5, 3}, new long[] {3, 2, 1, 0}, NONE));
    assertThat(got[0])
        .isCloseTo(-Math.log(likelihood(p, 5, 4, 3, 0, List.of(1, 2, 1))), within(1e-12));
    assertThat(got[1])
        .isCloseTo(-Math.log(likelihood(p, 4, 4, 3, 1, List.of(1, 1))), within(1e-12));
    assertThat(got[2]).isCloseTo(-Math.log(likelihood(p, 5, 4, 3, 2, List.of(2))), within(1e-12));
    assertThat(got[3]).isCloseTo(-Math.log(likelihood(p, 3, 4, 3, 3, List.of())), within(1e-12));
    Tensor together = tensor("[1, 2, 1, 1, 1, 2]");
    long[] in = {5, 4, 5, 3};
    long[] out = {3, 2, 1, 0};
    assertThat(values(ctcLoss(logs, together, in, out, NONE))).isEqualTo(got);
    assertThat(ctcLoss(logs, together, in, out).item())
        .isCloseTo((got[0] / 3 + got[1] / 2 + got[2] + got[3]) / 4, within(1e-12));
    Tensor one = logs.select(1, 0);
    Tensor single = ctcLoss(one, tensor("[1, 2, 1]"), new long[] {5}, new long[] {3}, NONE);
    assertThat(single.dim()).isZero();
    assertThat(single.item()).isEqualTo(got[0]);
  }

  @Test
  void theGradientIsThatOfTheScores() {
    Tensor x = scores(2, 6, 2, 4).requiresGrad_();
    Tensor targets = tensor("[[3, 3, 1], [2, 0, 0]]");
    Tensor weights = tensor("[1.5, -0.5]", float64);
    java.util.function.Supplier<Tensor> loss =
        () ->
            ctcLoss(x.logSoftmax(2), targets, new long[] {6, 5}, new long[] {3, 1}, NONE)
                .mul(weights)
                .sum();
    loss.get().backward();
    double[] g = values(Seen.grad(x));
    for (int i = 0; i < x.numel(); i++) {
      double at = Elements.getDouble(x.storage(), float64, i);
      Elements.setDouble(x.storage(), float64, i, at + 1e-6);
      double above = loss.get().item();
      Elements.setDouble(x.storage(), float64, i, at - 1e-6);
      double below = loss.get().item();
      Elements.setDouble(x.storage(), float64, i, at);
      assertThat(g[i]).isCloseTo((above - below) / 2e-6, within(1e-7));
    }
  }

  @Test
  void whatCannotBeAlignedIsInfiniteOrNothing() {
    Tensor x = scores(3, 2, 2, 3).requiresGrad_();
    Tensor targets = tensor("[[1, 1], [1, 2]]");
    long[] both = {2, 2};
    double[] losses = values(ctcLoss(x.logSoftmax(2), targets, both, both, NONE));
    assertThat(losses[0]).isInfinite().isPositive();
    assertThat(losses[1]).isFinite();
    Tensor zeroed = ctcLoss(x.logSoftmax(2), targets, both, both, NONE.withZeroInfinity(true));
    assertThat(values(zeroed)).containsExactly(0, losses[1]);
    zeroed.sum().backward();
    double[] g = values(Seen.grad(x).select(1, 0));
    assertThat(g).containsOnly(0);
    assertThat(values(ctcLoss(x.logSoftmax(2), zeros(int64, 2, 0), new long[2], new long[2], NONE)))
        .containsOnly(0);
  }

  @Test
  void nodesAndHighScores() {
    Tensor x = scores(1, 4, 1, 3).mul(1e3).requiresGrad_();
    Tensor loss =
        ctcLoss(x.logSoftmax(2), tensor("[[1, 2]]"), new long[] {4}, new long[] {2}, NONE);
    assertThat(nodeName(loss)).isEqualTo("CtcLossBackward0");
    assertThat(loss.isfinite().all().itemBoolean()).isTrue();
    Tensor g =
        Objects.requireNonNull(
            Gradus.grad(
                List.of(loss.sum()), List.of(x), null, GradOptions.DEFAULT.withCreateGraph(true))[
                0]);
    assertThatThrownBy(() -> g.sum().backward())
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("derivative for aten::_ctc_loss_backward is not implemented");
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = zeros(4, 2, 3);
    Tensor t = ones(int64, 2, 2);
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    long[] two = {2, 2};
    assertRefused(
        kind,
        "blank must be in label range",
        () -> ctcLoss(x, t, two, two, CtcOptions.DEFAULT.withBlank(3)));
    assertRefused(
        kind, "input_lengths must be of size batch_size", () -> ctcLoss(x, t, new long[] {2}, two));
    assertRefused(
        kind,
        "Expected input_lengths to have value at most 4, but got value 5 (while checking arguments"
            + " for ctc_loss_allocate_outputs)",
        () -> ctcLoss(x, t, new long[] {5, 2}, two));
    assertRefused(
        kind,
        "Expected tensor to have size at least 3 at dimension 1, but got size 2 for argument #2"
            + " 'targets' (while checking arguments for ctc_loss_allocate_outputs)",
        () -> ctcLoss(x, t, two, new long[] {3, 1}));
    assertRefused(
        kind,
        "expected linear_weight with dimensionality at least 2, got 1",
        () -> linearCrossEntropy(zeros(2, 3), zeros(2), zeros(2, 2)));
  }
}
