package dev.gradus.viz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
  // Layers from which on a graph is folded into columns.
  private static final int TALL = 48;
  private static final int LARGE = 300;
  private static final long STACK_BYTES = 1L << 28;

  private final Scene scene;
  private final List<ElkNode> nodes = new ArrayList<>();
  private final List<ElkEdge> edges = new ArrayList<>();
  private final List<Map<Integer, ElkPort>> results = new ArrayList<>();

  private Layout(Scene scene) {
    this.scene = scene;
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
    g.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_NODE, 16.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
    g.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
    g.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
    if (scene.boxes().size() > LARGE) {
      g.setProperty(LayeredOptions.THOROUGHNESS, 2);
    }
    if (new Layers(scene.boxes().size(), scene.wires()).count() > TALL) {
      g.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
      g.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
    }
    return g;
  }

  private static ElkNode node(ElkNode root, Box b) {
    ElkNode n = ElkGraphUtil.createNode(root);
    n.setDimensions(BoxSize.width(b), BoxSize.height(b));
    n.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_ORDER);
    return n;
  }

  // Inputs from left to right above, results from left to right below. ELK counts clockwise, so
  // results are added last and from the right.
  private void addPorts() {
    List<TreeSet<Integer>> used = new ArrayList<>();
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      used.add(new TreeSet<>());
      inputs.add(0);
      results.add(new HashMap<>());
    }
    for (Wire w : scene.wires()) {
      used.get(w.from()).add(w.resultNr());
      inputs.set(w.to(), inputs.get(w.to()) + 1);
    }
    for (int i = 0; i < nodes.size(); i++) {
      ElkNode n = nodes.get(i);
      n.setWidth(Math.max(n.getWidth(), 16.0 * Math.max(inputs.get(i), used.get(i).size())));
      int below = used.get(i).size();
      int index = inputs.get(i) + below;
      for (int nr : used.get(i)) {
        results.get(i).put(nr, port(n, PortSide.SOUTH, index--));
      }
      inputs.set(i, 0);
    }
    nextInput = new int[nodes.size()];
  }

  private int[] nextInput = {};

  private static ElkPort port(ElkNode n, PortSide side, int index) {
    ElkPort p = ElkGraphUtil.createPort(n);
    p.setProperty(CoreOptions.PORT_SIDE, side);
    p.setProperty(CoreOptions.PORT_INDEX, index);
    return p;
  }

  private ElkEdge edge(Wire w) {
    ElkPort from = java.util.Objects.requireNonNull(results.get(w.from()).get(w.resultNr()));
    ElkPort to = port(nodes.get(w.to()), PortSide.NORTH, nextInput[w.to()]++);
    ElkEdge e = ElkGraphUtil.createSimpleEdge(from, to);
    if (!w.label().isEmpty()) {
      ElkLabel label = ElkGraphUtil.createLabel(w.label(), e);
      label.setDimensions(
          TextWidth.of(w.label(), BoxSize.LABEL_FONT) + 4, BoxSize.LABEL_FONT + 4);
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
