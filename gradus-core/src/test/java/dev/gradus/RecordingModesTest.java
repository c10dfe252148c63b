package dev.gradus;

import static dev.gradus.Gradus.allowMutationOnSavedTensors;
import static dev.gradus.Gradus.detectAnomaly;
import static dev.gradus.Gradus.disableSavedTensorsHooks;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.inferenceMode;
import static dev.gradus.Gradus.nodeCreationHook;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.savedTensors;
import static dev.gradus.Gradus.savedTensorsHooks;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.GradHooks;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// PyTorch's behaviours of inference mode (d…), saved tensors (g3, i…), anomaly mode (k…) and other
/// modes of recording, by their names in behaviours.json.
@ResourceLock("dev.gradus.Globals")
class RecordingModesTest {
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void restore() {
    Gradus.onWarning(Seen::toLog);
  }

  // --- Inference mode ---

  @Test
  void d8_inferenceTensors() {
    Tensor x = leaf("[1., 2]");
    Tensor view;
    Tensor y;
    try (var _ = inferenceMode()) {
      assertThat(Gradus.isInferenceModeEnabled()).isTrue();
      y = x.mul(2);
      view = x.view(2, 1);
      assertThat(ones(2).isInference()).isTrue();
      assertThat(y.view(2, 1).isInference()).isTrue();
    }
    assertThat(Gradus.isInferenceModeEnabled()).isFalse();
    assertThat(Gradus.isGradEnabled()).isTrue();
    assertThat(y.isInference()).isTrue();
    assertThat(y.requiresGrad()).isFalse();
    assertThat(view.isInference()).isFalse();
    assertThat(x.isInference()).isFalse();
    assertRefused(
        GradusStateException.class, "Inference tensors do not track version counter.", y::version);
  }

  @Test
  void d9_inferenceTensorsMayNotBeSaved() {
    Tensor x = leaf("[1., 2]");
    Tensor y = inferenceMode(() -> ones(2));
    Tensor sum = x.add(y);
    sum.backward(ones(2));
    assertEqual(x.grad(), "[1., 1]");
    assertRefused(
        GradusStateException.class,
        "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.",
        () -> x.mul(y));
    x.mul(y.clone()).sum().backward();
  }

  @Test
  void d10_inferenceTensorsMayNotBeChangedOutside() {
    Tensor y = inferenceMode(() -> ones(2));
    assertRefused(
        GradusStateException.class,
        "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.",
        () -> y.add_(1));
    assertEqual(y, "[1., 1]");
    try (var _ = inferenceMode()) {
      y.add_(1);
    }
    assertEqual(y, "[2., 2]");
    assertRefused(
        GradusStateException.class,
        "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.",
        y::requiresGrad_);
  }

  @Test
  void rule20_anotherThreadIsNotInInferenceMode() throws InterruptedException {
    List<Boolean> seen = new ArrayList<>();
    try (var _ = inferenceMode()) {
      Thread.ofVirtual().start(() -> seen.add(ones(1).isInference())).join();
      try (var _ = inferenceMode(false)) {
        seen.add(ones(1).isInference());
      }
      seen.add(ones(1).isInference());
    }
    assertThat(seen).containsExactly(false, false, true);
  }

  // --- Saved tensors ---

  @Test
  void g3_savedTensors() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.pow(2);
    List<SavedTensor> saved = savedTensors(node(y));
    assertThat(saved).hasSize(1);
    assertThat(saved.get(0).get()).isSameAs(x);
    y.sum().backward();
    assertThatThrownBy(() -> saved.get(0).get())
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
  }

  private static SavedTensorHooks counting(List<String> calls) {
    return SavedTensorHooks.of(
        x -> {
          calls.add("pack");
          assertThat(Gradus.isGradEnabled()).isFalse();
          return x.detach();
        },
        x -> {
          calls.add("unpack");
          return x;
        });
  }

  @Test
  void i1_packOnceUnpackAtEachReading() {
    List<String> calls = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    Tensor y;
    try (var _ = savedTensorsHooks(counting(calls))) {
      y = x.exp();
    }
    assertThat(calls).containsExactly("pack");
    y.backward(ones(2), BackwardOptions.retaining());
    y.backward(ones(2));
    assertThat(calls).containsExactly("pack", "unpack", "unpack");
    assertThat(x.exp().mul(2).sub(Seen.grad(x)).abs().max().item()).isLessThan(1e-6);
  }

  @Test
  void i2_onlyTheInnermostPairApplies() {
    List<String> outer = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    try (var _ = savedTensorsHooks(counting(outer))) {
      try (var _ = savedTensorsHooks(counting(inner))) {
        leaf("[1.]").exp();
      }
      assertThat(outer).isEmpty();
      leaf("[1.]").exp();
    }
    assertThat(inner).hasSize(1);
    assertThat(outer).hasSize(1);
    leaf("[1.]").exp();
    assertThat(outer).hasSize(1);
  }

  @Test
  void gradientsOfGradientsThroughHooks() {
    Tensor x = leaf("[2.]");
    Tensor y;
    try (var _ = savedTensorsHooks(counting(new ArrayList<>()))) {
      y = x.pow(3);
    }
    Tensor g = grad(y, x, GradOptions.creating());
    assertEqual(g, "[12.]");
    assertEqual(grad(g, x)[0], "[12.]");
  }

  @Test
  void i3_hooksCanBeRefused() {
    try (var _ = disableSavedTensorsHooks("not here")) {
      assertRefused(
          GradusStateException.class,
          "not here",
          () -> savedTensorsHooks(counting(new ArrayList<>())));
    }
    try (var _ = savedTensorsHooks(counting(new ArrayList<>()))) {
      assertThat(Gradus.isGradEnabled()).isTrue();
    }
  }

  @Test
  void i4_hooksOnOneSavedTensor() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.pow(2);
    SavedTensor saved = savedTensors(node(y)).get(0);
    saved.registerHooks(SavedTensorHooks.of(t -> t.detach().mul(10), t -> t));
    assertRefused(
        GradusStateException.class,
        "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: only one pair of hooks is allowed at a time.",
        () -> saved.registerHooks(counting(new ArrayList<>())));
    y.sum().backward();
    assertEqual(x.grad(), "[20., 40]");
  }

  @Test
  void i5_packMayNotChangeItsInput() {
    Tensor x = leaf("[1., 2]").mul(1);
    SavedTensorHooks changing =
        SavedTensorHooks.of(
            t -> {
              t.mul_(2);
              return t.detach();
            },
            t -> t);
    try (var _ = savedTensorsHooks(changing)) {
      assertRefused(
          GradusStateException.class,
          "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack hook cannot be modified by in-place operations as this can lead to unexpected side-effects. Please open an issue if you need to perform in-place operations on the input to a pack hook.",
          x::sin);
    }
  }

  @Test
  void i6_whatSavesNothingPacksNothing() {
    List<String> calls = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    try (var _ = savedTensorsHooks(counting(calls))) {
      x.add(1).sum();
      x.view(2, 1);
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void unpackMustReturnATensor() {
    Tensor x = leaf("[1.]");
    Tensor y;
    @SuppressWarnings("NullAway")
    SavedTensorHooks nothing = SavedTensorHooks.of(Tensor::detach, _ -> null);
    try (var _ = savedTensorsHooks(nothing)) {
      y = x.sin();
    }
    assertThatThrownBy(y::backward)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Output of saved tensor unpack_hook expected to be a Tensor but got result of type");
  }

  @Test
  void readyPairs(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
    Tensor x = leaf("[1., 2.5]");
    Tensor y;
    try (var _ = savedTensorsHooks(SavedTensorHooks.asBfloat16())) {
      y = x.mul(x);
    }
    y.sum().backward();
    assertEqual(x.grad(), "[2., 5]");
    Tensor z = leaf("[1., 2.5]");
    Tensor w;
    try (var _ = savedTensorsHooks(SavedTensorHooks.onDisk(folder))) {
      w = z.mul(z).exp();
      assertThat(folder.toFile().list()).isNotEmpty();
    }
    w.sum().backward();
    assertThat(z.grad()).isNotNull();
    assertThat(z.mul(z).exp().mul(z).mul(2).sub(Seen.grad(z)).abs().max().item()).isLessThan(1e-3);
  }

  @Test
  void e20_savedTensorsMayBeChanged() {
    Tensor leaf = leaf("[1., 2]");
    try (var _ = allowMutationOnSavedTensors()) {
      Tensor x = leaf.mul(1);
      Tensor y = x.sin();
      x.mul_(100);
      y.sum().backward();
      assertThat(leaf.detach().cos().sub(Seen.grad(leaf)).abs().max().item()).isLessThan(1e-6);
      assertRefused(
          GradusStateException.class,
          "allow_mutation_on_saved_tensors contexts cannot be nested",
          Gradus::allowMutationOnSavedTensors);
    }
  }

  @Test
  void changedTensorsEndWithTheMode() {
    Tensor y;
    try (var _ = allowMutationOnSavedTensors()) {
      Tensor x = leaf("[1., 2]").mul(1);
      y = x.sin();
      x.mul_(100);
    }
    assertRefused(
        GradusStateException.class,
        "Trying to backward outside of the 'allow_mutation_on_saved_tensors' context in which the graph was originally recorded.",
        () -> y.sum().backward());
  }

  // --- Nodes and hooks ---

  @Test
  void g11_newNodesAreShownComplete() {
    List<String> seen = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    try (var _ = nodeCreationHook(n -> seen.add("outer " + n.name()));
        var _ =
            nodeCreationHook(n -> {
              assertThat(n.nextFunctions()).isNotEmpty();
              seen.add("inner " + n.name() + " " + savedTensors(n).size());
            })) {
      x.exp().sum();
    }
    x.exp();
    assertThat(seen)
        .containsExactly(
            "outer ExpBackward0",
            "inner ExpBackward0 1",
            "outer SumBackward0",
            "inner SumBackward0 0");
    try (var _ = nodeCreationHook(_ -> x.mul(2))) {
      assertThatThrownBy(x::exp).isInstanceOf(GradusStateException.class);
    }
  }

  @Test
  void f14_aHookOnAllGradients() {
    Tensor a = leaf("[1.]");
    Tensor b = leaf("[2.]");
    Tensor c = leaf("[3.]");
    List<List<@Nullable Tensor>> calls = new ArrayList<>();
    var handle = GradHooks.onAll(List.of(a, b, c), calls::add);
    a.mul(b).backward();
    assertThat(calls).hasSize(1);
    assertEqual(calls.get(0).get(0), "[2.]");
    assertEqual(calls.get(0).get(1), "[1.]");
    assertThat(calls.get(0).get(2)).isNull();
    leaf("[1.]").mul(2).backward();
    assertThat(calls).hasSize(1);
    a.mul(b).mul(c).backward();
    assertThat(calls).hasSize(2);
    assertEqual(calls.get(1).get(2), "[2.]");
    handle.remove();
    handle.remove();
    a.mul(b).backward();
    assertThat(calls).hasSize(2);
  }

  @Test
  void f15_aHookOnTheFirstGradient() {
    Tensor a = leaf("[1.]");
    Tensor b = leaf("[2.]");
    List<Tensor> calls = new ArrayList<>();
    try (var _ = GradHooks.onAny(List.of(a, b), calls::add)) {
      a.mul(b).backward();
      assertThat(calls).hasSize(1);
      a.mul(b).backward();
      assertThat(calls).hasSize(2);
    }
    a.mul(b).backward();
    assertThat(calls).hasSize(2);
  }

  // --- Anomaly mode ---

  @Test
  void k1_nanIsFound() {
    Gradus.onWarning(warnings::add);
    Tensor x = leaf("[-1.]");
    x.sqrt().backward();
    try (var _ = detectAnomaly()) {
      assertRefused(
          GradusStateException.class,
          "Function 'SqrtBackward0' returned nan values in its 0th output.",
          () -> x.sqrt().backward());
    }
    assertThat(warnings.get(0)).startsWith("Anomaly Detection has been enabled.");
  }

  @Test
  void k2_withoutTheSearchForNan() {
    Gradus.onWarning(warnings::add);
    try (var _ = detectAnomaly(false)) {
      assertThat(Gradus.isAnomalyEnabled()).isTrue();
      assertThat(Gradus.isAnomalyCheckNanEnabled()).isFalse();
      leaf("[-1.]").sqrt().backward();
    }
    assertThat(Gradus.isAnomalyEnabled()).isFalse();
  }

  private static Tensor failing(Tensor x) {
    return AutogradFunction.of(
            "Failing",
            (_, in) -> in[0].clone(),
            (_, _) -> {
              throw new IllegalStateException("on purpose");
            })
        .apply(x);
  }

  @Test
  void k3_aFailureSaysWhereForwardWas() {
    Gradus.onWarning(warnings::add);
    try (var _ = detectAnomaly()) {
      Tensor y = failing(leaf("[1.]"));
      assertThatThrownBy(y::backward)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("on purpose");
    }
    assertThat(warnings)
        .anySatisfy(w ->
            assertThat(w)
                .startsWith(
                    "Error detected in FailingBackward. Traceback of forward call that caused the error:")
                .contains("RecordingModesTest.failing"));
    warnings.clear();
    Tensor outside = failing(leaf("[1.]"));
    try (var _ = detectAnomaly()) {
      assertThatThrownBy(outside::backward).hasMessage("on purpose");
    }
    assertThat(warnings)
        .anySatisfy(w -> assertThat(w).contains("No forward pass information available."));
  }

  @Test
  void aChangeInPlaceIsNamedWithBothPlaces() {
    Gradus.onWarning(warnings::add);
    try (var _ = detectAnomaly()) {
      Tensor x = leaf("[1., 2]").mul(1);
      Tensor y = x.sin();
      x.add_(1);
      assertThatThrownBy(() -> y.sum().backward())
          .hasMessageContaining(
              "Hint: the backtrace further above shows the operation that failed to compute its gradient. The variable in question was changed in there or anywhere later. Good luck!")
          .hasMessageContaining("Saved by Sin at ")
          .hasMessageContaining("changed last by add_ at ")
          .hasMessageContaining("RecordingModesTest");
    }
  }

  @Test
  void nodesOfGradientsNameTheirParents() {
    Gradus.onWarning(warnings::add);
    Node<Tensor> inner;
    try (var _ = detectAnomaly(false)) {
      Tensor x = leaf("[1.]");
      Tensor g = grad(x.sin(), x, GradOptions.creating());
      inner = node(g);
      assertThat(inner.metadata()).containsKeys("traceback_", "parent_");
    }
    assertThat(zeros(DType.FLOAT32).dim()).isZero();
    assertThat(tensor(1.0).item()).isEqualTo(1);
  }
}
