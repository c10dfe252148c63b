package dev.gradus.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Where lines leave and enter boxes: results below, inputs above, each from left to right in their
/// order.
///
/// The input that the longest way leads to is in the middle if there is one such, so that a chain
/// of operations becomes a straight column, with what joins it at the sides.
final class Ports {
  private static final double GAP = 16;

  private final List<TreeSet<Integer>> results = new ArrayList<>();
  private final List<List<Wire>> inputs = new ArrayList<>();
  private final Layers layers;

  Ports(Scene scene, Layers layers) {
    this.layers = layers;
    for (int i = 0; i < scene.boxes().size(); i++) {
      results.add(new TreeSet<>());
      inputs.add(new ArrayList<>(2));
    }
    for (Wire w : scene.wires()) {
      results.get(w.from()).add(w.resultNr());
      inputs.get(w.to()).add(w);
    }
  }

  /// How wide a box must be so that its lines stay apart.
  double width(int box) {
    int count = inputs.get(box).size();
    int sides = main(box) < 0 ? count + 1 : 2 * (Math.max(main(box), count - 1 - main(box)) + 1);
    return GAP * Math.max(sides, results.get(box).size() + 1);
  }

  /// The results that lines leave from, in order.
  List<Integer> results(int box) {
    return List.copyOf(results.get(box));
  }

  /// The places of the inputs along the upper edge.
  double[] inputs(int box, double width) {
    int count = inputs.get(box).size();
    int main = main(box);
    double[] at = new double[count];
    for (int i = 0; i < count; i++) {
      if (main < 0) {
        at[i] = width * (i + 1) / (count + 1);
      } else if (i <= main) {
        at[i] = width / 2 * (i + 1) / (main + 1);
      } else {
        at[i] = width / 2 + width / 2 * (i - main) / (count - main);
      }
    }
    return at;
  }

  /// The input that the longest way leads to, or -1 if there are several.
  private int main(int box) {
    int main = -1;
    int nearest = Integer.MAX_VALUE;
    List<Wire> all = inputs.get(box);
    for (int i = 0; i < all.size(); i++) {
      int span = layers.height(all.get(i));
      if (span < nearest) {
        nearest = span;
        main = i;
      } else if (span == nearest) {
        main = -1;
      }
    }
    return main;
  }
}
