package dev.gradus.viz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replaces lines that nobody could follow by references: a line over dozens of layers ends in a
/// small box that names where it comes from.
///
/// A long line also costs the layout a place in every layer that it crosses, so in a large graph (a
/// weight used in a thousand steps) shorter lines are replaced as well.
final class LongWires {
  private static final int LONGEST = 40;
  private static final int LONGEST_FOLDED = 8;
  private static final int SHORTEST = 3;
  private static final int CROSSINGS = 4000;

  private LongWires() {}

  /// The scene with references; boxes that are referred to get a number.
  static Scene cut(Scene scene) {
    Layers layers = new Layers(scene.boxes().size(), scene.wires());
    int longest = longest(scene.wires(), layers);
    List<Box> boxes = new ArrayList<>(scene.boxes());
    List<Wire> wires = new ArrayList<>(scene.wires().size());
    Map<Integer, Integer> numbers = new HashMap<>();
    for (Wire w : scene.wires()) {
      if (layers.span(w) <= longest) {
        wires.add(w);
      } else {
        Box reference = reference(boxes, w, numbers);
        boxes.add(reference);
        wires.add(w.from(reference.id, 0));
      }
    }
    numbers.forEach((id, number) -> boxes.get(id).title += "  #" + number);
    return new Scene(scene.title(), scene.summary(), scene.notes(), boxes, wires);
  }

  private static Box reference(List<Box> boxes, Wire w, Map<Integer, Integer> numbers) {
    Box source = boxes.get(w.from());
    int number = numbers.computeIfAbsent(source.id, _ -> numbers.size() + 1);
    Box box = new Box(boxes.size(), Role.REFERENCE, 1, "↑ " + source.title + "  #" + number);
    box.standsFor = source.id;
    if (source.results > 1) {
      box.detail("result", Integer.toString(w.resultNr()));
    }
    box.details.addAll(source.details);
    return box;
  }

  private static int longest(List<Wire> wires, Layers layers) {
    int longest = layers.count() > Layers.TALL ? LONGEST_FOLDED : LONGEST;
    while (longest > SHORTEST && crossings(wires, layers, longest) > CROSSINGS) {
      longest = Math.max(SHORTEST, longest / 2);
    }
    return longest;
  }

  /// How often lines that are kept cross a layer.
  private static long crossings(List<Wire> wires, Layers layers, int longest) {
    long sum = 0;
    for (Wire w : wires) {
      int span = layers.span(w);
      sum += span <= longest ? span - 1 : 0;
    }
    return sum;
  }
}
