package dev.gradus;

import static dev.gradus.Seen.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusStateException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The gradient of a negative log-likelihood is written out only if somebody reads it; nobody can
/// tell the difference.
class PickedClassGradientTest {
  private static final int ROWS = 6;
  private static final int CLASSES = 5;

  private static Tensor scores(DType dtype) {
    Tensor x = Gradus.arange(0, ROWS * CLASSES).to(dtype).mul(7).remainder(3.1);
    return x.view(ROWS, CLASSES).detach().requiresGrad_();
  }

  private static Tensor classes() {
    return Gradus.tensor(new long[] {4, 0, -100, 3, 3, 1});
  }

  private static CrossEntropyOptions options(LossReduction reduction, boolean weighted) {
    Tensor weight = weighted ? Gradus.arange(1, CLASSES + 1).to(DType.FLOAT32) : null;
    return CrossEntropyOptions.DEFAULT.withReduction(reduction).withWeight(weight);
  }

  private static Tensor keep(Tensor g, AtomicReference<Tensor> kept) {
    kept.set(g);
    return g;
  }

  @ParameterizedTest
  @EnumSource
  void theBitsAreThoseOfARecordedGradient(LossReduction reduction) {
    for (boolean weighted : new boolean[] {false, true}) {
      CrossEntropyOptions o = options(reduction, weighted);
      Tensor x = scores(DType.FLOAT32);
      Tensor loss = Gradus.crossEntropy(x, classes(), o).mul(3).sum();
      Tensor plain = Gradus.grad(loss, x, GradOptions.DEFAULT.withRetainGraph(true));
      Tensor recorded = Gradus.grad(loss, x, GradOptions.DEFAULT.withCreateGraph(true));
      assertThat(plain.equal(recorded)).isTrue();
      assertThat(recorded.requiresGrad()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64", "BFLOAT16"},
      mode = Mode.INCLUDE)
  void aLeafGetsANumberInEachRow(DType dtype) {
    Tensor x = scores(dtype);
    Gradus.nllLoss(x, classes(), options(LossReduction.SUM, false)).backward();
    Tensor grad = requireNonNull(x.grad());
    Tensor expected =
        Gradus.tensor(
            "[[0., 0, 0, 0, -1], [-1, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, -1, 0], [0, 0, 0, -1, 0], [0, -1, 0, 0, 0]]");
    assertThat(grad.equal(expected.to(dtype))).isTrue();
    Gradus.nllLoss(x, classes(), options(LossReduction.SUM, false)).backward();
    assertThat(grad.equal(expected.mul(2).to(dtype))).isTrue();
  }

  @Test
  void whatAHookKeptIsOfTheClassesAsTheyWere() {
    Tensor x = scores(DType.FLOAT32);
    Tensor logs = x.logSoftmax(1);
    AtomicReference<Tensor> kept = new AtomicReference<>();
    logs.registerHook(g -> keep(g, kept));
    Tensor classes = classes();
    Tensor loss = Gradus.nllLoss(logs, classes);
    Tensor direct = Gradus.grad(loss, x, GradOptions.DEFAULT.withRetainGraph(true));
    Tensor seen = requireNonNull(kept.get());
    classes.fill_(2);
    assertThat(seen.get("0").equal(Gradus.tensor("[0., 0, 0, 0, -0.2]"))).isTrue();
    assertThat(seen.get("2").equal(Gradus.zeros(CLASSES))).isTrue();
    assertThat(direct.sum(1).abs().max().item()).isLessThan(1e-7);
  }

  @Test
  void classesThatChangedSinceAreRefused() {
    for (int places : new int[] {1, 4}) {
      Tensor x = Gradus.ones(ROWS, CLASSES, places).squeeze(2).requiresGrad_();
      Tensor classes = Gradus.zeros(DType.INT64, ROWS, places).squeeze(1);
      Tensor loss = Gradus.nllLoss(x, classes);
      classes.fill_(CLASSES + 1);
      assertThatThrownBy(loss::backward)
          .isInstanceOf(GradusStateException.class)
          .hasMessageContaining("is at version 1; expected version 0");
      assertThat(x.grad()).isNull();
    }
  }

  @Test
  void aHookMayReplaceIt() {
    Tensor x = scores(DType.FLOAT32);
    Tensor logs = x.logSoftmax(1);
    logs.registerHook(g -> g.mul(2));
    Gradus.nllLoss(logs, classes()).backward();
    Tensor twice = requireNonNull(x.grad());
    Tensor other = scores(DType.FLOAT32);
    Gradus.nllLoss(other.logSoftmax(1), classes()).mul(2).backward();
    assertThat(twice.equal(requireNonNull(other.grad()))).isTrue();
  }

  @Test
  void twoLossesOfTheSameLogarithmsAddUp() {
    Tensor x = scores(DType.FLOAT32);
    Tensor logs = x.logSoftmax(1);
    CrossEntropyOptions sum = options(LossReduction.SUM, false);
    Gradus.nllLoss(logs, classes(), sum).add(Gradus.nllLoss(logs, classes(), sum)).backward();
    Tensor both = requireNonNull(x.grad());
    Tensor other = scores(DType.FLOAT32);
    Gradus.nllLoss(other.logSoftmax(1), classes(), sum).mul(2).backward();
    assertThat(both.allclose(requireNonNull(other.grad()))).isTrue();
  }

  @Test
  void viewsBetweenLossAndLogarithmsAreSeenThrough() {
    Tensor x = scores(DType.FLOAT32);
    Tensor turned = x.logSoftmax(0).t();
    Tensor rows = Gradus.tensor(new long[] {5, 0, 2, 2, 1});
    Gradus.nllLoss(turned, rows).backward();
    Tensor other = x.detach().t().contiguous().requiresGrad_();
    Gradus.crossEntropy(other, rows).backward();
    assertThat(requireNonNull(x.grad()).allclose(requireNonNull(other.grad()).t())).isTrue();

    Tensor square = scores(DType.FLOAT32);
    Tensor half = square.logSoftmax(1).narrow(0, 1, 3);
    Gradus.nllLoss(half, classes().narrow(0, 3, 3)).backward();
    Tensor part = square.detach().narrow(0, 1, 3).clone().requiresGrad_();
    Gradus.crossEntropy(part, classes().narrow(0, 3, 3)).backward();
    Tensor grad = requireNonNull(square.grad());
    assertThat(grad.narrow(0, 1, 3).equal(requireNonNull(part.grad()))).isTrue();
    assertThat(grad.narrow(0, 4, 2).abs().max().item()).isZero();
  }

  @Test
  void whatLeavesAScopeCannotBeRead() {
    Tensor x = scores(DType.FLOAT32);
    AtomicReference<Tensor> kept = new AtomicReference<>();
    try (var _ = Gradus.scope()) {
      Tensor logs = x.logSoftmax(1);
      logs.registerHook(g -> keep(g, kept));
      Gradus.nllLoss(logs, classes()).backward();
    }
    assertThat(requireNonNull(x.grad()).isfinite().all().itemBoolean()).isTrue();
    assertRefused(
        GradusStateException.class,
        "a tensor was used after its scope had ended",
        () -> requireNonNull(kept.get()).sum());
  }
}
