package dev.gradus.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One backward pass.
///
/// // Note [Tasks] Every node of the graph gets a task that counts the gradients it waits for. A
/// hash map from nodes to tasks would cost more than a small operation, so the task hangs on the
/// node itself. Several runs may share nodes (backward from several threads, or inside a hook): the
/// first run to claim a node keeps its place until it ends; the others keep their tasks for that
/// node in a map.
final class EngineRun<V> implements Run<V> {
  private final Space<V> space;
  private final boolean keepGraph;
  private final ReadyQueue<V> ready = new ReadyQueue<>();
  private final List<Task<V>> tasks = new ArrayList<>();
  private @Nullable IdentityHashMap<Node<V>, Task<V>> others;

  private @Nullable List<Edge<V>> captures;
  private @Nullable V @Nullable [] captured;

  EngineRun(Space<V> space, boolean keepGraph) {
    this.space = space;
    this.keepGraph = keepGraph;
  }

  private @Nullable List<Runnable> afterwards;

  @Override
  public boolean reaches(Node<V> node) {
    Task<V> t = find(node);
    return t != null && (!limited || t.needed || t.target);
  }

  @Override
  public boolean isLimited() {
    return limited;
  }

  @Override
  public void afterwards(Runnable task) {
    if (afterwards == null) {
      afterwards = new ArrayList<>();
    }
    afterwards.add(task);
  }

  private void runAfterwards() {
    for (int i = 0; afterwards != null && i < afterwards.size(); i++) {
      afterwards.get(i).run();
    }
  }

  Space<V> space() {
    return space;
  }

  /// Whether only some nodes run, because targets were named.
  boolean restricted() {
    return captures != null || limited;
  }

  private boolean limited;

  boolean wants(Edge<V> edge) {
    Task<V> t = find(edge.node());
    return t != null && (t.needed || t.target && captures != null && isCaptured(edge));
  }

  private boolean isCaptured(Edge<V> edge) {
    for (Edge<V> c : Objects.requireNonNull(captures)) {
      if (c.node() == edge.node() && c.inputNr() == edge.inputNr()) {
        return true;
      }
    }
    return false;
  }

  @Nullable V[] run(List<Edge<V>> roots, List<V> gradients, Targets<V> targets) {
    try {
      for (Edge<V> root : roots) {
        discover(root.node());
      }
      count();
      if (targets.restrict()) {
        restrict(targets);
      }
      for (int i = 0; i < roots.size(); i++) {
        Edge<V> root = roots.get(i);
        V seed = space.fit(gradients.get(i), root.meta(), null, i);
        space.handedOn(seed);
        deliver(task(root.node()), root.inputNr(), seed);
      }
      for (Task<V> t : tasks) {
        if (t.waiting == 0) {
          ready.push(t);
        }
      }
      for (Task<V> t = ready.pop(); t != null; t = ready.pop()) {
        execute(t);
      }
      runAfterwards();
      return captured == null ? noValues() : captured;
    } finally {
      for (Task<V> t : tasks) {
        t.node.leave(t);
      }
    }
  }

  private @Nullable V[] noValues() {
    return space.array(0);
  }

  // --- The graph below the roots ---

  private int discovered;

  private void discover(Node<V> root) {
    if (find(root) == null) {
      create(root);
    }
  }

  private void count() {
    while (discovered < tasks.size()) {
      for (Edge<V> edge : tasks.get(discovered++).node.edges()) {
        if (edge != null) {
          Task<V> next = find(edge.node());
          if (next == null) {
            next = create(edge.node());
          }
          next.waiting++;
        }
      }
    }
  }

  private Task<V> create(Node<V> node) {
    Task<V> t = new Task<>(this, node);
    tasks.add(t);
    if (!node.claim(t)) {
      if (others == null) {
        others = new IdentityHashMap<>();
      }
      others.put(node, t);
    }
    return t;
  }

  private @Nullable Task<V> find(Node<V> node) {
    Task<V> t = node.task;
    if (t != null && t.run == this) {
      return t;
    }
    return others == null ? null : others.get(node);
  }

  private Task<V> task(Node<V> node) {
    return Objects.requireNonNull(find(node));
  }

  // --- Only what leads to the targets ---

  private void restrict(Targets<V> targets) {
    for (Task<V> t : tasks) {
      t.needed = false;
    }
    ArrayDeque<Node<V>> open = new ArrayDeque<>();
    IdentityHashMap<Node<V>, List<Node<V>>> users = users();
    limited = true;
    for (int i = 0; i < targets.edges().size(); i++) {
      Node<V> node = targets.edges().get(i).node();
      Task<V> t = find(node);
      if (t != null) {
        t.target = targets.capture();
        t.needed |= !targets.capture();
        open.add(node);
      } else if (targets.unreachable() != null) {
        targets.unreachable().accept(i);
      }
    }
    while (!open.isEmpty()) {
      for (Node<V> user : users.getOrDefault(open.remove(), List.of())) {
        Task<V> t = task(user);
        if (!t.needed) {
          t.needed = true;
          open.add(user);
        }
      }
    }
    if (targets.capture()) {
      captures = targets.edges();
      captured = space.array(targets.edges().size());
    }
  }

  private IdentityHashMap<Node<V>, List<Node<V>>> users() {
    IdentityHashMap<Node<V>, List<Node<V>>> users = new IdentityHashMap<>();
    for (Task<V> t : tasks) {
      for (Edge<V> edge : t.node.edges()) {
        if (edge != null) {
          users.computeIfAbsent(edge.node(), _ -> new ArrayList<>(2)).add(t.node);
        }
      }
    }
    return users;
  }

  // --- Running ---

  private void deliver(Task<V> t, int index, V value) {
    V before = t.incoming[index];
    V sum = before == null ? value : space.add(before, value);
    if (before != null && sum != before) {
      space.handedOn(sum);
    }
    t.incoming[index] = sum;
  }

  private void execute(Task<V> t) {
    Node<V> node = t.node;
    @Nullable V[] incoming = t.incoming;
    t.incoming = noValues();
    boolean anything = hasAny(incoming);
    boolean runs = !limited || t.needed;
    Hooks<V> hooks = node.hooksOrNull();
    if (hooks != null && anything && (runs || t.target)) {
      hooks.runOnValues(incoming);
    }
    if (t.target) {
      capture(node, incoming);
    }
    if (!runs) {
      passNothing(node);
    } else if (anything || node.runsWithoutGradients()) {
      pass(node, run(t, incoming, hooks));
    } else {
      if (!keepGraph) {
        node.release();
      }
      passNothing(node);
    }
  }

  private @Nullable V[] run(Task<V> t, @Nullable V[] incoming, @Nullable Hooks<V> hooks) {
    if (hooks == null || !hooks.seesAll()) {
      return applied(t, incoming);
    }
    shown(incoming);
    @Nullable V[] in = hooks.runBefore(incoming, space);
    shown(in);
    @Nullable V[] produced = fitted(t.node, applied(t, in));
    shown(produced);
    @Nullable V[] out = hooks.runAfter(produced, in, space);
    shown(out);
    return out;
  }

  // A hook sees gradients of the inputs as these are, not yet as they came out of a broadcast.
  private @Nullable V[] fitted(Node<V> node, @Nullable V[] produced) {
    @Nullable Edge<V>[] edges = node.edges();
    @Nullable V[] all = produced.clone();
    for (int i = 0; i < Math.min(edges.length, all.length); i++) {
      Edge<V> edge = edges[i];
      V value = all[i];
      if (edge != null && value != null) {
        all[i] = space.fit(value, edge.meta(), node, i);
      }
    }
    return all;
  }

  private void shown(@Nullable V[] values) {
    for (V v : values) {
      if (v != null) {
        space.shown(v);
      }
    }
  }

  private @Nullable V[] applied(Task<V> t, @Nullable V[] incoming) {
    try {
      @Nullable V[] produced = t.node.apply(incoming, t);
      space.check(t.node, produced);
      if (!keepGraph) {
        t.node.release();
      }
      return produced;
    } catch (RuntimeException e) {
      space.failed(t.node, e);
      throw e;
    }
  }

  private void capture(Node<V> node, @Nullable V[] incoming) {
    List<Edge<V>> edges = Objects.requireNonNull(captures);
    @Nullable V[] found = Objects.requireNonNull(captured);
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i).node() == node) {
        V value = incoming[edges.get(i).inputNr()];
        if (value != null) {
          space.shown(value);
        }
        found[i] = value;
      }
    }
  }

  private static <V> boolean hasAny(@Nullable V[] values) {
    for (V v : values) {
      if (v != null) {
        return true;
      }
    }
    return false;
  }

  private void pass(Node<V> node, @Nullable V[] produced) {
    @Nullable Edge<V>[] edges = node.edges();
    handOn(edges, produced);
    for (int i = 0; i < edges.length; i++) {
      Edge<V> edge = edges[i];
      if (edge == null) {
        continue;
      }
      Task<V> next = task(edge.node());
      V value = i < produced.length ? produced[i] : null;
      if (value != null) {
        V fitted = space.fit(value, edge.meta(), node, i);
        if (fitted != value) {
          space.handedOn(fitted);
        }
        deliver(next, edge.inputNr(), fitted);
      }
      if (--next.waiting == 0) {
        ready.push(next);
      }
    }
  }

  // All of them before the first is delivered, for a delivery may add to a value in place.
  private void handOn(@Nullable Edge<V>[] edges, @Nullable V[] produced) {
    for (int i = 0; i < Math.min(edges.length, produced.length); i++) {
      V value = produced[i];
      if (edges[i] != null && value != null) {
        space.handedOn(value);
      }
    }
  }

  private void passNothing(Node<V> node) {
    for (Edge<V> edge : node.edges()) {
      if (edge != null) {
        Task<V> next = task(edge.node());
        if (--next.waiting == 0) {
          ready.push(next);
        }
      }
    }
  }
}
