package dev.gradus.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A random graph of small whole factors, and its gradients by plain recursion.
final class RandomGraph {
  final Weighted[] leaves;
  private final List<Weighted> nodes = new ArrayList<>();
  private final List<Edge<Double>> roots = new ArrayList<>();
  private final List<Double> seeds = new ArrayList<>();
  private final double[] sums;

  RandomGraph(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    leaves = new Weighted[1 + random.nextInt(4)];
    sums = new double[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = Weighted.leaf("leaf" + i, null);
      nodes.add(leaves[i]);
    }
    int inner = 1 + random.nextInt(12);
    for (int n = 0; n < inner; n++) {
      Weighted[] inputs = new Weighted[random.nextInt(4)];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = nodes.get(random.nextInt(nodes.size()));
      }
      // Sequence numbers from several threads need not rise along the edges.
      long sequence = random.nextBoolean() ? n : random.nextInt(20);
      nodes.add(Weighted.of("n" + n, sequence, null, inputs).times(random.nextInt(-2, 3)));
    }
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      roots.add(nodes.get(random.nextInt(nodes.size())).out());
      seeds.add((double) random.nextInt(1, 5));
    }
  }

  List<Edge<Double>> roots() {
    return roots;
  }

  List<Double> seeds() {
    return seeds;
  }

  /// The gradient of each leaf: the sum over all paths.
  double[] reference() {
    for (int i = 0; i < roots.size(); i++) {
      follow(roots.get(i).node(), seeds.get(i));
    }
    return sums;
  }

  private void follow(Node<Double> node, double g) {
    for (int i = 0; i < leaves.length; i++) {
      if (node == leaves[i]) {
        sums[i] += g;
      }
    }
    for (Edge<Double> edge : node.edges()) {
      if (edge != null) {
        follow(edge.node(), g * ((Weighted) node).factor());
      }
    }
  }
}
