package dev.gradus;

import static dev.gradus.Gradus.inferenceMode;
import static dev.gradus.Gradus.isGradEnabled;
import static dev.gradus.Gradus.isInferenceModeEnabled;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Grad mode and inference mode are two things, as in PyTorch: opening inference mode sets both,
/// all other modes set grad mode alone, and nothing is recorded unless grad mode is on and
/// inference mode is off. Every nesting of four modes is tried.
class GradModeTableTest {
  private enum Step {
    NO_GRAD,
    ENABLE_GRAD,
    SET_FALSE,
    SET_TRUE,
    INFERENCE,
    NO_INFERENCE;

    Mode open() {
      return switch (this) {
        case NO_GRAD -> noGrad();
        case ENABLE_GRAD -> Gradus.enableGrad();
        case SET_FALSE -> Gradus.setGradEnabled(false);
        case SET_TRUE -> Gradus.setGradEnabled(true);
        case INFERENCE -> inferenceMode(true);
        case NO_INFERENCE -> inferenceMode(false);
      };
    }

    State after(State s) {
      return switch (this) {
        case NO_GRAD, SET_FALSE -> new State(false, s.inference);
        case ENABLE_GRAD, SET_TRUE -> new State(true, s.inference);
        case INFERENCE -> new State(false, true);
        case NO_INFERENCE -> new State(true, false);
      };
    }
  }

  private record State(boolean grad, boolean inference) {}

  private static void check(State s, List<Step> path, Tensor x) {
    assertThat(isGradEnabled()).as("grad mode in %s", path).isEqualTo(s.grad);
    assertThat(isInferenceModeEnabled()).as("inference mode in %s", path).isEqualTo(s.inference);
    Tensor y = x.mul(2);
    assertThat(y.requiresGrad()).as("%s", path).isEqualTo(s.grad && !s.inference);
    assertThat(y.isInference()).as("%s", path).isEqualTo(s.inference);
    assertThat(ones(1).requiresGrad_().requiresGrad()).as("a leaf in %s", path).isTrue();
    Tensor part = x.view(2);
    assertThat(part.gradFn() != null).as("%s", path).isEqualTo(s.grad && !s.inference);
    assertThat(part.requiresGrad()).as("a view asks its base in %s", path).isTrue();
    assertThat(part.isInference()).as("a view in %s", path).isFalse();
    CapturedModes captured = Gradus.captureModes();
    try (var _ = Gradus.setGradEnabled(!s.grad)) {
      captured.run(() -> {
        assertThat(isGradEnabled()).as("captured in %s", path).isEqualTo(s.grad);
        assertThat(isInferenceModeEnabled()).as("captured in %s", path).isEqualTo(s.inference);
      });
    }
  }

  private static void nest(State outer, List<Step> path, Tensor x) {
    check(outer, path, x);
    if (path.size() == 4) {
      return;
    }
    for (Step step : Step.values()) {
      List<Step> deeper = new ArrayList<>(path);
      deeper.add(step);
      try (var _ = step.open()) {
        nest(step.after(outer), deeper, x);
      }
      check(outer, path, x);
    }
  }

  @Test
  void everyNestingOfModes() {
    nest(new State(true, false), List.of(), leaf("[1., 2]"));
  }

  @Test
  void aBackwardInsideInferenceModeSetsGradModeAsElsewhere() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.pow(2).sum();
    boolean[] seen = new boolean[2];
    var _ =
        y.registerHook(g -> {
          seen[0] = isGradEnabled();
          seen[1] = g.mul(x).requiresGrad();
          return null;
        });
    try (var _ = inferenceMode();
        var _ = Gradus.enableGrad()) {
      assertThat(isGradEnabled()).isTrue();
      Gradus.grad(y, x);
      assertThat(seen).containsExactly(false, false);
      assertThat(isGradEnabled()).isTrue();
    }
    assertThat(noGrad(Gradus::isGradEnabled)).isFalse();
    assertThat(isGradEnabled()).isTrue();
  }
}
