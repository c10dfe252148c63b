package dev.gradus;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.AutogradFunction;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Threads, passes inside passes and anomaly mode in corners that PyTorch's own tests visit.
@ResourceLock("Globals")
class ThreadsFromOutsideTest {
  private final Tensor x = leaf("[1., 2]");

  private static void inThread(Runnable body) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread t =
        Thread.ofPlatform()
            .start(() -> {
              try {
                body.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    t.join();
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  @Test
  void aGraphMadeInOneThreadRunsInAnother() throws InterruptedException {
    Tensor y = x.mul(x).sum();
    inThread(y::backward);
    assertEqual(x.grad(), "[2., 4]");
  }

  @Test
  void modesOfOneThreadDoNotReachAnother() throws InterruptedException {
    try (Mode _ = noGrad();
        Mode _ = Gradus.disableSavedTensorsHooks("not in this thread")) {
      inThread(() -> {
        assertThat(Gradus.isGradEnabled()).isTrue();
        assertThat(x.mul(2).requiresGrad()).isTrue();
        Gradus.savedTensorsHooks(SavedTensorHooks.asBfloat16()).close();
      });
    }
  }

  @Test
  void anomalyModeBelongsToItsThread() throws InterruptedException {
    try (Mode _ = Gradus.setDetectAnomaly(true, true)) {
      inThread(() -> assertThat(Gradus.isAnomalyEnabled()).isFalse());
      assertThat(Gradus.isAnomalyEnabled()).isTrue();
    }
    assertThat(Gradus.isAnomalyEnabled()).isFalse();
  }

  @Test
  void aDualLevelBelongsToItsThread() throws InterruptedException {
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor dual = level.makeDual(ones(2), ones(2));
      inThread(() -> {
        assertThatThrownBy(() -> Gradus.makeDual(ones(1), ones(1)))
            .hasMessageStartingWith(
                "Trying to create a dual Tensor for forward AD but no level exists");
        assertThatThrownBy(level::close).isInstanceOf(GradusStateException.class);
        Gradus.dualLevel().close();
      });
      assertEqual(level.tangent(dual.mul(3)), "[3., 3]");
    }
  }

  @Test
  void aFailedPassCanBeRepeatedIfItsGraphIsThere() {
    boolean[] fails = {true};
    Tensor y = x.mul(2);
    y.registerHook(g -> {
      if (fails[0]) {
        throw new IllegalStateException("once");
      }
      return null;
    });
    Tensor z = y.sum();
    assertThatThrownBy(() -> z.backward(BackwardOptions.retaining())).hasMessage("once");
    assertThat(x.grad()).isNull();
    fails[0] = false;
    z.backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void aPassThatFailsInsideAPassFailsBoth() {
    Tensor y = x.mul(2);
    y.registerHook(g -> {
      ones(1).backward();
      return null;
    });
    assertThatThrownBy(() -> y.sum().backward())
        .hasMessageStartingWith(
            "element 0 of tensors does not require grad and does not have a grad_fn");
    assertThat(Gradus.currentBackward()).isNull();
    x.sum().backward();
    assertEqual(x.grad(), "[1., 1]");
  }

  @Test
  void anInnerPassThroughTheSameLeafAddsUp() {
    Tensor w = leaf("[3., 4]");
    AutogradFunction inner =
        AutogradFunction.of(
            "Inner",
            (ctx, in) -> in[0].clone(),
            (ctx, g) -> {
              try (Mode _ = Gradus.enableGrad()) {
                w.mul(w).sum().backward();
              }
              return new Tensor[] {g};
            });
    inner.apply(w.mul(2)).sum().backward();
    assertEqual(w.grad(), "[8., 10]");
  }

  @Test
  void callbacksOfAnInnerPassRunAtItsOwnEnd() {
    List<String> order = new ArrayList<>();
    Tensor y = x.mul(2);
    y.registerHook(g -> {
      Gradus.queueCallback(() -> order.add("outer"));
      Tensor own = leaf("1.");
      own.registerHook(_ -> {
        Gradus.queueCallback(() -> order.add("inner"));
        return null;
      });
      try (Mode _ = Gradus.enableGrad()) {
        own.mul(1).backward();
      }
      order.add("hook");
      return null;
    });
    y.sum().backward();
    assertThat(order).containsExactly("inner", "hook", "outer");
  }

  @Test
  void hooksOnSeveralCountEachPassOfEachThread() throws InterruptedException {
    Tensor w = leaf("[3., 4]");
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    dev.gradus.autograd.GradHooks.onAll(List.of(x, w), g -> sizes.add(g.size()));
    Runnable pass = () -> Gradus.grad(x.mul(w).sum(), x, w);
    Thread a = Thread.ofVirtual().start(pass);
    Thread b = Thread.ofVirtual().start(pass);
    a.join();
    b.join();
    assertThat(sizes).containsExactly(2, 2);
  }

  // --- Anomaly mode ---

  private List<String> warningsOf(Runnable body) {
    List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    Gradus.onWarning(warnings::add);
    try {
      body.run();
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
    return warnings;
  }

  @Test
  void aFailureOutsideOfAnomalyModeSaysNothing() {
    Tensor y = x.exp();
    y.detach().add_(1);
    assertThat(
            warningsOf(
                () -> assertThatThrownBy(() -> y.sum().backward()).hasMessageContaining("inplace")))
        .isEmpty();
  }

  @Test
  void aGraphRecordedBeforeAnomalyModeHasNoTrace() {
    Tensor y = tensor("[-1.]").requiresGrad_().sqrt();
    List<String> warnings =
        warningsOf(() -> {
          try (Mode _ = Gradus.setDetectAnomaly(true, true)) {
            assertThatThrownBy(() -> y.backward(ones(1)))
                .hasMessage("Function 'SqrtBackward0' returned nan values in its 0th output.");
          }
        });
    assertThat(warnings)
        .anyMatch(w ->
            w.startsWith(
                "Error detected in SqrtBackward0. No forward pass information available. Enable detect anomaly during forward pass for more information."));
  }

  @Test
  void theHintOfAnomalyModeLooksBack() {
    warningsOf(() -> {
      try (Mode _ = Gradus.setDetectAnomaly(true, false)) {
        Tensor y = x.exp();
        y.detach().add_(1);
        assertThatThrownBy(() -> y.sum().backward())
            .hasMessageContaining(
                "Hint: the backtrace further above shows the operation that failed to compute its gradient. The variable in question was changed in there or anywhere later. Good luck!");
      }
    });
  }

  @Test
  void nanIsLookedForInEveryGradient() {
    Tensor a = tensor("[0., 1]").requiresGrad_();
    Tensor y = a.div(a).mul(tensor("[0., 1]"));
    warningsOf(() -> {
      try (Mode _ = Gradus.setDetectAnomaly(true, true)) {
        assertThatThrownBy(() -> y.sum().backward())
            .hasMessage("Function 'DivBackward0' returned nan values in its 0th output.");
      }
    });
    Tensor b = tensor("[1., 2]").requiresGrad_();
    try (Mode _ = Gradus.setDetectAnomaly(true, true)) {
      b.mul(Double.POSITIVE_INFINITY).sum().backward();
    }
    assertThat(grad(b).isinf().all().itemBoolean()).isTrue();
  }
}
