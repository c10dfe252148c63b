package dev.gradus.viz;

import dev.gradus.GraphPoint;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A drawing of the recorded graph behind some tensors, as SVG, as a page to look around in, or for
/// Graphviz.
///
/// ```java
/// var drawing = GraphDrawing.of(loss).withName(w, "w").watching();
/// loss.backward();
/// drawing.saveHtml(Path.of("graph.html"));
/// ```
///
/// Leaves stand above and outputs below; a line leads from a result to the operation that used it,
/// and after a backward pass that was watched it shows the gradient that went the other way. Each
/// box tells dtype and sizes, the arguments, what was saved for the gradient and how many bytes
/// that takes, and in anomaly mode ([dev.gradus.Gradus#detectAnomaly]) the place in the program.
///
/// The graph is read by [#of], so that a drawing shows what was saved even after a backward pass
/// has freed it; the values of gradients are read when the drawing is written. A drawing keeps the
/// nodes of its graph, and a `with…` method returns another drawing of the same graph.
public final class GraphDrawing {
  /// How many nodes are drawn if [#withLimit] does not say otherwise.
  public static final int LIMIT = 2000;

  private final List<GraphPoint> points;
  private final Snapshot graph;
  private final Settings settings;
  private final @Nullable Watch watch;

  private GraphDrawing(
      List<GraphPoint> points, Snapshot graph, Settings settings, @Nullable Watch watch) {
    this.points = points;
    this.graph = graph;
    this.settings = settings;
    this.watch = watch;
  }

  /// A drawing of the graph behind some tensors; what they share is drawn once.
  ///
  /// **Errors**: no tensor, or one that does not require grad.
  public static GraphDrawing of(GraphPoint... points) {
    return of(List.of(points));
  }

  /// As [#of(GraphPoint...)].
  public static GraphDrawing of(List<? extends GraphPoint> points) {
    if (points.isEmpty()) {
      throw new GradusArgumentException(
          "GraphDrawing: there is no tensor to start from; pass the results of a computation.");
    }
    List<GraphPoint> all = List.copyOf(points);
    return new GraphDrawing(all, Snapshot.of(all, LIMIT), Settings.DEFAULT, null);
  }

  /// With a name for a tensor: a leaf, a result, or a constant that operations have saved.
  public GraphDrawing withName(GraphPoint tensor, String name) {
    return new GraphDrawing(points, graph, settings.withName(tensor, name), watch);
  }

  /// With names for several tensors, such as the parameters of a layer: `layer.namedParameters()`.
  public GraphDrawing withNames(Map<String, ? extends GraphPoint> tensors) {
    Settings named = settings;
    for (Map.Entry<String, ? extends GraphPoint> e : tensors.entrySet()) {
      named = named.withName(e.getValue(), e.getKey());
    }
    return new GraphDrawing(points, graph, named, watch);
  }

  /// With another title.
  public GraphDrawing withTitle(String title) {
    return new GraphDrawing(points, graph, settings.withTitle(title), watch);
  }

  /// With another limit on the number of nodes: of a graph that has more, the latest are drawn. The
  /// graph is read again.
  ///
  /// **Errors**: the limit is not positive.
  public GraphDrawing withLimit(int nodes) {
    if (nodes < 1) {
      throw new GradusArgumentException(
          "GraphDrawing: a limit of "
              + nodes
              + " nodes leaves nothing to draw; at least 1 is needed.");
    }
    Snapshot read = Snapshot.of(points, nodes);
    return new GraphDrawing(points, read, settings, watch == null ? null : Watch.of(read));
  }

  /// Shows the gradients of backward passes to come: hooks note sizes, norm and range of each
  /// gradient, of small ones the elements. A later pass replaces what an earlier one left.
  ///
  /// The hooks stay as long as the graph does, or until [#stopWatching].
  public GraphDrawing watching() {
    return watch != null ? this : new GraphDrawing(points, graph, settings, Watch.of(graph));
  }

  /// Takes the hooks of [#watching] away; the gradients seen so far stay in the drawing.
  public GraphDrawing stopWatching() {
    if (watch != null) {
      watch.stop();
    }
    return this;
  }

  /// The drawing as an SVG document, which follows the reader's light or dark scheme.
  public String toSvg() {
    return new SvgWriter(Layout.of(scene())).document();
  }

  /// The drawing as a page of its own, without a reference to anything else: zoom by wheel, keys or
  /// two fingers, details at the pointer or with the tabulator key, paths of what was clicked,
  /// search.
  public String toHtml() {
    return HtmlWriter.write(Layout.of(scene()));
  }

  /// The drawing in the language of Graphviz, in colours and with tooltips.
  public String toDot() {
    return DotWriter.write(scene());
  }

  /// The graph as indented text, as [dev.gradus.graph.Node#tree()] prints it, of each tensor that
  /// the drawing starts from.
  public String toText() {
    StringBuilder out = new StringBuilder();
    int limit = graph.left() == 0 ? Integer.MAX_VALUE : graph.items().size();
    for (GraphPoint p : points) {
      out.append(SnapshotReader.edge(p).node().tree(limit));
    }
    return out.toString();
  }

  /// Writes [#toSvg] to a file.
  public void saveSvg(Path file) throws IOException {
    save(file, toSvg());
  }

  /// Writes [#toHtml] to a file.
  public void saveHtml(Path file) throws IOException {
    save(file, toHtml());
  }

  /// Writes [#toDot] to a file.
  public void saveDot(Path file) throws IOException {
    save(file, toDot());
  }

  private static void save(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /// The graph in numbers.
  @Override
  public String toString() {
    return settings.title() + ": " + graph.stats();
  }

  private Scene scene() {
    return new SceneMaker(graph, settings, watch).make();
  }
}
