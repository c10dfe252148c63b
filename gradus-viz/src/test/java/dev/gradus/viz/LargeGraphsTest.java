package dev.gradus.viz;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.viz.Placed.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Graphs that are deep, or in which one tensor is used everywhere.
class LargeGraphsTest {
  private static Tensor chain(Tensor x, int length) {
    Tensor y = x;
    for (int i = 0; i < length; i++) {
      y = y.add(1);
    }
    return y;
  }

  @Test
  void ofAGraphBeyondTheLimitTheEndIsDrawn() {
    Tensor y = chain(tensor(1.0).requiresGrad_(), 100_000);
    GraphDrawing drawing = GraphDrawing.of(y).withLimit(50);
    Drawn drawn = Drawn.of(drawing.toSvg());
    // The output and the box with dots.
    assertThat(drawn.groups("box")).hasSize(52);
    assertThat(drawn.texts("t")).contains("…", "output");
    String note =
        "The latest 50 of 100001 nodes are drawn; 99951 earlier ones are behind the boxes with dots. withLimit(n) draws more.";
    assertThat(drawn.texts("sum")).contains(note);
    assertThat(drawing.toDot()).contains(note);
    assertThat(drawing.toHtml()).contains(note);
    assertThat(drawn.about("…")).contains("left out: 1 input");
  }

  @Test
  void moreNodesAreDrawnIfOneInsists() {
    Tensor y = chain(tensor(1.0).requiresGrad_(), 3000);
    Drawn drawn = Drawn.of(GraphDrawing.of(y).withLimit(20_000).toSvg());
    assertThat(drawn.groups("box")).hasSize(3002);
    Tensor z = chain(y, 20_000);
    String dot = GraphDrawing.of(z).withLimit(50_000).toDot();
    assertThat(dot.lines().filter(l -> l.contains(" -> "))).hasSize(23_001);
  }

  @Test
  void aDeepGraphIsFoldedIntoColumns() {
    Placed placed = placed(chain(tensor(1.0).requiresGrad_(), 400));
    assertThat(placed.width() / placed.height()).isBetween(0.5, 4.0);
  }

  @Test
  void boxesDoNotCoverEachOther() {
    Tensor w = ones(2, 2).requiresGrad_();
    Tensor h = ones(2, 2);
    for (int i = 0; i < 30; i++) {
      h = h.matmul(w).tanh().add(h);
    }
    List<Frame> frames = placed(h.sum()).frames();
    for (int i = 0; i < frames.size(); i++) {
      for (int k = 0; k < i; k++) {
        Frame a = frames.get(i);
        Frame b = frames.get(k);
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        assertThat(apart).as("boxes %d and %d", i, k).isTrue();
      }
    }
  }

  private static Placed placed(Tensor y) {
    Snapshot graph = Snapshot.of(List.of(y), GraphDrawing.LIMIT);
    return Layout.of(new SceneMaker(graph, Settings.DEFAULT, null).make());
  }

  @Test
  void aWeightThatEveryStepUsesIsReferredTo() {
    Tensor w = ones(2, 2).requiresGrad_();
    Tensor h = ones(2, 2);
    for (int i = 0; i < 60; i++) {
      h = h.matmul(w).tanh();
    }
    Drawn drawn = Drawn.of(GraphDrawing.of(h.sum()).withName(w, "w").toSvg());
    assertThat(drawn.texts("t")).contains("w  #1", "↑ w  #1");
    assertThat(drawn.groups("reference")).hasSizeBetween(50, 59);
    // The references say what the weight says.
    assertThat(drawn.about("↑ w  #1")).contains("tensor: float32 [2, 2]");
  }

  @Test
  void shortLinesStayLines() {
    Tensor x = tensor(1.0).requiresGrad_();
    assertThat(Drawn.of(GraphDrawing.of(chain(x, 30).mul(x)).toSvg()).groups("reference"))
        .isEmpty();
  }

  @Test
  void manyCrossingsMakeMoreReferences() {
    // Every box is joined with one 30 layers above: too many long lines for one drawing.
    List<Box> boxes = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boxes.add(new Box(i, Role.OPERATION, 1, "b" + i));
      if (i > 0) {
        wires.add(new Wire(i - 1, 0, i, "", "", false));
      }
      if (i >= 30) {
        wires.add(new Wire(i - 30, 0, i, "", "", false));
      }
    }
    Scene cut = LongWires.cut(new Scene("", "", List.of(), boxes, wires));
    assertThat(cut.wires()).hasSameSizeAs(wires);
    assertThat(cut.boxes().stream().filter(b -> b.role == Role.REFERENCE)).hasSize(970);
    Box last = cut.boxes().get(cut.boxes().size() - 1);
    assertThat(last.standsFor).isEqualTo(969);
  }

  @Test
  void layersFollowTheLongestWay() {
    List<Wire> wires =
        List.of(
            new Wire(0, 0, 1, "", "", false),
            new Wire(1, 0, 2, "", "", false),
            new Wire(0, 0, 2, "", "", false),
            new Wire(3, 0, 2, "", "", false));
    Layers layers = new Layers(4, wires);
    assertThat(layers.count()).isEqualTo(3);
    assertThat(layers.span(wires.get(2))).isEqualTo(2);
    // A box without inputs lies just above the first that uses it.
    assertThat(layers.span(wires.get(3))).isEqualTo(1);
  }
}
