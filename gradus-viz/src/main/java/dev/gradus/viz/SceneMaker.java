package dev.gradus.viz;

import dev.gradus.AccumulateGrad;
import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a graph that was read into boxes and lines with their texts.
final class SceneMaker {
  /// Up to so many nodes, boxes also show arguments, and lines gradients.
  static final int DETAILED = 150;

  private static final int FRAMES = 4;

  private final Snapshot graph;
  private final Settings settings;
  private final @Nullable Watch watch;
  private final Naming naming;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  SceneMaker(Snapshot graph, Settings settings, @Nullable Watch watch) {
    this.graph = graph;
    this.settings = settings;
    this.watch = watch;
    this.naming = new Naming(graph, settings);
  }

  Scene make() {
    for (Item item : graph.items()) {
      boxes.add(item.node() instanceof AccumulateGrad leaf ? leaf(item, leaf) : operation(item));
    }
    for (Link link : graph.links()) {
      wires.add(wire(link));
    }
    addOutputs();
    addCuts();
    return new Scene(settings.title(), graph.stats().toString(), notes, boxes, wires);
  }

  private boolean detailed() {
    return graph.items().size() <= DETAILED;
  }

  // --- Boxes ---

  private Box leaf(Item item, AccumulateGrad node) {
    Tensor variable = node.variable();
    String name = naming.given(item, 0);
    Box box =
        new Box(
            item.number(), Role.LEAF, 1, Values.clipped(name.isEmpty() ? item.name() : name, 40));
    String form = Values.form(variable);
    String value = Values.few(variable);
    box.subtitle = value.isEmpty() || !detailed() ? form : form + " = " + value;
    box.detail("node", item.node().name());
    box.detail("tensor", form);
    box.detail("value", value);
    Gradient arrived = arrived(item.number(), 0);
    if (arrived != null) {
      box.detail("gradient of this pass", arrived.full());
    }
    Tensor sum = variable.grad();
    if (sum != null) {
      Gradient g = Gradient.of(sum);
      box.gradient = detailed() ? "grad " + g.brief() : "";
      box.detail("grad", g.full());
      box.alarming = g.bad() > 0;
    }
    return box;
  }

  private Box operation(Item item) {
    String name = item.name();
    int results = item.results().size();
    Box box = new Box(item.number(), Role.of(name), results, Values.clipped(name, 40));
    box.subtitle = results == 1 ? item.results().get(0) : results + " results";
    if (results == 1 && detailed() && !isRoot(item)) {
      String value = naming.value(item, 0);
      box.subtitle += value.isEmpty() ? "" : " = " + value;
    }
    if (detailed() && !item.brief().isEmpty()) {
      box.subtitle = item.brief() + "  ·  " + box.subtitle;
    }
    box.detail("node", item.node().name());
    for (int k = 0; k < results; k++) {
      describeResult(item, k, box);
    }
    item.attributes().forEach(box::detail);
    describeKept(item, box);
    for (int blank : item.blanks()) {
      box.detail("input " + blank, "no gradient");
    }
    List<String> place = item.place();
    for (int i = 0; i < Math.min(FRAMES, place.size()); i++) {
      String frame = place.get(i);
      String what = i == 0 ? "made at" : "";
      box.detail(what, frame.startsWith("at ") ? frame.substring(3) : frame);
    }
    return box;
  }

  private void describeResult(Item item, int k, Box box) {
    String what = item.results().size() == 1 ? "result" : "result " + k;
    String name = naming.given(item, k);
    String form = item.results().get(k);
    String value = naming.value(item, k);
    box.detail(
        what,
        (name.isEmpty() ? "" : name + ": ")
            + (form.isEmpty() ? "no gradient" : form)
            + (value.isEmpty() ? "" : " = " + value));
    Gradient g = arrived(item.number(), k);
    if (g != null) {
      box.detail("its gradient", g.full());
      box.alarming |= g.bad() > 0;
    }
    if (!name.isEmpty() && item.results().size() == 1 && !isRoot(item)) {
      box.title += "  →  " + Values.clipped(name, 24);
    }
  }

  private boolean isRoot(Item item) {
    return graph.roots().stream().anyMatch(r -> r.item() == item.number());
  }

  private void describeKept(Item item, Box box) {
    for (Kept k : item.kept()) {
      String name = naming.of(k);
      StringBuilder how = new StringBuilder(name.isEmpty() ? "" : name + ": ").append(k.form());
      if (!k.value().isEmpty()) {
        how.append(" = ").append(k.value());
      }
      how.append(", ").append(Values.bytes(k.bytes()));
      if (!k.note().isEmpty()) {
        how.append(", ").append(k.note());
      }
      box.detail("saved " + k.name(), how.toString());
      box.alarming |= k.changed();
    }
    if (item.kept().size() > 1) {
      box.detail("saved in all", Values.bytes(item.bytes()));
    }
  }

  private @Nullable Gradient arrived(int item, int resultNr) {
    return watch == null ? null : watch.atResult(item, resultNr);
  }

  // --- Lines ---

  private Wire wire(Link link) {
    Gradient g = watch == null ? null : watch.onEdge(link.to(), link.inputNr());
    String text =
        link.form() + ", input " + link.inputNr() + " of " + graph.items().get(link.to()).name();
    return line(link.from(), link.resultNr(), link.to(), text, g);
  }

  private Wire line(int from, int resultNr, int to, String text, @Nullable Gradient g) {
    if (g == null) {
      return new Wire(from, resultNr, to, "", text, false);
    }
    return new Wire(
        from,
        resultNr,
        to,
        detailed() ? "∂ " + g.brief() : "",
        text + "\ngradient: " + g.full(),
        g.bad() > 0);
  }

  private void addOutputs() {
    List<Root> roots = graph.roots();
    for (int i = 0; i < roots.size(); i++) {
      Root root = roots.get(i);
      String given = naming.given(graph.items().get(root.item()), root.resultNr());
      String name = given.isEmpty() ? roots.size() == 1 ? "output" : "output " + i : given;
      Box box = new Box(boxes.size(), Role.OUTPUT, 0, Values.clipped(name, 40));
      box.subtitle = root.value().isEmpty() ? root.form() : root.form() + " = " + root.value();
      box.detail("tensor", root.form());
      box.detail("value", root.value());
      boxes.add(box);
      Gradient g = arrived(root.item(), root.resultNr());
      // What arrives at a result comes from all that use it: only a result that is used nowhere
      // else has got it from outside.
      boolean alone =
          graph.links().stream()
              .noneMatch(l -> l.from() == root.item() && l.resultNr() == root.resultNr());
      wires.add(line(root.item(), root.resultNr(), box.id, root.form(), alone ? g : null));
    }
  }

  // --- What is left out ---

  private void addCuts() {
    for (Item item : graph.items()) {
      if (item.cut() > 0) {
        Box box = new Box(boxes.size(), Role.REFERENCE, 1, "…");
        box.detail("left out", item.cut() + (item.cut() == 1 ? " input" : " inputs"));
        boxes.add(box);
        wires.add(
            new Wire(box.id, 0, item.number(), "", "left out: the graph is too large", false));
      }
    }
    if (graph.left() > 0) {
      notes.add(
          "The latest %d of %d nodes are drawn; %d earlier ones are behind the boxes with dots. withLimit(n) draws more."
              .formatted(graph.items().size(), graph.stats().nodes(), graph.left()));
    }
  }
}
