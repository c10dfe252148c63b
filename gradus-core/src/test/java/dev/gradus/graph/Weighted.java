package dev.gradus.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A node that multiplies its gradient by a number and passes it to all its inputs.
final class Weighted extends Node<Double> {
  private static final Object ANY = new Object();

  private final String name;
  private final @Nullable List<String> order;
  private double factor = 1;
  private int silent = -1;

  /// What arrived, for leaves.
  final List<Double> received = new ArrayList<>();

  /// Which gradients were wanted in the last run.
  boolean[] wantedSeen = {};

  boolean released;
  @Nullable AtomicInteger total;

  private Weighted(
      String name, long sequence, @Nullable List<String> order, @Nullable Edge<Double>[] edges) {
    super(edges, sequence);
    this.name = name;
    this.order = order;
  }

  static Weighted of(String name, long sequence, @Nullable List<String> order, Weighted... inputs) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable Edge<Double>[] edges = new Edge[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      edges[i] = inputs[i].out();
    }
    return new Weighted(name, sequence, order, edges);
  }

  static Weighted leaf(String name, @Nullable List<String> order) {
    return of(name, FIRST, order);
  }

  /// Where this node's gradient arrives.
  Edge<Double> out() {
    return new Edge<>(this, 0, ANY);
  }

  Weighted times(double by) {
    factor = by;
    return this;
  }

  /// Passes nothing to input `i`.
  Weighted without(int i) {
    silent = i;
    return this;
  }

  double factor() {
    return factor;
  }

  @Override
  protected @Nullable Double[] apply(@Nullable Double[] incoming, Wanted wanted) {
    if (order != null) {
      order.add(name);
    }
    @Nullable Double[] out = new Double[edges().length];
    boolean[] seen = new boolean[out.length];
    Double g = incoming[0];
    if (g == null) {
      return out;
    }
    if (out.length == 0) {
      synchronized (received) {
        received.add(g);
      }
    }
    for (int i = 0; i < out.length; i++) {
      seen[i] = wanted.input(i);
      out[i] = i == silent ? null : Double.valueOf(factor * g);
    }
    wantedSeen = seen;
    return out;
  }

  @Override
  public void release() {
    released = true;
  }

  @Override
  public String name() {
    return name;
  }
}
