package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of threads (o…), by their names in behaviours.json. All gradients are whole
/// numbers, so that sums are exact in any order.
class ThreadsTest {
  // Starts all threads at once and fails if one of them failed.
  private static void inThreads(int count, Thread.Builder kind, IntConsumer body)
      throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int number = k;
      Thread t =
          kind.unstarted(() -> {
            try {
              start.await();
              body.accept(number);
            } catch (InterruptedException | RuntimeException | Error e) {
              failures.add(e);
            }
          });
      t.start();
      threads.add(t);
    }
    start.countDown();
    for (Thread t : threads) {
      t.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void o1_sharedLeavesLoseNoGradient() throws InterruptedException {
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      Tensor w = leaf("[1., 2, 3]");
      inThreads(
          10,
          kind,
          k -> {
            for (int i = 0; i < 100; i++) {
              w.mul(tensor("[1., 10, 100]")).sum().backward();
            }
          });
      assertEqual(w.grad(), "[1000., 10000, 100000]");
    }
  }

  @Test
  void o1_gradFromThreadsIsExact() throws InterruptedException {
    Tensor w = leaf("[1., 2]");
    inThreads(
        8,
        Thread.ofPlatform(),
        k -> {
          for (int i = 0; i < 100; i++) {
            Tensor g = Objects.requireNonNull(Gradus.grad(w.mul(w).mul(k).sum(), w)[0]);
            assertThat(Seen.values(g)).containsExactly(2.0 * k, 4.0 * k);
          }
        });
    assertThat(w.grad()).isNull();
  }

  @Test
  void o2_aSharedPartRunsInOneThreadUnlessItIsRetained() throws InterruptedException {
    for (boolean retained : new boolean[] {true, false}) {
      for (int round = 0; round < 20; round++) {
        Tensor w = leaf("[1., 2]");
        Tensor shared = w.mul(w);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        inThreads(
            4,
            Thread.ofPlatform(),
            k -> {
              Tensor y = shared.mul(1).sum();
              try {
                y.backward(BackwardOptions.DEFAULT.withRetainGraph(retained));
                done.incrementAndGet();
              } catch (GradusStateException e) {
                assertThat(e).hasMessageContaining("Specify retain_graph=True");
                refused.incrementAndGet();
              }
            });
        assertThat(done.get() + refused.get()).isEqualTo(4);
        assertThat(done.get()).isGreaterThan(retained ? 3 : 0);
        assertThat(Seen.values(Seen.grad(w))).containsExactly(2.0 * done.get(), 4.0 * done.get());
      }
    }
  }

  @Test
  void separateGraphsAreIndependent() throws InterruptedException {
    inThreads(
        6,
        Thread.ofPlatform(),
        k -> {
          for (int i = 0; i < 50; i++) {
            Tensor x = ones(3).mul(k).requiresGrad_();
            Tensor y = x.mul(x);
            y.select(0, 0).mul_(2);
            if (k % 2 == 0) {
              try (var level = Gradus.dualLevel()) {
                Tensor t = level.tangent(level.makeDual(y, ones(3)).mul(3));
                assertEqual(t == null ? null : t.detach(), "[3., 3, 3]");
              }
            }
            y.sum().backward();
            assertThat(Seen.values(Seen.grad(x))).containsExactly(4.0 * k, 2.0 * k, 2.0 * k);
          }
        });
  }

  @Test
  void oneGraphMadeInSeveralThreads() throws InterruptedException {
    Tensor x = leaf("[1., 2]");
    Tensor[] parts = new Tensor[4];
    inThreads(
        4,
        Thread.ofPlatform(),
        k -> {
          Tensor y = x;
          for (int i = 0; i <= 5 * k; i++) {
            y = y.add(x);
          }
          parts[k] = y;
        });
    parts[3].add(parts[0]).mul(parts[1].sub(parts[2])).sum().backward();
    // (17 + 2) x · (7 - 12) x = -95 x².
    assertEqual(x.grad(), "[-190., -380]");
  }

  @Test
  void hooksRunOnTheCallingThread() throws InterruptedException {
    Tensor x = leaf("1.");
    List<Thread> seen = Collections.synchronizedList(new ArrayList<>());
    x.registerHook(g -> {
      seen.add(Thread.currentThread());
      return null;
    });
    Thread t = Thread.ofVirtual().start(() -> x.mul(2).backward());
    t.join();
    assertThat(seen).containsExactly(t);
  }

  // --- The rules of the mechanics note ---

  @Test
  void rule26_passesMayRunAtOnceEachOnTheThreadThatAsked() throws InterruptedException {
    Tensor w = leaf("[1., 2]");
    List<Thread> askers = Collections.synchronizedList(new ArrayList<>());
    List<Thread> runners = Collections.synchronizedList(new ArrayList<>());
    inThreads(
        6,
        Thread.ofPlatform(),
        k -> {
          askers.add(Thread.currentThread());
          Tensor y = w.mul(k);
          y.registerHook(g -> {
            runners.add(Thread.currentThread());
            return null;
          });
          y.sum().backward();
        });
    assertThat(runners).containsExactlyInAnyOrderElementsOf(askers);
    assertEqual(w.grad(), "[15., 15]");
  }

  /// Stronger than PyTorch's contract, which leaves the sum undefined: a leaf adds under its lock.
  @Test
  void rule27_concurrentPassesIntoSharedLeavesLoseNothing() throws InterruptedException {
    Tensor w = leaf("[1., 2]");
    Tensor b = leaf("[0.]");
    inThreads(
        8,
        Thread.ofVirtual(),
        k -> {
          for (int i = 1; i <= 50; i++) {
            w.mul(i).add(b).sum().backward();
          }
        });
    assertEqual(w.grad(), "[10200., 10200]");
    assertEqual(b.grad(), "[800.]");
  }

  @Test
  void rule28_aSharedPartMustBeRetained() throws InterruptedException {
    Tensor w = leaf("[1., 2]");
    Tensor shared = w.exp();
    inThreads(
        4, Thread.ofPlatform(), k -> shared.mul(k).sum().backward(BackwardOptions.retaining()));
    shared.sum().backward();
    Seen.assertRefused(
        GradusStateException.class,
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.",
        () -> shared.sum().backward());
  }

  @Test
  void rule29_theSharedNodesOfSeveralPassesDoNotMixTheirGradients() throws InterruptedException {
    Tensor w = leaf("[1., 2]");
    Tensor shared = w.mul(2).mul(tensor("[3., 5]"));
    inThreads(
        8,
        Thread.ofPlatform(),
        k -> {
          for (int i = 0; i < 100; i++) {
            Tensor y = shared.mul(k + 1).sum();
            Tensor g = Gradus.grad(y, w, GradOptions.retaining());
            assertThat(Seen.values(g)).containsExactly(6.0 * (k + 1), 10.0 * (k + 1));
          }
        });
  }

  /// Training steps of many threads on shared parameters, with hooks, views, forward mode, modes
  /// and re-entrant passes among them.
  @Test
  void manyThreadsOnSharedParameters() throws InterruptedException {
    Tensor w = leaf("[[1., 2], [3, 4]]");
    Tensor b = leaf("[1., 1]");
    AtomicInteger hooked = new AtomicInteger();
    w.registerHook(g -> {
      hooked.incrementAndGet();
      return null;
    });
    int threads = 6;
    int rounds = 40;
    inThreads(
        threads,
        Thread.ofVirtual(),
        k -> {
          Tensor x = tensor("[[1., 0], [0, 1]]");
          for (int i = 0; i < rounds; i++) {
            Tensor y = x.matmul(w).add(b);
            y.select(0, 0).mul_(2);
            Tensor inner = y.detach().requiresGrad_();
            y.registerHook(g -> {
              Gradus.enableGrad(() -> inner.mul(2).sum()).backward();
              return null;
            });
            assertThat(Gradus.noGrad(() -> w.mul(2)).requiresGrad()).isFalse();
            y.sum().backward();
            assertThat(Seen.values(Seen.grad(inner))).containsOnly(2);
          }
        });
    int n = threads * rounds;
    assertThat(hooked.get()).isEqualTo(n);
    assertThat(Seen.values(Seen.grad(w))).containsExactly(2.0 * n, 2.0 * n, n, n);
    assertThat(Seen.values(Seen.grad(b))).containsExactly(3.0 * n, 3.0 * n);
  }
}
