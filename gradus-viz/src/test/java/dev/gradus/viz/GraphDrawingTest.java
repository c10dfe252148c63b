package dev.gradus.viz;

import static dev.gradus.Gradus.getGradientEdge;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.savedTensorsHooks;
import static dev.gradus.Gradus.setDetectAnomaly;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.GradOptions;
import dev.gradus.GraphPoint;
import dev.gradus.GraphStats;
import dev.gradus.SavedTensorHooks;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What drawings show of graphs of every kind.
class GraphDrawingTest {
  private final Tensor x = tensor(2.0).requiresGrad_();

  // --- What is drawn ---

  @Test
  void aBoxForEachNodeAndALineForEachEdge() {
    Tensor y = x.pow(4).mul(2).add(x.pow(3)).add(x.mul(5)).add(1);
    Drawn drawn = Drawn.of(GraphDrawing.of(y).withName(x, "x").withName(y, "y").toSvg());
    GraphStats stats = GraphStats.of(y);
    // One more of each: the output.
    assertThat(drawn.groups("box")).hasSize(stats.nodes() + 1);
    assertThat(drawn.groups("wire")).hasSize(stats.edges() + 1);
    assertThat(drawn.texts("t"))
        .containsExactlyInAnyOrder(
            "x",
            "PowBackward0",
            "PowBackward0",
            "MulBackward0",
            "MulBackward0",
            "AddBackward0",
            "AddBackward0",
            "AddBackward0",
            "y");
    assertThat(drawn.texts("sum")).containsExactly(stats.toString());
    assertThat(drawn.texts("s")).contains("exponent=4  ·  float32 []", "float32 [] = 2.");
  }

  @Test
  void everyFormatShowsTheSameGraph() {
    Tensor y = x.sin().mul(x);
    GraphDrawing drawing = GraphDrawing.of(y).withName(x, "x");
    assertThat(drawing.toDot())
        .startsWith("digraph gradus {")
        .contains("label=\"SinBackward0\\nfloat32 []\"")
        .containsPattern("b\\d -> b\\d \\[")
        .endsWith("}\n");
    assertThat(drawing.toText()).isEqualTo(Objects.requireNonNull(y.gradFn()).tree());
    assertThat(Drawn.ofPage(drawing.toHtml()).texts("t"))
        .containsExactlyInAnyOrderElementsOf(Drawn.of(drawing.toSvg()).texts("t"));
  }

  @Test
  void whatSeveralTensorsShareIsDrawnOnce() {
    Tensor y = x.exp();
    Drawn drawn = Drawn.of(GraphDrawing.of(y.mul(2), y).toSvg());
    assertThat(drawn.texts("t"))
        .containsExactlyInAnyOrder(
            "AccumulateGrad", "ExpBackward0", "MulBackward0", "output 0", "output 1");
  }

  @Test
  void aLeafAndAGradientEdgeCanBeDrawnToo() {
    assertThat(Drawn.of(GraphDrawing.of(x).toSvg()).texts("t"))
        .containsExactly("AccumulateGrad", "output");
    assertThat(Drawn.of(GraphDrawing.of(getGradientEdge(x.mul(x))).toSvg()).texts("t"))
        .contains("MulBackward0", "output");
  }

  @Test
  void severalResultsAreNumbered() {
    Tensor[] parts = ones(4, 2).requiresGrad_().split(2, 0);
    Drawn drawn = Drawn.of(GraphDrawing.of(parts[1].mul(parts[0])).toSvg());
    assertThat(drawn.texts("p")).containsExactlyInAnyOrder("0", "1");
    assertThat(drawn.about("SplitBackward0")).contains("result 0: float32 [2, 2]", "result 1: ");
  }

  @Test
  void theGraphOfAGradient() {
    Tensor dy = grad(x.pow(3).mul(x.sin()), x, GradOptions.creating());
    Drawn drawn = Drawn.of(GraphDrawing.of(dy).withName(dy, "dy").toSvg());
    assertThat(drawn.texts("t")).contains("MulBackwardBackward0", "PowBackwardBackward0", "dy");
  }

  @Test
  void aChangedViewAndAnInputWithoutGradient() {
    Tensor z = ones(3).requiresGrad_().clone();
    z.select(0, 0).mul_(2);
    assertThat(Drawn.of(GraphDrawing.of(z).toSvg()).about("CopySlices"))
        .contains("node: torch::autograd::CopySlices", "other: 2");
    assertThat(Drawn.of(GraphDrawing.of(x.mul(tensor(3.0))).toSvg()).about("MulBackward0"))
        .contains("input 1: no gradient");
  }

  // --- What is said ---

  @Test
  void savedBytesAreThoseOfGraphStats() {
    Tensor w = ones(4, 3).requiresGrad_();
    Tensor data = ones(5, 4);
    Tensor y = data.matmul(w).exp().sigmoid();
    String page = GraphDrawing.of(y).withNames(Map.of("w", w, "data", data)).toHtml();
    assertThat(page)
        .contains("[\"saved self\",\"data: float32 [5, 4], 80 bytes\"]")
        .contains("[\"saved result\",\"float32 [5, 3], 60 bytes\"]");
    assertThat(GraphStats.of(y).savedBytes()).isEqualTo(80 + 60 + 60);
    Snapshot graph = Snapshot.of(List.of((GraphPoint) y), 10);
    assertThat(graph.items().stream().mapToLong(Item::bytes).sum())
        .isEqualTo(GraphStats.of(y).savedBytes());
  }

  @Test
  void whatWasSavedIsShownAfterBackwardFreedIt() {
    Tensor y = x.exp();
    GraphDrawing drawing = GraphDrawing.of(y);
    y.backward();
    assertThat(Drawn.of(drawing.toSvg()).about("ExpBackward0"))
        .contains("saved result: float32 [] = 7.3891, 4 bytes");
  }

  @Test
  void namesOfResultsShowTheirElements() {
    Tensor y = x.mul(3);
    Drawn drawn = Drawn.of(GraphDrawing.of(y.pow(2)).withName(y, "y").withName(x, "x").toSvg());
    assertThat(drawn.texts("t")).contains("MulBackward0  →  y");
    assertThat(drawn.texts("s")).contains("other=3  ·  float32 [] = 6.");
    assertThat(drawn.about("PowBackward0")).contains("saved self: float32 [] = 6., 4 bytes");
  }

  @Test
  void whatHooksPackedIsNotUnpacked() {
    SavedTensorHooks once =
        SavedTensorHooks.of(
            t -> t.shape(),
            _ -> {
              throw new AssertionError("unpacked");
            });
    Tensor y;
    try (var _ = savedTensorsHooks(once)) {
      y = x.exp();
    }
    assertThat(Drawn.of(GraphDrawing.of(y).toSvg()).about("ExpBackward0"))
        .contains("saved result: float32 [], 4 bytes, packed by hooks");
  }

  @Test
  void aSavedTensorThatWasChangedStandsOut() {
    Tensor h = x.mul(1);
    Tensor y = h.pow(2);
    h.add_(1);
    Drawn drawn = Drawn.of(GraphDrawing.of(y).toSvg());
    assertThat(drawn.groups("alarm")).hasSize(1);
    assertThat(drawn.about("PowBackward0")).contains("changed in place since it was saved");
  }

  @Test
  void placesInTheProgramInAnomalyMode() {
    Tensor y;
    try (var _ = setDetectAnomaly(true, false)) {
      y = x.exp();
    }
    assertThat(Drawn.of(GraphDrawing.of(y).toSvg()).about("ExpBackward0"))
        .containsPattern("made at: .*GraphDrawingTest\\.java:\\d+\\)");
    assertThat(Drawn.of(GraphDrawing.of(x.exp()).toSvg()).about("ExpBackward0"))
        .doesNotContain("made at");
  }

  // --- Around ---

  @Test
  void filesHoldWhatTheTextsAre(@TempDir Path folder) throws IOException {
    GraphDrawing drawing = GraphDrawing.of(x.exp()).withTitle("eˣ");
    drawing.saveSvg(folder.resolve("a.svg"));
    drawing.saveHtml(folder.resolve("a.html"));
    drawing.saveDot(folder.resolve("a.dot"));
    assertThat(Files.readString(folder.resolve("a.svg"))).isEqualTo(drawing.toSvg());
    assertThat(Files.readString(folder.resolve("a.html"))).isEqualTo(drawing.toHtml());
    assertThat(Files.readString(folder.resolve("a.dot"))).isEqualTo(drawing.toDot());
    assertThat(drawing).hasToString("eˣ: " + GraphStats.of(x.exp()));
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> GraphDrawing.of())
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("GraphDrawing: there is no tensor to start from");
    assertThatThrownBy(() -> GraphDrawing.of(zeros(2)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("It is not possible to get the gradient edge");
    assertThatThrownBy(() -> GraphDrawing.of(x.exp()).withLimit(0))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("a limit of 0 nodes");
  }
}
