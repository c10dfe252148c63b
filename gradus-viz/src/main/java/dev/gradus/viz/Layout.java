package dev.gradus.viz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.WrappingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Finds places for the boxes and ways for the lines of a scene: layers from the leaves above to
/// the outputs below, lines at right angles.
final class Layout {
  private static final int LARGE = 300;
  private static final long STACK_BYTES = 1L << 28;

  private final Scene scene;
  private final List<ElkNode> nodes = new ArrayList<>();
  private final List<ElkEdge> edges = new ArrayList<>();
  private final List<Map<Integer, ElkPort>> results = new ArrayList<>();
  private final List<Iterator<ElkPort>> inputs = new ArrayList<>();
  private final Layers layers;

  private Layout(Scene scene) {
    this.scene = scene;
    this.layers = new Layers(scene.boxes().size(), scene.wires());
  }

  /// The scene with places.
  static Placed of(Scene scene) {
    return new Layout(LongWires.cut(scene)).run();
  }

  private Placed run() {
    LayoutMetaDataService.getInstance(); // Registers the types of ELK's options.
    ElkNode root = graph();
    for (Box b : scene.boxes()) {
      nodes.add(node(root, b));
    }
    addPorts();
    for (Wire w : scene.wires()) {
      edges.add(edge(w));
    }
    layout(root);
    return PlacedGraph.read(scene, root, nodes, edges);
  }

  private ElkNode graph() {
    ElkNode g = ElkGraphUtil.createGraph();
    g.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    g.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    g.setProperty(CoreOptions.PADDING, new ElkPadding(16));
    g.setProperty(LayeredOptions.SPACING_NODE_NODE, 26.0);
    g.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, hasLabels() ? 16.0 : 30.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_NODE, 16.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
    if (scene.boxes().size() > LARGE) {
      g.setProperty(LayeredOptions.THOROUGHNESS, 2);
    }
    if (layers.count() > Layers.TALL) {
      g.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
      g.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
    } else {
      // Symmetric where columns need not be straight.
      g.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
    }
    return g;
  }

  // A label takes a layer of its own between two boxes.
  private boolean hasLabels() {
    return scene.wires().stream().anyMatch(w -> !w.label().isEmpty());
  }

  private static ElkNode node(ElkNode root, Box b) {
    ElkNode n = ElkGraphUtil.createNode(root);
    n.setDimensions(BoxSize.width(b), BoxSize.height(b));
    n.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    return n;
  }

  private void addPorts() {
    Ports places = new Ports(scene, layers);
    for (int i = 0; i < nodes.size(); i++) {
      ElkNode n = nodes.get(i);
      n.setWidth(Math.max(n.getWidth(), places.width(i)));
      Map<Integer, ElkPort> own = new HashMap<>();
      List<Integer> used = places.results(i);
      for (int k = 0; k < used.size(); k++) {
        double x = n.getWidth() * (k + 1) / (used.size() + 1);
        own.put(used.get(k), port(n, PortSide.SOUTH, x, n.getHeight()));
      }
      results.add(own);
      List<ElkPort> into = new ArrayList<>();
      for (double x : places.inputs(i, n.getWidth())) {
        into.add(port(n, PortSide.NORTH, x, 0));
      }
      inputs.add(into.iterator());
    }
  }

  private static ElkPort port(ElkNode n, PortSide side, double x, double y) {
    ElkPort p = ElkGraphUtil.createPort(n);
    p.setProperty(CoreOptions.PORT_SIDE, side);
    p.setLocation(x, y);
    return p;
  }

  private ElkEdge edge(Wire w) {
    ElkPort from = Objects.requireNonNull(results.get(w.from()).get(w.resultNr()));
    ElkEdge e = ElkGraphUtil.createSimpleEdge(from, inputs.get(w.to()).next());
    if (!w.label().isEmpty()) {
      ElkLabel label = ElkGraphUtil.createLabel(w.label(), e);
      label.setDimensions(TextWidth.of(w.label(), BoxSize.LABEL_FONT) + 4, BoxSize.LABEL_FONT + 4);
      label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
    }
    return e;
  }

  // ELK works recursively, along paths of the graph: it needs a deep stack.
  private static void layout(ElkNode root) {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> new LayeredLayoutProvider().layout(root, new BasicProgressMonitor()),
            "graph layout",
            STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure[0] != null) {
      throw new IllegalStateException("The layout failed.", failure[0]);
    }
  }
}
