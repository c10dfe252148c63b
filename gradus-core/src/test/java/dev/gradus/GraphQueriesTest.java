package dev.gradus;

import static dev.gradus.Gradus.backward;
import static dev.gradus.Gradus.getGradientEdge;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.savedAttribute;
import static dev.gradus.Gradus.savedAttributes;
import static dev.gradus.Gradus.setDetectAnomaly;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Edges in place of tensors, what nodes keep under which names, the graph as text and in numbers,
/// and why there is no gradient.
class GraphQueriesTest {
  private final Tensor x = leaf("[1., 2]");

  // --- Gradient edges ---

  @Test
  void g6_anEdgeStandsForItsTensorAsRootAndAsInput() {
    Tensor y = x.mul(3);
    GradientEdge middle = getGradientEdge(y);
    Tensor z = y.mul(y).sum();
    Tensor[] upper = grad(z, middle);
    assertEqual(upper[0], "[6., 12]");
    Tensor[] lower = grad(List.of(middle), List.of(x), List.of(upper[0]), GradOptions.DEFAULT);
    assertEqual(lower[0], "[18., 36]");
    assertThat(middle.node()).isSameAs(y.gradFn());
    assertThat(middle.shape()).containsExactly(2);
    assertThat(middle.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(middle).hasToString("GradientEdge(node=<MulBackward0>, output_nr=0)");
    assertThat(GradientEdge.of(node(y), 0)).isEqualTo(middle).hasSameHashCodeAs(middle);
  }

  @Test
  void backwardFromAnEdgeAndIntoEdges() {
    Tensor y = x.mul(3).sum();
    backward(getGradientEdge(y));
    assertEqual(x.grad(), "[3., 3]");
    Tensor w = leaf("[5., 5]");
    Tensor z = x.mul(w).sum();
    z.backward(BackwardOptions.retaining().withInputs(getGradientEdge(w)));
    assertEqual(w.grad(), "[1., 2]");
    assertEqual(x.grad(), "[3., 3]");
    z.backward(BackwardOptions.DEFAULT.withInputs(Map.of("w", w)));
    assertEqual(w.grad(), "[2., 4]");
  }

  @Test
  void edgesAreCheckedAsTensorsAre() {
    GradientEdge edge = getGradientEdge(x.mul(3));
    assertRefused(
        GradusArgumentException.class,
        "grad can be implicitly created only for scalar outputs",
        () -> backward(edge));
    assertRefused(
        GradusArgumentException.class,
        "Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0] has a shape of torch.Size([2]).",
        () -> backward(List.of(edge), List.of(ones(3))));
    assertRefused(
        GradusArgumentException.class,
        "materialize_grads cannot be used when the given input is a GradientEdge",
        () ->
            grad(
                List.of(x.sum()),
                List.of(edge),
                null,
                GradOptions.DEFAULT.withMaterializeGrads(true)));
    assertRefused(
        GradusArgumentException.class,
        "It is not possible to get the gradient edge for a Tensor that does not require gradients",
        () -> getGradientEdge(ones(2)));
    assertThatThrownBy(() -> GradientEdge.of(node(x.mul(3)), 1))
        .hasMessage("GradientEdge: MulBackward0 has 1 results; there is no number 1.");
  }

  @Test
  void edgesOfSeveralResults() {
    Tensor[] parts = x.chunk(2, 0);
    GradientEdge second = GradientEdge.of(node(parts[0]), 1);
    assertThat(second).isEqualTo(getGradientEdge(parts[1]));
    Tensor[] g = grad(parts[0].add(parts[1]).sum(), getGradientEdge(parts[0]), second);
    assertEqual(g[0], "[1.]");
    assertEqual(g[1], "[1.]");
  }

  @Test
  void anEdgeKeepsNoValues() {
    GradientEdge edge = getGradientEdge(x.exp().mul(1));
    // What exp saved is its own affair; the edge adds nothing to it.
    assertThat(edge.meta().sizes()).containsExactly(2);
    Tensor[] g = grad(List.of(edge), List.of(x), List.of(ones(2)), GradOptions.DEFAULT);
    assertThat(Seen.values(g[0])[0])
        .isCloseTo(Math.E, org.assertj.core.api.Assertions.within(1e-6));
  }

  // --- What nodes keep ---

  @Test
  void g3_attributesHaveNames() {
    Tensor y = x.pow(2);
    assertThat(savedAttributes(node(y))).containsOnlyKeys("self", "exponent");
    assertThat(savedAttribute(node(y), "self")).isSameAs(x);
    assertThat(savedAttribute(node(y), "exponent")).isEqualTo(2L);
    y.sum().backward();
    assertThatThrownBy(() -> savedAttribute(node(y), "self"))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
    assertThat(savedAttribute(node(y), "exponent")).isEqualTo(2L);
    assertThatThrownBy(() -> savedAttribute(node(x.exp()), "other"))
        .hasMessage("savedAttribute: ExpBackward0 keeps no 'other'; it keeps [result].");
  }

  @Test
  void namesOfOtherAttributes() {
    assertThat(savedAttributes(node(x.mul(leaf("[3., 4]"))))).containsOnlyKeys("self", "other");
    assertThat(savedAttribute(node(x.clamp(-1, 1)), "max")).isEqualTo(1L);
    assertThat(savedAttribute(node(x.leakyRelu(0.25)), "negative_slope")).isEqualTo(0.25);
    assertThat(savedAttributes(node(x.cumsum(0)))).containsEntry("dim", 0);
    assertThat(savedAttributes(node(x.add(3))))
        .containsEntry("alpha", 1L)
        .containsEntry("other", 3L);
    Tensor z = x.clone();
    z.select(0, 0).mul_(2);
    assertThat(node(z).name()).isEqualTo("torch::autograd::CopySlices");
    assertThat(savedAttributes(node(z))).containsKey("other");
  }

  @Test
  void aSavedTensorSaysWhatItIs() {
    SavedTensor saved = Gradus.savedTensors(node(x.exp())).get(0);
    assertThat(saved.shape()).containsExactly(2);
    assertThat(saved.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(saved.bytes()).isEqualTo(8);
    assertThat(saved).hasToString("SavedTensor(float32 [2])");
    assertThat(saved.held()).isNotNull();
    saved.registerHooks(SavedTensorHooks.asBfloat16());
    assertThat(saved.held()).isNull();
    assertThat(saved).hasToString("SavedTensor(float32 [2], packed)");
    assertThat(saved.bytes()).isEqualTo(8);
  }

  // --- Text and numbers ---

  @Test
  void theGraphAsText() {
    Tensor y = x.mul(x).add(x.mul(2)).sum();
    assertThat(node(y).tree())
        .isEqualTo(
            """
            SumBackward0  float32 []
            └─ AddBackward0  float32 [2]
               ├─ MulBackward0  float32 [2], keeps 2 tensors of 16 bytes
               │  ├─ AccumulateGrad #1  float32 [2]
               │  └─ AccumulateGrad #1, see above
               └─ MulBackward0  float32 [2]
                  └─ AccumulateGrad #1, see above
            """);
    assertThat(node(y).tree(2))
        .isEqualTo(
            """
            SumBackward0  float32 []
            └─ AddBackward0  float32 [2]
            … and 3 more; tree(n) shows the first n.
            """);
    assertThat(node(x.mul(ones(2))).tree()).endsWith("└─ no gradient\n");
    assertThat(node(x.chunk(2, 0)[1]).tree()).startsWith("SplitBackward0, result 0  ");
  }

  @Test
  void aLongChainAsText() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.add(1);
    }
    assertThat(node(y).tree())
        .hasLineCount(101)
        .endsWith("… and 99901 more; tree(n) shows the first n.\n");
    assertThat(GraphStats.of(y).nodes()).isEqualTo(100_001);
  }

  @Test
  void theGraphInNumbers() {
    Tensor y = x.mul(x).exp();
    Tensor z = y.mul(y.detach());
    GraphStats stats = GraphStats.of(z, y);
    assertThat(stats).isEqualTo(new GraphStats(4, 1, 4, 4, 16, 8));
    assertThat(stats)
        .hasToString("4 nodes (1 leaf), 4 edges, 4 saved tensors of 16 bytes, 8 of them of leaves");
    z.sum().backward();
    assertThat(GraphStats.of(z)).isEqualTo(new GraphStats(4, 1, 4, 0, 0, 0));
    assertThat(GraphStats.of(ones(2))).isEqualTo(new GraphStats(0, 0, 0, 0, 0, 0));
  }

  // --- Why there is no gradient ---

  private static void assertReason(String reason, Tensor root) {
    assertThatThrownBy(root::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessage(
            "element 0 of tensors does not require grad and does not have a grad_fn\nbackward: "
                + reason);
  }

  @Test
  void theErrorSaysWhatCutTheGraph() {
    String here = ". setDetectAnomaly(true, false) before it also shows where.";
    String cut = "the tensor, or one that it was computed from, ";
    assertReason(cut + "was cut off its graph by detach()" + here, x.detach().mul(2).sum());
    assertReason(cut + "was cut off its graph by data()" + here, x.data().mul(2).sum());
    assertReason(cut + "was computed inside noGrad()" + here, noGrad(() -> x.mul(2)).sum());
    assertReason(
        cut + "was computed inside inferenceMode()" + here,
        Gradus.inferenceMode(() -> x.mul(2)).sum());
    assertReason(
        cut + "is the result of an operation without derivative, or of an integer dtype" + here,
        x.gt(1).to(DType.FLOAT32).sum());
    assertReason(
        "the tensor has dtype torch.int64; only floating point and complex tensors have gradients.",
        tensor("[1, 2]").sum());
    assertReason(
        "the tensor was not computed from any that requires grad. Call requiresGrad_() on the leaves before computing with them.",
        zeros(2).sum());
    Tensor forgotten = x.mul(2);
    forgotten.detach_();
    assertReason(cut + "was cut off its graph by detach()" + here, forgotten.sum());
    assertThatThrownBy(() -> grad(x.sum(), x.detach()))
        .hasMessageStartingWith(
            "One of the differentiated Tensors does not require grad\ngrad: the")
        .hasMessageContaining("detach()");
  }

  @Test
  void inAnomalyModeItSaysWhere() {
    Tensor y;
    try (var _ = setDetectAnomaly(true, false)) {
      y = x.detach();
    }
    assertThatThrownBy(() -> y.mul(3).sum().backward())
        .hasMessageContaining(
            "dev.gradus.GraphQueriesTest.inAnomalyModeItSaysWhere(GraphQueriesTest.java:")
        .hasMessageContaining("was cut off its graph by detach() at ");
  }
}
