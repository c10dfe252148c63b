package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Engine;
import dev.gradus.graph.Node;
import dev.gradus.graph.Targets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of the graph as users see it (g…), by their names in behaviours.json, and
/// rules 1 to 4 of the mechanics note.
class GraphTest {
  @Test
  void g1_edgesOfANode() {
    Tensor x = leaf("[1., 2]");
    Tensor c = tensor("[3., 4]");
    Node<Tensor> mul = node(x.mul(c));
    assertThat(mul.edges()).hasSize(2);
    assertThat(mul.edges()[1]).isNull();
    Edge<Tensor> toX = Objects.requireNonNull(mul.edges()[0]);
    assertThat(toX.inputNr()).isZero();
    assertThat(toX.node()).isInstanceOf(AccumulateGrad.class).hasToString("<AccumulateGrad>");
    assertThat(toX.node().name()).isEqualTo("torch::autograd::AccumulateGrad");
    assertThat(((AccumulateGrad) toX.node()).variable()).isSameAs(x);
    Tensor part = x.mul(2).unbind(0)[1];
    assertThat(Objects.requireNonNull(node(part.mul(3)).edges()[0]).inputNr()).isEqualTo(1);
  }

  @Test
  void g2_oneAccumulatorPerLeaf() {
    Tensor x = leaf("1.");
    Node<Tensor> first = Objects.requireNonNull(node(x.mul(2)).edges()[0]).node();
    Node<Tensor> second = Objects.requireNonNull(node(x.exp()).edges()[0]).node();
    assertThat(first).isSameAs(second);
  }

  @Test
  void g6_backwardInTwoParts() {
    Tensor x = leaf("[1., 2]");
    Tensor middle = x.mul(x);
    Tensor y = middle.mul(3).sum();
    Tensor first =
        Objects.requireNonNull(
            Gradus.grad(List.of(y), List.of(middle), null, GradOptions.DEFAULT)[0]);
    @Nullable Tensor[] second =
        Gradus.grad(List.of(middle), List.of(x), List.of(first), GradOptions.DEFAULT);
    assertEqual(second[0], "[6., 12]");
    assertThat(Gradus.getGradientEdge(middle).node()).isSameAs(middle.gradFn());
    assertRefused(
        GradusArgumentException.class,
        "It is not possible to get the gradient edge for a Tensor that does not require gradients",
        () -> Gradus.getGradientEdge(ones(2)));
  }

  @Test
  void g7_theHighestSequenceNumberRunsFirst() {
    Tensor x = leaf("1.");
    StringBuilder order = new StringBuilder();
    Tensor a = x.mul(2);
    Tensor b = x.mul(3);
    Tensor c = x.mul(4);
    for (var named : List.of(List.of("a", a), List.of("b", b), List.of("c", c))) {
      ((Tensor) named.get(1))
          .registerHook(_ -> {
            order.append(named.get(0));
            return null;
          });
    }
    x.registerHook(_ -> {
      order.append('x');
      return null;
    });
    b.add(c.add(a)).backward();
    assertThat(order).hasToString("cbax");
  }

  @Test
  void g8_nodesHaveNamesAndNotes() {
    Node<Tensor> n = node(leaf("1.").exp());
    assertThat(n.name()).isEqualTo("ExpBackward0");
    assertThat(n).hasToString("<ExpBackward0>");
    n.metadata().put("key", 7);
    assertThat(n.metadata()).containsEntry("key", 7);
  }

  @Test
  void g9_theNumberOfAResult() {
    Tensor[] parts = ones(3).requiresGrad_().mul(2).unbind(0);
    for (int k = 0; k < 3; k++) {
      assertThat(parts[k].outputNr()).isEqualTo(k);
      assertThat(parts[k].gradFn()).isSameAs(parts[0].gradFn());
    }
  }

  @Test
  void rule1_controlFlowDecidesTheGraph() {
    for (double start : new double[] {0.5, 3}) {
      Tensor x = tensor(start).requiresGrad_();
      Tensor y = x;
      while (y.item() < 10) {
        y = y.mul(2);
      }
      y.backward();
      assertThat(Seen.grad(x).item()).isEqualTo(start == 3 ? 4 : 32);
    }
  }

  @Test
  void rule3_onlyWhatTheFormulaNeedsIsSaved() {
    Tensor x = leaf("[1., 2]");
    Tensor c = tensor("[3., 4]");
    Tensor y = x.mul(c);
    // Only c is needed for the gradient of x, so x may change.
    x.data().fill_(9);
    Gradus.noGrad(() -> x.fill_(7));
    y.sum().backward();
    assertEqual(x.grad(), "[3., 4]");
  }

  @Test
  void rule4_aSavedInputIsTheObjectItselfASavedResultIsNot() {
    Tensor x = leaf("[1., 2]");
    OpNode log = (OpNode) node(x.log());
    assertThat(log.savedInput(0)).isSameAs(x);
    Tensor y = x.exp();
    OpNode exp = (OpNode) node(y);
    assertThat(exp.savedOutput(0)).isNotSameAs(y);
    assertThat(exp.savedOutput(0).gradFn()).isSameAs(exp);
    Seen.assertSame(exp.savedOutput(0).detach(), y.detach());
  }

  @Test
  void aMillionNodesRunWithoutADeepStack() {
    Tensor x = leaf("1.");
    Tensor y = x;
    for (int i = 0; i < 1_000_000; i++) {
      y = y.neg();
    }
    y.backward();
    assertEqual(x.grad(), "1.");
  }

  @Test
  void aTensorsEngineRefusesAGradientOfTheWrongShape() {
    Tensor x = leaf("[1., 2]");
    Edge<Tensor> place = Objects.requireNonNull(x.gradientEdge());
    assertRefused(
        GradusArgumentException.class,
        "Function root returned an invalid gradient at index 0 - got [3] but expected shape compatible with [2]",
        () ->
            new Engine<>(TensorSpace.INSTANCE)
                .run(List.of(place), List.of(ones(3)), Targets.all(), false));
    assertThat(x.grad()).isNull();
  }

  @Test
  void nextFunctionsPrintAsInPyTorch() {
    Tensor x = Gradus.tensor(2.0).requiresGrad_();
    Tensor y = x.mul(x).add(x);
    assertThat(java.util.Objects.requireNonNull(y.gradFn()).nextFunctions())
        .hasToString("[(<MulBackward0>, 0), (<AccumulateGrad>, 0)]");
  }
}
