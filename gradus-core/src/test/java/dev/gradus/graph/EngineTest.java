package dev.gradus.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The engine on plain doubles.
class EngineTest {
  private final Engine<Double> engine = new Engine<>(Doubles.SPACE);

  private @Nullable Double[] run(Weighted root, double seed, Targets<Double> targets) {
    return engine.run(List.of(root.out()), List.of(seed), targets, true);
  }

  // --- Order and counting ---

  @Test
  void highestSequenceFirstLeavesBeforeAll() {
    List<String> order = new ArrayList<>();
    Weighted leaf = Weighted.leaf("leaf", order);
    Weighted low = Weighted.of("low", 1, order, leaf);
    Weighted high = Weighted.of("high", 2, order, leaf);
    Weighted other = Weighted.leaf("other", order);
    Weighted root = Weighted.of("root", 3, order, low, high, other);
    run(root, 1, Targets.all());
    assertThat(order).containsExactly("root", "other", "high", "low", "leaf");
  }

  @Test
  void equalSequencesRunFirstComeFirstServed() {
    List<String> order = new ArrayList<>();
    Weighted a = Weighted.of("a", 1, order);
    Weighted b = Weighted.of("b", 1, order);
    Weighted c = Weighted.of("c", 1, order);
    run(Weighted.of("root", 2, order, b, a, c), 1, Targets.all());
    assertThat(order).containsExactly("root", "b", "a", "c");
  }

  @Test
  void aNodeRunsOnceWithTheSumOfItsGradients() {
    List<String> order = new ArrayList<>();
    Weighted leaf = Weighted.leaf("leaf", order);
    Weighted shared = Weighted.of("shared", 1, order, leaf).times(2);
    Weighted left = Weighted.of("left", 2, order, shared).times(3);
    Weighted right = Weighted.of("right", 3, order, shared, shared).times(5);
    run(Weighted.of("root", 4, order, left, right), 1, Targets.all());
    assertThat(order).containsExactly("root", "right", "left", "shared", "leaf");
    assertThat(leaf.received).containsExactly(26.0);
  }

  @Test
  void rootsMayLieBelowOtherRootsAndBeGivenTwice() {
    List<String> order = new ArrayList<>();
    Weighted leaf = Weighted.leaf("leaf", order);
    Weighted inner = Weighted.of("inner", 1, order, leaf).times(10);
    Weighted outer = Weighted.of("outer", 2, order, inner);
    engine.run(
        List.of(inner.out(), outer.out(), inner.out()),
        List.of(1.0, 2.0, 4.0),
        Targets.all(),
        true);
    assertThat(order).containsExactly("outer", "inner", "leaf");
    assertThat(leaf.received).containsExactly(70.0);
  }

  @Test
  void aNodeWithoutGradientIsPassedByAndReleased() {
    List<String> order = new ArrayList<>();
    Weighted leaf = Weighted.leaf("leaf", order);
    Weighted silent = Weighted.of("silent", 1, order, leaf);
    Weighted root = Weighted.of("root", 2, order, silent, leaf).without(0);
    engine.run(List.of(root.out()), List.of(1.0), Targets.all(), false);
    assertThat(order).containsExactly("root", "leaf");
    assertThat(silent.released).isTrue();
    assertThat(leaf.received).containsExactly(1.0);
  }

  // --- Restricted runs and captures ---

  @Test
  void onlyWhatLeadsToTheTargetsRuns() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted y = Weighted.leaf("y", order);
    Weighted a = Weighted.of("a", 1, order, x);
    Weighted b = Weighted.of("b", 2, order, y);
    Weighted root = Weighted.of("root", 3, order, a, b);
    run(root, 1, Targets.run(List.of(x.out())));
    assertThat(order).containsExactly("root", "a", "x");
    assertThat(root.wantedSeen).containsExactly(true, false);
    assertThat(y.received).isEmpty();
  }

  @Test
  void capturedGradientsComeBackAndTheirNodesDoNotRun() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted a = Weighted.of("a", 1, order, x).times(3);
    Weighted root = Weighted.of("root", 2, order, a, a).times(2);
    assertThat(run(root, 1, Targets.capture(List.of(a.out())))).containsExactly(4.0);
    assertThat(order).containsExactly("root");
    order.clear();
    assertThat(run(root, 1, Targets.capture(List.of(x.out(), a.out(), x.out()))))
        .containsExactly(12.0, 4.0, 12.0);
    assertThat(order).containsExactly("root", "a");
  }

  @Test
  void whatIsUnreachableStaysNullOrIsReportedBeforeAnythingRuns() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted elsewhere = Weighted.leaf("elsewhere", order);
    Weighted root = Weighted.of("root", 1, order, x);
    List<Edge<Double>> both = List.of(x.out(), elsewhere.out());
    assertThat(run(root, 1, Targets.capture(both))).containsExactly(1.0, null);
    order.clear();
    assertThatThrownBy(() ->
            run(
                root,
                1,
                Targets.capture(
                    both,
                    i -> {
                      throw new IllegalArgumentException("number " + i);
                    })))
        .hasMessage("number 1");
    assertThat(order).isEmpty();
  }

  @Test
  void aRootMayBeATarget() {
    List<String> order = new ArrayList<>();
    Weighted root = Weighted.of("root", 1, order, Weighted.leaf("x", order));
    assertThat(run(root, 7, Targets.capture(List.of(root.out())))).containsExactly(7.0);
    assertThat(order).isEmpty();
  }

  // --- Hooks ---

  @Test
  void hooksRunInTheirOrder() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted n = Weighted.of("n", 1, order, x);
    Hooks<Double> hooks = n.hooks();
    hooks.after((out, in) -> {
      order.add("post1 " + out[0] + " " + in[0]);
      return new @Nullable Double[] {Objects.requireNonNull(out[0]) + 1};
    });
    hooks.after((out, _) -> {
      order.add("post2 " + out[0]);
      return null;
    });
    hooks.before(in -> {
      order.add("pre1 " + in[0]);
      return new @Nullable Double[] {Objects.requireNonNull(in[0]) * 10};
    });
    hooks.before(in -> {
      order.add("pre2 " + in[0]);
      return null;
    });
    hooks.retain(0, g -> order.add("retained " + g));
    hooks.onValue(0, g -> g + 1);
    hooks.onValue(
        0,
        g -> {
          order.add("value " + g);
          return g * 2;
        });
    run(n, 1, Targets.all());
    assertThat(order)
        .containsExactly(
            "value 2.0",
            "retained 4.0",
            "pre1 4.0",
            "pre2 40.0",
            "n",
            "post1 40.0 40.0",
            "post2 41.0",
            "x");
    assertThat(x.received).containsExactly(41.0);
  }

  @Test
  void aHandleRemovesItsOwnRegistrationOnce() {
    List<String> order = new ArrayList<>();
    Weighted n = Weighted.of("n", 1, order, Weighted.leaf("x", order));
    Hooks.Pre<Double> pre =
        _ -> {
          order.add("pre");
          return null;
        };
    Hooks.Post<Double> post =
        (_, _) -> {
          order.add("post");
          return null;
        };
    for (Handle h : List.of(n.hooks().before(pre), n.hooks().after(post))) {
      h.remove();
      h.close();
    }
    Handle first = n.hooks().before(pre);
    n.hooks().before(pre);
    first.remove();
    first.remove();
    n.hooks().after(post);
    n.hooks().onValue(0, g -> g + 100).remove();
    run(n, 1, Targets.all());
    assertThat(order).containsExactly("pre", "n", "post", "x");
  }

  @Test
  void capturingRunsValueHooksButNotNodeHooks() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    x.hooks().onValue(0, g -> g * 3);
    x.hooks()
        .before(_ -> {
          order.add("pre");
          return null;
        });
    assertThat(run(Weighted.of("n", 1, order, x), 2, Targets.capture(List.of(x.out()))))
        .containsExactly(6.0);
    assertThat(order).containsExactly("n");
  }

  // --- Keeping, failing, running at the same time ---

  @Test
  void nodesAreReleasedUnlessTheGraphIsKept() {
    List<String> order = new ArrayList<>();
    Weighted n = Weighted.of("n", 1, order, Weighted.leaf("x", order));
    run(n, 1, Targets.all());
    assertThat(n.released).isFalse();
    engine.run(List.of(n.out()), List.of(1.0), Targets.all(), false);
    assertThat(n.released).isTrue();
  }

  @Test
  void afterAnExceptionTheGraphRunsAgain() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted n = Weighted.of("n", 1, order, x);
    Handle failing =
        n.hooks()
            .before(_ -> {
              throw new IllegalStateException("hook");
            });
    assertThatThrownBy(() -> run(n, 1, Targets.all())).hasMessage("hook");
    failing.remove();
    run(n, 1, Targets.all());
    assertThat(x.received).containsExactly(1.0);
    assertThat(n.task).isNull();
    assertThat(x.task).isNull();
  }

  @Test
  void aRunInsideANodeOverTheSameNodes() {
    List<String> order = new ArrayList<>();
    Weighted x = Weighted.leaf("x", order);
    Weighted n = Weighted.of("n", 1, order, x).times(2);
    Weighted root = Weighted.of("root", 2, order, n, x);
    boolean[] inside = {false};
    n.hooks()
        .before(_ -> {
          if (!inside[0]) {
            inside[0] = true;
            assertThat(run(root, 10, Targets.capture(List.of(x.out())))).containsExactly(30.0);
          }
          return null;
        });
    run(root, 1, Targets.all());
    assertThat(x.received).containsExactly(3.0);
  }

  @Test
  void runsOnSeveralThreadsOverTheSameNodes() throws InterruptedException {
    AtomicInteger sum = new AtomicInteger();
    Weighted x = Weighted.leaf("x", null);
    x.total = sum;
    Weighted[] layer = {x};
    for (int depth = 0; depth < 60; depth++) {
      layer =
          new Weighted[] {
            Weighted.of("l", 2L * depth, null, layer), Weighted.of("r", 2L * depth + 1, null, layer)
          };
      if (depth > 0) {
        layer[0].without(1);
      }
    }
    Weighted root = Weighted.of("root", 1000, null, layer);
    double one = Objects.requireNonNull(run(root, 1, Targets.capture(List.of(x.out())))[0]);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    List<Double> captured = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int k = 0; k < 4; k++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                for (int i = 0; i < 50; i++) {
                  captured.add(run(root, 1, Targets.capture(List.of(x.out())))[0]);
                }
              }));
    }
    start.countDown();
    for (Thread t : threads) {
      t.join();
    }
    assertThat(captured).hasSize(200).containsOnly(one);
  }

  // --- Size ---

  @Test
  void aChainOfAMillionNodes() {
    Weighted x = Weighted.leaf("x", null);
    Weighted n = x;
    for (int i = 0; i < 1_000_000; i++) {
      n = Weighted.of("n", i, null, n);
    }
    run(n, 3, Targets.all());
    assertThat(x.received).containsExactly(3.0);
  }

  @Test
  void randomGraphsAgreeWithARecursiveReference() {
    for (int seed = 0; seed < 300; seed++) {
      RandomGraph graph = new RandomGraph(seed);
      double[] expected = graph.reference();
      engine.run(graph.roots(), graph.seeds(), Targets.all(), true);
      for (int i = 0; i < graph.leaves.length; i++) {
        List<Double> received = graph.leaves[i].received;
        double got = received.isEmpty() ? 0 : received.get(0);
        assertThat(received).as("a leaf runs at most once").hasSizeLessThan(2);
        assertThat(got).as("graph %d, leaf %d", seed, i).isEqualTo(expected[i]);
      }
      List<Edge<Double>> targets = Arrays.stream(graph.leaves).map(Weighted::out).toList();
      @Nullable Double[] found =
          engine.run(graph.roots(), graph.seeds(), Targets.capture(targets), true);
      for (int i = 0; i < expected.length; i++) {
        Double g = found[i];
        assertThat(g == null ? 0 : g).isEqualTo(expected[i]);
      }
    }
  }
}
