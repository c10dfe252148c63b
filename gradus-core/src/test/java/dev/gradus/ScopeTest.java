package dev.gradus;

import static dev.gradus.Gradus.keep;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.scope;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Scopes: what they give back, what outlasts them, and that no two tensors ever share an array.
class ScopeTest {
  private static final int LARGE = 50_000;

  @Test
  void theArraysOfOneScopeServeTheNext() {
    Tensor x = ones(LARGE);
    Object first;
    Object second;
    try (var _ = scope()) {
      first = x.add(1).storage().array();
    }
    try (var _ = scope()) {
      second = x.mul(3).storage().array();
    }
    assertThat(second).isSameAs(first);
  }

  @Test
  void aTensorIsRefusedAfterItsScopeWhateverItsSize() {
    for (long n : new long[] {2, LARGE}) {
      Tensor x = ones(n);
      Tensor y;
      try (var _ = scope()) {
        y = x.add(1);
      }
      assertThatThrownBy(() -> y.add(1))
          .isInstanceOf(GradusStateException.class)
          .hasMessage(
              "a tensor was used after its scope had ended"
                  + "\nscope: its memory was given back. Compute inside the scope, or take the tensor out with keep(tensor) before the scope is closed.");
    }
  }

  @Test
  void viewsEndWithTheirMemory() {
    Tensor view;
    try (var _ = scope()) {
      view = ones(LARGE).view(2, -1);
    }
    assertThatThrownBy(view::sum).isInstanceOf(GradusStateException.class);
  }

  @Test
  void keptTensorsOutlastTheScope() {
    Tensor a;
    Tensor b;
    try (Scope s = scope()) {
      a = s.keep(ones(LARGE).mul(2));
      b = keep(ones(2).mul(3));
    }
    try (var _ = scope()) {
      zeros(LARGE).add(7);
      assertThat(a.mean().item()).isEqualTo(2);
      assertThat(b.mean().item()).isEqualTo(3);
    }
    Tensor c = scope(() -> ones(LARGE).mul(5));
    assertThat(c.mean().item()).isEqualTo(5);
  }

  @Test
  void whatAnInnerScopeKeepsEndsWithTheOuterOne() {
    Tensor kept;
    try (var _ = scope()) {
      kept = scope(() -> ones(LARGE).mul(5));
      assertThat(kept.mean().item()).isEqualTo(5);
    }
    assertThatThrownBy(kept::mean).isInstanceOf(GradusStateException.class);
  }

  @Test
  void gradientsAndLeavesOutlastTheScope() {
    Tensor w = ones(LARGE).requiresGrad_();
    Tensor inside;
    try (var _ = scope()) {
      inside = ones(LARGE).requiresGrad_();
      w.mul(inside).mul(3).sum().backward();
    }
    try (var _ = scope()) {
      ones(LARGE).mul(9).add(1);
    }
    assertThat(Objects.requireNonNull(w.grad()).mean().item()).isEqualTo(3);
    assertThat(Objects.requireNonNull(inside.grad()).mean().item()).isEqualTo(3);
    assertThat(inside.mean().item()).isEqualTo(1);
  }

  @Test
  void aClearedGradientThatNobodyAskedForGivesItsMemoryBack() {
    Tensor w = ones(LARGE).requiresGrad_();
    w.mul(3).sum().backward();
    Tensor g = Objects.requireNonNull(w.lentGrad());
    assertThat(g.mean().item()).isEqualTo(3);
    w.setGrad(null);
    assertThatThrownBy(() -> g.storage().array()).isInstanceOf(GradusStateException.class);
  }

  @Test
  void aClearedGradientThatSomebodyHasSeenStays() {
    Tensor w = ones(LARGE).requiresGrad_();
    w.mul(3).sum().backward();
    Tensor asked = Objects.requireNonNull(w.grad());
    w.zeroGrad();
    w.mul(4).sum().backward();
    Tensor alias = Objects.requireNonNull(w.lentGrad()).detach();
    w.zeroGrad();
    Tensor given = ones(LARGE);
    w.setGrad(given);
    w.zeroGrad();
    List<Tensor> hooked = new ArrayList<>();
    w.registerHook(g -> {
      hooked.add(g);
      return null;
    });
    w.mul(5).sum().backward();
    w.zeroGrad();
    w.mul(6).sum().backward();
    w.zeroGrad();
    assertThat(asked.mean().item()).isEqualTo(3);
    assertThat(alias.mean().item()).isEqualTo(4);
    assertThat(given.mean().item()).isEqualTo(1);
    assertThat(hooked.get(0).mean().item()).isEqualTo(5);
    assertThat(hooked.get(1).mean().item()).isEqualTo(6);
  }

  @Test
  void aGradientWithAHistoryStays() {
    Tensor w = ones(LARGE).requiresGrad_();
    w.pow(3).sum().backward(BackwardOptions.creating());
    Tensor second = Objects.requireNonNull(w.lentGrad()).sum();
    w.zeroGrad();
    second.backward();
    assertThat(Objects.requireNonNull(w.grad()).mean().item()).isEqualTo(6);
  }

  @Test
  void whatAGraphStillNeedsOutlastsTheScope() {
    Tensor w = ones(LARGE).requiresGrad_();
    Tensor loss;
    try (Scope s = scope()) {
      Tensor y = w.mul(2).exp();
      loss = s.keep(y.mul(y).sum());
    }
    try (var _ = scope()) {
      ones(LARGE).mul(9).add(1);
    }
    loss.backward();
    assertThat(Objects.requireNonNull(w.grad()).mean().item())
        .isCloseTo(4 * Math.exp(4), Percentage.withPercentage(1e-3));
  }

  @Test
  void aReleasedGraphHoldsNothingMore() {
    Tensor w = ones(LARGE).requiresGrad_();
    Tensor y;
    try (var _ = scope()) {
      y = w.mul(2).exp();
      y.mul(y).sum().backward();
    }
    assertThatThrownBy(y::sum).isInstanceOf(GradusStateException.class);
  }

  @Test
  void scopesCloseInnermostFirstAndOnTheirThread() throws InterruptedException {
    Scope outer = scope();
    Scope inner = scope();
    assertThatThrownBy(outer::close)
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("close the inner one first");
    List<Throwable> thrown = new ArrayList<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            inner.close();
          } catch (GradusStateException e) {
            thrown.add(e);
          }
        })
        .join();
    assertThat(thrown).hasSize(1);
    inner.close();
    inner.close();
    outer.close();
  }

  @Test
  void otherThreadsAreNotInTheScope() throws InterruptedException {
    List<Tensor> made = new ArrayList<>();
    try (var _ = scope()) {
      Thread.ofVirtual().start(() -> made.add(ones(LARGE).mul(2))).join();
    }
    assertThat(made.get(0).mean().item()).isEqualTo(2);
  }

  // Sixteen leaves, many of them with gradients that the engine hands on, adds up and takes over.
  @Test
  void noLivingTensorSharesItsArray() {
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      leaves.add(Gradus.full(new long[] {4096}, 1.0 + i).requiresGrad_());
    }
    for (int step = 0; step < 20; step++) {
      Tensor sum;
      try (Scope s = scope()) {
        Tensor y = zeros(4096);
        for (Tensor leaf : leaves) {
          y = y.add(leaf.mul(step)).add(leaf).sub(leaf.mul(leaf).mul(0.5));
        }
        sum = s.keep(y);
        y.sum().backward();
      }
      IdentityHashMap<Object, Tensor> arrays = new IdentityHashMap<>();
      arrays.put(sum.storage().array(), sum);
      for (int i = 0; i < leaves.size(); i++) {
        Tensor leaf = leaves.get(i);
        Tensor g = Objects.requireNonNull(leaf.grad());
        assertThat(arrays.put(leaf.storage().array(), leaf)).isNull();
        assertThat(arrays.put(g.storage().array(), g)).isNull();
        // Each step adds step + 1 - leaf.
        double wanted = (step + 1) * (step / 2.0 + 1 - (1.0 + i));
        assertThat(g.max().item()).isEqualTo(wanted);
        assertThat(g.min().item()).isEqualTo(wanted);
      }
    }
  }

  @Test
  void threadsThatShareTheShelvesKeepTheirValues() throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      double own = k + 1;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  Tensor x = Gradus.full(new long[] {8192}, own).requiresGrad_();
                  for (int i = 0; i < 300; i++) {
                    try (var _ = scope()) {
                      Tensor y = x.mul(x).add(x).mul(2);
                      assertThat(y.max().item()).isEqualTo(2 * own * own + 2 * own);
                      y.sum().backward();
                    }
                    Tensor g = Objects.requireNonNull(x.grad());
                    assertThat(g.min().item()).isEqualTo(4 * own + 2);
                    assertThat(g.max().item()).isEqualTo(4 * own + 2);
                    x.zeroGrad();
                  }
                } catch (Throwable t) {
                  failures.add(t);
                }
              }));
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(failures).isEmpty();
  }
}
