package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.GradHooks;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Hooks in corners that PyTorch's own tests visit.
class HooksFromOutsideTest {
  private final Tensor x = leaf("[1., 2]");
  private final List<String> order = new ArrayList<>();

  @Test
  void nodeHooksReturnAsManyValuesAsTheyGot() {
    Tensor y = x.mul(x);
    node(y).registerHook((_, _) -> new Tensor[] {ones(2)});
    assertRefused(
        GradusStateException.class,
        "hook '<lambda>' has returned an incorrect number of values (got 1, but expected 2)",
        () -> y.sum().backward());
    Tensor z = x.mul(x);
    node(z).registerPrehook(_ -> new Tensor[] {ones(2), ones(2)});
    assertRefused(
        GradusStateException.class,
        "hook '<lambda>' has returned an incorrect number of values (got 2, but expected 1)",
        () -> z.sum().backward());
    assertThat(x.grad()).isNull();
  }

  @Test
  void nodeHooksKeepSizesAndDtypes() {
    Tensor y = x.exp();
    node(y).registerHook((_, _) -> new Tensor[] {ones(3)});
    assertRefused(
        GradusArgumentException.class,
        "hook '<lambda>' has changed the size of value",
        () -> y.sum().backward());
    Tensor z = x.exp();
    node(z).registerPrehook(g -> new Tensor[] {ones(DType.FLOAT64, 2)});
    assertRefused(
        GradusArgumentException.class,
        "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)",
        () -> z.sum().backward());
  }

  @Test
  void nodeHooksCannotMakeAGradientOfNothing() {
    Tensor constant = ones(2);
    Tensor y = x.mul(constant);
    node(y).registerHook((_, _) -> new Tensor[] {ones(2), ones(2)});
    assertRefused(
        GradusStateException.class,
        "can't replace a None gradient with a non-None value",
        () -> y.sum().backward());
  }

  @Test
  void aHookThatReturnsNothingForAValueDropsIt() {
    Tensor w = leaf("[3., 4]");
    Tensor y = x.mul(w);
    node(y).registerHook((in, _) -> new @Nullable Tensor[] {in[0], null});
    y.sum().backward();
    assertEqual(x.grad(), "[3., 4]");
    assertThat(w.grad()).isNull();
  }

  @Test
  void theDtypeIsComparedBeforeTheSize() {
    x.registerHook(_ -> ones(DType.FLOAT64, 3));
    assertRefused(
        GradusArgumentException.class,
        "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)",
        () -> x.mul(2).sum().backward());
  }

  @Test
  void aHookMayRemoveItself() {
    Handle[] handle = new Handle[1];
    handle[0] =
        x.registerHook(g -> {
          order.add("once");
          handle[0].remove();
          return null;
        });
    x.registerHook(g -> {
      order.add("always");
      return null;
    });
    x.sum().backward();
    x.sum().backward();
    assertThat(order).containsExactly("once", "always", "always");
  }

  @Test
  void aHookAddedDuringAPassWaitsForTheNext() {
    x.registerHook(g -> {
      x.registerHook(_ -> {
        order.add("late");
        return null;
      });
      return null;
    });
    x.sum().backward();
    assertThat(order).isEmpty();
    x.sum().backward();
    assertThat(order).containsExactly("late");
  }

  @Test
  void handlesCloseInTryStatements() {
    try (Handle _ = x.registerHook(g -> g.mul(5))) {
      x.sum().backward();
    }
    x.sum().backward();
    assertEqual(x.grad(), "[6., 6]");
  }

  @Test
  void hooksOfDetachedCopiesAreTheirOwn() {
    Tensor y = x.mul(2);
    Tensor copy = y.detach().requiresGrad_();
    copy.registerHook(g -> g.mul(100));
    y.sum().backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void aHookOnALeafSeesTheGradientBeforeItIsAdded() {
    x.sum().backward();
    x.registerHook(g -> {
      assertEqual(x.grad(), "[1., 1]");
      assertEqual(g, "[3., 3]");
      return null;
    });
    x.mul(3).sum().backward();
    assertEqual(x.grad(), "[4., 4]");
  }

  @Test
  void aHookOnAResultChangesWhatGoesOn() {
    Tensor y = x.mul(2);
    y.registerHook(g -> g.mul(10));
    y.retainGrad();
    y.sum().backward();
    assertEqual(y.grad(), "[10., 10]");
    assertEqual(x.grad(), "[20., 20]");
  }

  @Test
  void hooksAreOnOneOfSeveralResults() {
    Tensor[] parts = leaf("[1., 2, 3, 4]").split(2, 0);
    parts[1].registerHook(g -> {
      order.add("second");
      return null;
    });
    parts[0].sum().backward(BackwardOptions.retaining());
    assertThat(order).isEmpty();
    parts[1].sum().backward();
    assertThat(order).containsExactly("second");
  }

  @Test
  void aPrehookSeesNothingForResultsWithoutGradient() {
    Tensor[] parts = leaf("[1., 2, 3, 4]").split(2, 0);
    List<Boolean> missing = new ArrayList<>();
    node(parts[0])
        .registerPrehook(g -> {
          for (Tensor t : g) {
            missing.add(t == null);
          }
          return null;
        });
    parts[1].sum().backward();
    assertThat(missing).containsExactly(true, false);
  }

  @Test
  void postHooksSeeProducedAndArrived() {
    Tensor y = x.mul(tensor("[3., 4]"));
    node(y)
        .registerHook((produced, arrived) -> {
          assertEqual(produced[0], "[3., 4]");
          assertThat(produced[1]).isNull();
          assertEqual(arrived[0], "[1., 1]");
          order.add("seen");
          return null;
        });
    y.sum().backward();
    assertThat(order).containsExactly("seen");
  }

  @Test
  void postHooksSeeGradientsAsTheInputsAre() {
    Tensor w = leaf("2.");
    Tensor y = x.mul(w);
    node(y)
        .registerHook((produced, _) -> {
          assertEqual(produced[1], "3.");
          return new @Nullable Tensor[] {produced[0], tensor("7.")};
        });
    y.sum().backward();
    assertEqual(w.grad(), "7.");
  }

  @Test
  void aHookOnAnAccumulatorSeesNoInputs() {
    Tensor y = x.mul(2);
    node(y)
        .nextFunctions()
        .getFirst()
        .node()
        .registerHook((produced, arrived) -> {
          order.add(produced.length + " " + arrived.length);
          return null;
        });
    y.sum().backward();
    assertThat(order).containsExactly("0 1");
  }

  @Test
  void anExceptionInAPosthookLeavesOtherLeavesAlone() {
    Tensor y = x.mul(2);
    RuntimeException mine = new RuntimeException("mine");
    node(y)
        .registerHook((_, _) -> {
          throw mine;
        });
    assertThatThrownBy(() -> y.sum().backward()).isSameAs(mine);
    assertThat(x.grad()).isNull();
    assertThat(Gradus.currentBackward()).isNull();
    x.mul(5).sum().backward();
    assertEqual(x.grad(), "[5., 5]");
  }

  @Test
  void hooksOnAllCountPassesAndNotCalls() {
    Tensor w = leaf("[3., 4]");
    Handle h =
        GradHooks.onAll(
            List.of(x, w), g -> order.add((g.get(0) != null) + " " + (g.get(1) != null)));
    x.mul(w).sum().backward();
    x.sum().backward();
    h.remove();
    x.mul(w).sum().backward();
    assertThat(order).containsExactly("true true", "true false");
    assertRefused(
        GradusArgumentException.class,
        "It is not possible to get the gradient edge for a Tensor that does not require gradients",
        () -> GradHooks.onAll(List.of(x, zeros(1)), _ -> {}));
  }

  @Test
  void hooksOnAnyRunOncePerPass() {
    Tensor w = leaf("[3., 4]");
    GradHooks.onAny(List.of(x, w), g -> order.add("any"));
    x.mul(w).sum().backward();
    x.mul(w).sum().backward();
    assertThat(order).containsExactly("any", "any");
  }

  @Test
  void postAccumulateHooksRunInOrderAndSeeTheWholeGradient() {
    x.registerPostAccumulateGradHook(t -> order.add("first " + grad(t).sum().item()));
    x.registerPostAccumulateGradHook(t -> order.add("second"));
    x.mul(2).sum().backward();
    x.mul(3).sum().backward();
    assertThat(order).containsExactly("first 4.0", "second", "first 10.0", "second");
  }

  @Test
  void postAccumulateHooksDoNotRunForGrad() {
    x.registerPostAccumulateGradHook(_ -> order.add("never"));
    Gradus.grad(x.sum(), x);
    assertThat(order).isEmpty();
  }

  @Test
  void postAccumulateHooksRecordOnlyInARecordedPass() {
    x.registerPostAccumulateGradHook(_ -> order.add("" + Gradus.isGradEnabled()));
    x.mul(x).sum().backward();
    x.mul(x).sum().backward(BackwardOptions.creating());
    assertThat(order).containsExactly("false", "true");
  }

  @Test
  void hooksSetBeforeAChangeInPlaceSeeTheOldValue() {
    Tensor y = x.mul(1);
    y.registerHook(g -> {
      order.add("old " + g.sum().item());
      return null;
    });
    y.mul_(3);
    y.registerHook(g -> {
      order.add("new " + g.sum().item());
      return null;
    });
    y.sum().backward();
    assertThat(order).containsExactly("new 2.0", "old 6.0");
  }

  @Test
  void hooksAreShownARecordedGradient() {
    Tensor[] seen = new Tensor[1];
    Tensor y = x.pow(2);
    x.registerHook(g -> {
      seen[0] = g;
      return null;
    });
    Gradus.grad(y.sum(), x, GradOptions.creating());
    assertThat(Objects.requireNonNull(seen[0]).requiresGrad()).isTrue();
  }

  // --- Saved tensors ---

  @Test
  void whatPackThrowsArrivesAndNothingIsRecorded() {
    RuntimeException mine = new RuntimeException("mine");
    try (Mode _ =
        Gradus.savedTensorsHooks(
            SavedTensorHooks.of(
                t -> {
                  throw mine;
                },
                t -> x))) {
      assertThatThrownBy(() -> x.exp()).isSameAs(mine);
    }
    x.exp().sum().backward();
    assertThat(x.grad()).isNotNull();
  }

  @Test
  void whatUnpackThrowsArrives() {
    RuntimeException mine = new RuntimeException("mine");
    Tensor y;
    try (Mode _ =
        Gradus.savedTensorsHooks(
            SavedTensorHooks.of(
                Tensor::detach,
                t -> {
                  throw mine;
                }))) {
      y = x.exp().sum();
    }
    assertThatThrownBy(y::backward).isSameAs(mine);
    assertThat(x.grad()).isNull();
    assertThat(Gradus.currentBackward()).isNull();
  }

  @Test
  void aDisabledPairSaysWhy() {
    try (Mode _ = Gradus.disableSavedTensorsHooks("not here")) {
      assertRefused(
          GradusStateException.class,
          "not here",
          () -> Gradus.savedTensorsHooks(SavedTensorHooks.asBfloat16()));
      try (Mode _ = Gradus.disableSavedTensorsHooks("nor here")) {
        assertRefused(
            GradusStateException.class,
            "nor here",
            () -> Gradus.savedTensorsHooks(SavedTensorHooks.asBfloat16()));
      }
      assertRefused(
          GradusStateException.class,
          "not here",
          () -> Gradus.savedTensorsHooks(SavedTensorHooks.asBfloat16()));
    }
    Gradus.savedTensorsHooks(SavedTensorHooks.asBfloat16()).close();
  }

  @Test
  void hooksOfASavedTensorAfterRelease() {
    Tensor y = x.exp();
    SavedTensor saved = Gradus.savedTensors(node(y)).getFirst();
    y.sum().backward();
    assertThatThrownBy(() -> saved.registerHooks(SavedTensorHooks.asBfloat16()))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
  }

  @Test
  void packedValuesOutliveTheirTensor() {
    Tensor y = x.mul(1);
    Tensor z;
    try (Mode _ = Gradus.savedTensorsHooks(SavedTensorHooks.of(t -> t.detach().clone(), t -> t))) {
      z = y.mul(y);
    }
    // Versions are not compared where hooks keep copies.
    Gradus.noGrad(() -> y.zero_());
    z.sum().backward();
    assertEqual(x.grad(), "[2., 4]");
  }
}
