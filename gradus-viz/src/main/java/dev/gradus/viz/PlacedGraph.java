package dev.gradus.viz;

import dev.gradus.viz.Placed.Frame;
import dev.gradus.viz.Placed.Route;
import dev.gradus.viz.Placed.Spot;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/// Reads the places out of a graph of ELK.
final class PlacedGraph {
  private PlacedGraph() {}

  static Placed read(Scene scene, ElkNode root, List<ElkNode> nodes, List<ElkEdge> edges) {
    List<Frame> frames = new ArrayList<>();
    for (ElkNode n : nodes) {
      frames.add(new Frame(n.getX(), n.getY(), n.getWidth(), n.getHeight()));
    }
    List<Route> routes = new ArrayList<>();
    for (ElkEdge e : edges) {
      routes.add(route(e));
    }
    return new Placed(scene, frames, routes, root.getWidth(), root.getHeight());
  }

  private static Route route(ElkEdge e) {
    List<Spot> corners = new ArrayList<>();
    for (ElkEdgeSection s : e.getSections()) {
      corners.add(new Spot(s.getStartX(), s.getStartY()));
      for (ElkBendPoint b : s.getBendPoints()) {
        corners.add(new Spot(b.getX(), b.getY()));
      }
      corners.add(new Spot(s.getEndX(), s.getEndY()));
    }
    Spot label = new Spot(0, 0);
    for (ElkLabel l : e.getLabels()) {
      label = new Spot(l.getX() + 2, l.getY() + l.getHeight() / 2);
    }
    return new Route(corners, label);
  }
}
