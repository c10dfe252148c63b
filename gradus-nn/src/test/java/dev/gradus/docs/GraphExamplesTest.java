package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.AccumulateGrad;
import dev.gradus.GradientEdge;
import dev.gradus.GraphStats;
import dev.gradus.Mode;
import dev.gradus.SavedTensorHooks;
import dev.gradus.Tensor;
import dev.gradus.autograd.GradHooks;
import dev.gradus.graph.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Examples of the graph and of what can be hooked to it.
@SuppressWarnings({"BadImport", "NullAway"})
class GraphExamplesTest {
  private final Tensor x = tensor("[1., 2]").requiresGrad_();

  @Test
  void nodes() {
    Node<Tensor> node = x.mul(x).gradFn();
    assertThat(node.name()).isEqualTo("MulBackward0");
    assertThat(node.nextFunctions()).hasToString("[(<AccumulateGrad>, 0), (<AccumulateGrad>, 0)]");
    node.metadata().put("layer", "first");
    assertThat(x.exp().gradFn().sequence()).isGreaterThan(node.sequence());
    AccumulateGrad leaf = (AccumulateGrad) node.nextFunctions().get(0).node();
    assertThat(leaf.variable()).isSameAs(x);
  }

  @Test
  void nodeHooks() {
    Tensor y = x.mul(2);
    y.gradFn().registerPrehook(incoming -> new Tensor[] {incoming[0].mul(10)});
    y.gradFn().registerHook((produced, incoming) -> new Tensor[] {produced[0].neg()});
    y.sum().backward();
    assertThat(x.grad()).hasToString("tensor([-20., -20.])");
  }

  @Test
  void savedValues() {
    Node<Tensor> node = x.pow(3).gradFn();
    assertThat(savedAttributes(node)).containsKeys("self", "exponent");
    assertThat(savedAttribute(node, "self")).isSameAs(x);
    assertThat(savedTensors(node).get(0).bytes()).isEqualTo(8);
  }

  @Test
  void edges() {
    Tensor y = x.mul(2);
    GradientEdge edge = getGradientEdge(y);
    assertThat(edge).isEqualTo(GradientEdge.of(y.gradFn(), 0));
    assertThat(edge.shape()).containsExactly(2);
    assertThat(edge.dtype()).isEqualTo(float32);
    backward(List.of(edge), List.of(ones(2)));
    assertThat(x.grad()).hasToString("tensor([2., 2.])");
  }

  @Test
  void packing(@TempDir Path folder) {
    SavedTensorHooks counted = SavedTensorHooks.of(t -> t.detach().clone(), kept -> kept);
    for (SavedTensorHooks hooks :
        List.of(counted, SavedTensorHooks.onDisk(folder), SavedTensorHooks.asBfloat16())) {
      Tensor y;
      try (Mode _ = savedTensorsHooks(hooks)) {
        y = x.square().sum();
      }
      assertThat(grad(y, x)[0]).hasToString("tensor([2., 4.])");
    }
    try (Mode _ = disableSavedTensorsHooks("no hooks in here")) {
      assertThatThrownBy(() -> savedTensorsHooks(counted)).hasMessage("no hooks in here");
    }
  }

  @Test
  void packingOne() {
    Tensor y = x.square().sum();
    Node<Tensor> square = y.gradFn().nextFunctions().get(0).node();
    savedTensors(square).get(0).registerHooks(SavedTensorHooks.asBfloat16());
    assertThat(grad(y, x)[0]).hasToString("tensor([2., 4.])");
  }

  @Test
  void hooksOnSeveral() {
    Tensor w = tensor("[3., 4]").requiresGrad_();
    List<String> seen = new ArrayList<>();
    GradHooks.onAll(List.of(x, w), grads -> seen.add("all " + grads.size()));
    GradHooks.onAny(List.of(x, w), first -> seen.add("any"));
    x.mul(w).sum().backward();
    assertThat(seen).containsExactlyInAnyOrder("any", "all 2");
  }

  @Test
  void allowedMutation() {
    try (Mode _ = allowMutationOnSavedTensors()) {
      Tensor y = x.mul(1);
      Tensor z = y.square().sum();
      y.zero_();
      z.backward(); // with the values from before
    }
    assertThat(x.grad()).hasToString("tensor([2., 4.])");
  }

  @Test
  void countedChanges() {
    Tensor y = x.exp();
    try (Mode _ = unsafePreserveVersionCounter(y)) {
      noGrad(() -> y.add_(1));
      noGrad(() -> y.sub_(1));
    }
    assertThat(y.version()).isZero();
    incrementVersion(y); // something else wrote into the memory
    assertThatThrownBy(() -> y.sum().backward())
        .hasMessageContaining("is at version 1; expected version 0 instead");
  }

  @Test
  void newNodes() {
    List<String> names = new ArrayList<>();
    try (Mode _ = nodeCreationHook(node -> names.add(node.name()))) {
      x.sin().sum();
    }
    assertThat(names).containsExactly("SinBackward0", "SumBackward0");
  }

  @Test
  void graphAsText() {
    Tensor y = x.sin().sum();
    assertThat(y.gradFn().tree()).contains("SumBackward0", "SinBackward0", "AccumulateGrad");
    assertThat(GraphStats.of(y).nodes()).isEqualTo(3);
  }

  @Test
  void callbackAtTheEnd() {
    List<String> order = new ArrayList<>();
    x.registerHook(g -> {
      queueCallback(() -> order.add("end of the pass"));
      order.add("gradient");
      return null;
    });
    x.sum().backward();
    assertThat(order).containsExactly("gradient", "end of the pass");
  }
}
