package dev.gradus;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.savedTensorsHooks;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.GradHooks;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The rules of PyTorch's note on the mechanics of autograd, by number: complex numbers (30 to 33),
/// hooks on saved tensors (34 to 38), hooks (39 to 46), the order of the engine (47 to 51). Rules
/// 50 and 51 are in the tests of backward, those of threads (26 to 29) in the tests of threads.
class EngineRulesTest {
  private final List<String> seen = new ArrayList<>();

  private void log(Tensor t, String name) {
    t.registerHook(g -> {
      seen.add(name);
      return null;
    });
  }

  private static Node<Tensor> accumulator(Tensor leaf) {
    return Objects.requireNonNull(leaf.gradientEdge()).node();
  }

  // --- Complex numbers ---

  private static Tensor complexLeaf(double re, double im) {
    return Gradus.complex(tensor(re, DType.FLOAT64), tensor(im, DType.FLOAT64))
        .detach()
        .requiresGrad_();
  }

  @Test
  void rule30_theGradientIsTheDirectionOfSteepestAscent() {
    Tensor z = complexLeaf(3, 4);
    assertEqual(gradOf(z.mul(z.conj()).real(), z).viewAsReal(), "[6., 8]");
  }

  @Test
  void p8_theGradientOfARealPartIsTheConjugate() {
    Tensor z = complexLeaf(3, 4);
    assertEqual(gradOf(z.abs().square(), z).viewAsReal(), "[6., 8]");
    assertEqual(gradOf(z.mul(z).real(), z).viewAsReal(), "[6., -8]");
  }

  @Test
  void rule31_ofAHolomorphicFunctionTheConjugatedDerivative() {
    Tensor z = complexLeaf(1, 2);
    Tensor g = complexLeaf(0, 1).detach();
    Tensor found = grad(List.of(z.mul(z)), List.of(z), List.of(g), GradOptions.DEFAULT)[0];
    // i · conj(2 + 4i) = 4 + 2i.
    assertEqual(found.viewAsReal(), "[4., 2]");
  }

  @Test
  void rule32_aRealInputHasARealGradient() {
    Tensor x = leaf("[1., 2]");
    Tensor z = x.mul(new Complex(1, 2));
    Tensor g = gradOf(z.abs().sum(), x);
    assertThat(g.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(values(g)[0]).isCloseTo(Math.sqrt(5), org.assertj.core.api.Assertions.within(1e-6));
    Tensor c = complexLeaf(3, 4);
    // Of |z| the gradient is z / |z|.
    double[] parts = values(gradOf(c.abs(), c).viewAsReal());
    assertThat(parts[0]).isCloseTo(0.6, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(parts[1]).isCloseTo(0.8, org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void rule33_onlyRealScalarsStartByThemselves() {
    Tensor z = complexLeaf(1, 2);
    assertRefused(
        GradusArgumentException.class,
        "grad can be implicitly created only for real scalar outputs but got torch.complex128",
        () -> z.mul(2).backward());
    assertThatThrownBy(() -> z.mul(2).backward(tensor(1.0, DType.FLOAT64)))
        .hasMessageStartingWith("For complex Tensors, both grad_output and output are required");
    z.mul(2).backward(complexLeaf(1, 0).detach());
    assertEqual(Seen.grad(z).viewAsReal(), "[2., 0]");
  }

  // --- Hooks on saved tensors ---

  private SavedTensorHooks counted(String name) {
    return SavedTensorHooks.of(
        x -> {
          seen.add(name + " packs" + (Gradus.isGradEnabled() ? " in grad mode" : ""));
          return x.detach();
        },
        x -> {
          seen.add(name + " unpacks");
          return x;
        });
  }

  @Test
  void rule34_packOnceUnpackAtEachReading() {
    Tensor x = leaf("[3.]");
    Tensor y;
    try (var _ = savedTensorsHooks(counted("a"))) {
      y = x.exp();
    }
    y.backward(BackwardOptions.retaining());
    y.backward();
    assertThat(seen).containsExactly("a packs", "a unpacks", "a unpacks");
  }

  @Test
  void rule35_whatUnpackReturnsGetsItsHistoryBack() {
    Tensor x = leaf("[3.]");
    Tensor y;
    try (var _ = savedTensorsHooks(counted("a"))) {
      y = x.mul(x);
    }
    SavedTensor saved = Gradus.savedTensors(node(y)).get(0);
    assertThat(saved.get()).isNotSameAs(x);
    assertThat(saved.get().requiresGrad()).isTrue();
    Tensor slope = grad(y, x, GradOptions.creating());
    assertEqual(gradOf(slope, x), "[2.]");
  }

  @Test
  void rule36_theInnermostPairAloneApplies() {
    Tensor x = leaf("[3.]");
    Tensor y;
    try (var _ = savedTensorsHooks(counted("outer"));
        var _ = savedTensorsHooks(counted("inner"))) {
      y = x.sin();
    }
    assertThat(seen).containsExactly("inner packs");
    SavedTensor saved = Gradus.savedTensors(node(y)).get(0);
    assertRefused(
        GradusStateException.class,
        "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: only one pair of hooks is allowed at a time.",
        () -> saved.registerHooks(counted("second")));
  }

  @Test
  void rule37_packMayNotChangeItsInput() {
    Tensor x = leaf("[3.]").mul(1);
    try (var _ = savedTensorsHooks(SavedTensorHooks.of(t -> t.mul_(2), t -> t))) {
      assertRefused(
          GradusStateException.class,
          "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack hook cannot be modified by in-place operations as this can lead to unexpected side-effects. Please open an issue if you need to perform in-place operations on the input to a pack hook.",
          x::exp);
    }
  }

  @Test
  void rule38_packRunsWithoutRecording() {
    Tensor x = leaf("[3.]");
    try (var _ = savedTensorsHooks(counted("a"))) {
      assertThat(x.sin().requiresGrad()).isTrue();
    }
    assertThat(seen).containsExactly("a packs");
  }

  // --- Hooks ---

  @Test
  void rule39_tensorHooksRunEvenIfTheNodeDoesNot() {
    Tensor x = leaf("[3.]");
    Tensor y = x.mul(2);
    log(y, "tensor hook");
    node(y)
        .registerPrehook(_ -> {
          seen.add("node");
          return null;
        });
    assertEqual(gradOf(y.mul(5), y), "[5.]");
    assertThat(seen).containsExactly("tensor hook");
  }

  @Test
  void rule40_postAccumulateHooksComeAfterTheGradientIsThere() {
    Tensor x = leaf("[3.]");
    x.registerPostAccumulateGradHook(p -> seen.add("" + Seen.grad(p).item()));
    x.mul(2).backward();
    assertThat(seen).containsExactly("2.0");
    assertRefused(
        GradusStateException.class,
        "post accumulate grad hooks cannot be registered on non-leaf tensors",
        () -> x.mul(2).registerPostAccumulateGradHook(_ -> {}));
  }

  @Test
  void rule41_nodeHooksRunOnlyWithTheirNode() {
    Tensor x = leaf("[3.]");
    Tensor y = x.mul(2);
    Tensor z = y.mul(5);
    node(y)
        .registerHook((_, _) -> {
          seen.add("y");
          return null;
        });
    accumulator(x)
        .registerPrehook(_ -> {
          seen.add("x");
          return null;
        });
    grad(z, x, GradOptions.retaining());
    assertThat(seen).containsExactly("y");
    seen.clear();
    z.backward(BackwardOptions.retaining().withInputs(y));
    assertThat(seen).containsExactly("y");
    seen.clear();
    z.backward(BackwardOptions.only(x));
    assertThat(seen).containsExactly("y", "x");
  }

  @Test
  void rule42_theOrderAtALeaf() {
    Tensor x = leaf("[3.]");
    x.registerPostAccumulateGradHook(_ -> seen.add("post-accumulate"));
    accumulator(x)
        .registerHook((_, _) -> {
          seen.add("after");
          return null;
        });
    accumulator(x)
        .registerPrehook(_ -> {
          seen.add("before");
          return null;
        });
    log(x, "tensor");
    x.mul(2).backward();
    assertThat(seen).containsExactly("tensor", "before", "post-accumulate", "after");
  }

  @Test
  void rule43_hooksOfAKindRunAsRegistered() {
    Tensor x = leaf("[3.]");
    x.registerHook(g -> g.add(1));
    x.registerHook(g -> g.mul(10));
    x.mul(2).backward();
    assertEqual(x.grad(), "[30.]");
  }

  @Test
  void rule44_hooksStayWithTheValueTheyWereSetOn() {
    Tensor y = leaf("[3.]").mul(2);
    y.registerHook(g -> {
      seen.add("old " + g.item());
      return null;
    });
    y.mul_(7);
    y.registerHook(g -> {
      seen.add("new " + g.item());
      return null;
    });
    y.backward();
    assertThat(seen).containsExactly("new 1.0", "old 7.0");
  }

  @Test
  void rule45_aRetainedGradientFollowsTheTensor() {
    Tensor y = leaf("[3.]").mul(2);
    y.retainGrad();
    y.mul_(7);
    y.mul(5).backward();
    assertEqual(y.grad(), "[5.]");
  }

  @Test
  void rule46_theHookOnAllWaitsForTheLast() {
    Tensor x = leaf("[3.]");
    Tensor y = x.mul(2);
    GradHooks.onAll(List.of(x, y), all -> seen.add("both " + all.size()));
    log(y, "y");
    log(x, "x");
    y.mul(5).backward();
    assertThat(seen).containsExactly("y", "both 2", "x");
  }

  // --- The order of the engine ---

  @Test
  void rule47_theYoungestReadyNodeRunsFirstLeavesAtOnce() {
    Tensor x = leaf("[3.]");
    Tensor w = leaf("[2.]");
    Tensor older = x.mul(2);
    Tensor younger = w.mul(3);
    for (Tensor t : List.of(older, younger)) {
      node(t)
          .registerPrehook(_ -> {
            seen.add(t == older ? "older" : "younger");
            return null;
          });
    }
    w.registerPostAccumulateGradHook(_ -> seen.add("leaf of the younger"));
    older.add(younger).backward();
    assertThat(seen).containsExactly("younger", "leaf of the younger", "older");
  }

  @Test
  void rule48_aNodeRunsOnceAfterAllWhoUseIt() {
    Tensor x = leaf("[3.]");
    Tensor y = x.mul(2);
    List<Double> arrived = new ArrayList<>();
    node(y)
        .registerPrehook(g -> {
          arrived.add(Objects.requireNonNull(g[0]).item());
          return null;
        });
    y.mul(3).add(y.mul(4)).add(y).backward();
    assertThat(arrived).containsExactly(8.0);
  }

  @Test
  void rule49_withInputsOnlyWhatLeadsToThemRuns() {
    Tensor x = leaf("[3.]");
    Tensor w = leaf("[2.]");
    Tensor a = x.mul(2);
    Tensor b = w.mul(3);
    for (Tensor t : List.of(a, b)) {
      node(t)
          .registerPrehook(_ -> {
            seen.add(t == a ? "a" : "b");
            return null;
          });
    }
    a.add(b).sum().backward(BackwardOptions.only(x));
    assertThat(seen).containsExactly("a");
    assertThat(w.grad()).isNull();
    assertEqual(x.grad(), "[2.]");
  }
}
