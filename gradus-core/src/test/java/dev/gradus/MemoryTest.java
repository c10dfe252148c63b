package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.graph.Edge;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What keeps memory alive, and who may write into a gradient.
class MemoryTest {
  private static void assertCollected(WeakReference<?> reference) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!reference.refersTo(null) && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(5);
    }
    assertThat(reference.refersTo(null)).as("collected").isTrue();
  }

  // --- Rule 5 of the mechanics note: what is released ---

  @Test
  void droppingTheLastResultReleasesTheGraph() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    WeakReference<Tensor> middle = result(x, y -> y);
    assertCollected(middle);
    assertThat(x.isLeaf()).isTrue();
  }

  private static WeakReference<Tensor> result(Tensor x, UnaryOperator<Tensor> keep) {
    Tensor y = x.mul(x);
    Tensor z = keep.apply(y.exp()).sum();
    assertThat(z.requiresGrad()).isTrue();
    return new WeakReference<>(y);
  }

  @Test
  void aRetainedGradientAndHooksDoNotKeepTheGraph() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    WeakReference<Tensor> middle =
        result(
            x,
            y -> {
              y.retainGrad();
              y.registerHook(g -> y);
              return y;
            });
    assertCollected(middle);
    assertThat(x.grad()).isNull();
  }

  @Test
  void backwardReleasesWhatWasSaved() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    List<WeakReference<Tensor>> saved = new ArrayList<>();
    Tensor z = saving(x, saved);
    System.gc();
    assertThat(saved.get(0).refersTo(null)).as("held by the graph").isFalse();
    z.backward();
    assertCollected(saved.get(0));
    assertThat(z.gradFn()).isNotNull();
  }

  private static Tensor saving(Tensor x, List<WeakReference<Tensor>> saved) {
    Tensor other = tensor("[3., 4]");
    saved.add(new WeakReference<>(other));
    return x.mul(other).sum();
  }

  @Test
  void aRunKeepsNothingAfterItsEnd() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    WeakReference<Tensor> g = seedOf(x.add(1));
    assertCollected(g);
    assertThat(x.grad()).isNotNull();
  }

  private static WeakReference<Tensor> seedOf(Tensor y) {
    Tensor g = ones(2);
    y.backward(g);
    return new WeakReference<>(g);
  }

  @Test
  void aRecordedGradientOfALeafIsACycleThatTheCollectorFrees() throws InterruptedException {
    List<WeakReference<Tensor>> parts = new ArrayList<>();
    recordedGradient(parts);
    for (WeakReference<Tensor> part : parts) {
      assertCollected(part);
    }
  }

  // The leaf holds its gradient, whose graph holds the leaf.
  private static void recordedGradient(List<WeakReference<Tensor>> parts) {
    Tensor x = leaf("[1., 2]");
    x.pow(3).sum().backward(BackwardOptions.creating());
    Tensor g = Seen.grad(x);
    assertThat(g.requiresGrad()).isTrue();
    parts.add(new WeakReference<>(x));
    parts.add(new WeakReference<>(g));
  }

  @Test
  void stepsWithRecordedGradientsDoNotGrowTheGraph() {
    Tensor w = leaf("[1., 2]");
    int first = 0;
    for (int step = 0; step < 20; step++) {
      Tensor loss = w.square().sum();
      Tensor g = Gradus.grad(loss, w, GradOptions.creating());
      int nodes = GraphStats.of(loss.add(g.square().sum())).nodes();
      first = step == 0 ? nodes : first;
      assertThat(nodes).isEqualTo(first);
      g.square().sum().backward();
      try (var _ = Gradus.noGrad()) {
        w.sub_(Seen.grad(w), 0.01);
      }
      w.zeroGrad();
    }
  }

  @Test
  void aHookThatHoldsItsOwnNodeIsCollectedToo() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    assertCollected(holdingItself(x));
  }

  private static WeakReference<Tensor> holdingItself(Tensor x) {
    Tensor y = x.exp();
    var node = Seen.node(y);
    node.registerPrehook(g -> {
      node.metadata().put("seen", y);
      return null;
    });
    y.sum().backward();
    return new WeakReference<>(y);
  }

  @Test
  void aNamedEdgeKeepsNodesButNotTheValueOfItsTensor() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    List<WeakReference<Tensor>> middle = new ArrayList<>();
    GradientEdge edge = edgeOf(x, middle);
    assertCollected(middle.get(0));
    assertThat(edge.node().name()).isEqualTo("MulBackward0");
  }

  private static GradientEdge edgeOf(Tensor x, List<WeakReference<Tensor>> middle) {
    Tensor y = x.mul(2);
    middle.add(new WeakReference<>(y));
    return Gradus.getGradientEdge(y);
  }

  // --- A gradient that became `.grad` is nobody else's ---

  private static void assertOwn(Tensor grad, Tensor... others) {
    for (Tensor other : others) {
      assertThat(grad.storage()).isNotSameAs(other.storage());
    }
  }

  @Test
  void twoLeavesDoNotShareAGradient() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[3., 4]");
    Tensor g = tensor("[5., 6]");
    x.add(y).backward(g);
    assertOwn(grad(x), g, grad(y));
    assertOwn(grad(y), g);
    grad(x).zero_();
    assertEqual(y.grad(), "[5., 6]");
    assertEqual(g, "[5., 6]");
  }

  @Test
  void theGradientGivenByTheCallerStaysTheCallers() {
    List<Function<Tensor, Tensor>> passing =
        List.of(
            x -> x,
            x -> x.add(1),
            x -> x.view(2),
            x -> x.clone(),
            x -> x.unsqueeze(0).squeeze(0),
            x -> x.expand(2),
            x -> x.to(dev.gradus.dtype.DType.FLOAT32),
            x -> x.chunk(1, 0)[0],
            x -> x.split(2, 0)[0],
            x -> Gradus.cat(List.of(x), 0),
            x -> x.get(Gradus.ellipsis()));
    for (Function<Tensor, Tensor> f : passing) {
      Tensor x = leaf("[1., 2]");
      Tensor g = tensor("[5., 6]");
      f.apply(x).backward(g);
      assertOwn(grad(x), g);
      assertEqual(x.grad(), "[5., 6]");
    }
  }

  @Test
  void aHookMayKeepWhatItSaw() {
    List<Tensor> kept = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(3);
    y.registerHook(g -> {
      kept.add(g);
      return null;
    });
    Edge<Tensor> atX = Objects.requireNonNull(x.gradientEdge());
    x.registerHook(g -> {
      kept.add(g);
      return g.detach();
    });
    y.mul(2).sum().backward();
    assertOwn(grad(x), kept.toArray(new Tensor[0]));
    assertThat(atX.node().hasHooks()).isTrue();
  }

  @Test
  void aNodeHookMayKeepWhatItSaw() {
    List<Tensor> kept = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(3);
    Seen.node(y)
        .hooks()
        .after((out, in) -> {
          kept.add(Objects.requireNonNull(out[0]));
          kept.add(Objects.requireNonNull(in[0]));
          return null;
        });
    y.sum().backward();
    assertThat(kept).hasSize(2);
    assertOwn(grad(x), kept.toArray(new Tensor[0]));
    grad(x).zero_();
    assertEqual(kept.get(0), "[3., 3]");
  }

  @Test
  void retainedGradientsAreCopies() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.add(1);
    y.retainGrad();
    Tensor z = y.add(1);
    z.retainGrad();
    z.sum().backward();
    assertOwn(grad(x), grad(y), grad(z));
    assertOwn(grad(y), grad(z));
  }

  @Test
  void aFreshGradientIsTakenOverWithoutACopy() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(tensor("[3., 4]"));
    y.sum().backward();
    Tensor g = Objects.requireNonNull(x.lentGrad());
    assertThat(g.handedOn).as("taken as it came, once handed on").isEqualTo(1);
  }
}
