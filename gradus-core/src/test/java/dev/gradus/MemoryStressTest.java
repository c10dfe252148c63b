package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.autograd.Checkpoint;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Parallel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many steps of random operations in scopes: views, copies, changes in place, gradients that are
/// kept and cleared, with checkpoints or without, memory that is filled when it is read, results
/// that leave their scope. Each tensor is full of one whole number that is known, and after every
/// scope all that live still have theirs.
@ResourceLock("threads")
class MemoryStressTest {
  // From what is not kept for reuse to what several threads share; neighbours in one size class.
  private static final long[] SIZES = {100, 1030, 5000, 5003, 70_000, 300_007};
  private static final int SCOPES = 60;
  private static final int OPERATIONS = 25;
  private static final int ALIVE = 12;
  private static final int MOST = 1000;
  private static final CrossEntropyOptions SUM =
      CrossEntropyOptions.DEFAULT.withReduction(LossReduction.SUM);

  private final int before = Parallel.threads();

  @AfterEach
  void restoreThreads() {
    Parallel.setThreads(before);
  }

  /// A tensor and the number it is full of.
  private record Full(Tensor x, int number) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noLivingTensorLosesItsNumbers(long seed) {
    Parallel.setThreads((int) seed);
    Random random = new Random(seed);
    List<Full> living = new ArrayList<>();
    List<Full> leaves = new ArrayList<>();
    for (long size : SIZES) {
      leaves.add(full(size, random));
      leaves.getLast().x().requiresGrad_();
    }
    for (int k = 0; k < SCOPES; k++) {
      scope(random, living, leaves);
      checkAll(living, leaves);
      while (living.size() > ALIVE) {
        living.remove(random.nextInt(living.size()));
      }
    }
  }

  private static void scope(Random random, List<Full> living, List<Full> leaves) {
    List<Full> here = new ArrayList<>(living);
    try (Scope s = Gradus.scope()) {
      for (long size : SIZES) {
        here.add(full(size, random));
      }
      for (int i = 0; i < OPERATIONS; i++) {
        Full made = made(here.get(random.nextInt(here.size())), here, random);
        here.add(made);
        if (random.nextInt(8) == 0) {
          living.add(new Full(s.keep(made.x()), made.number()));
        }
        if (random.nextInt(6) == 0) {
          gradient(leaves.get(random.nextInt(leaves.size())), random);
        }
      }
      checkAll(here, leaves);
    }
  }

  private static Full made(Full a, List<Full> all, Random random) {
    Tensor x = a.x();
    List<Full> alike = all.stream().filter(f -> f.x().numel() == x.numel()).toList();
    Full b = alike.get(random.nextInt(alike.size()));
    return switch (random.nextInt(9)) {
      case 0 -> bounded(x.add(b.x()), a.number() + b.number());
      case 1 -> bounded(x.sub(b.x()), a.number() - b.number());
      case 2 -> new Full(x.maximum(b.x()), Math.max(a.number(), b.number()));
      case 3 -> new Full(x.clone(), a.number());
      case 4 -> new Full(x.view(1, -1).t().contiguous().view(-1), a.number());
      case 5 -> new Full(x.narrow(0, 1, x.numel() - 1).neg(), -a.number());
      case 6 -> bounded(x.clone().add_(b.x()), a.number() + b.number());
      case 7 -> pending(x);
      default -> new Full(Gradus.cat(List.of(x, x), 0).narrow(0, 3, x.numel()), a.number());
    };
  }

  /// The gradient of scores of a single class, which nobody has read yet.
  private static Full pending(Tensor x) {
    Tensor scores = x.detach().view(-1, 1).requiresGrad_();
    Tensor loss = Gradus.nllLoss(scores, Gradus.zeros(DType.INT64, x.numel()), SUM);
    Tensor g = Gradus.grad(loss, scores, GradOptions.DEFAULT);
    assertThat(g.storage().filling()).isNotNull();
    return new Full(g.view(-1), -1);
  }

  private static Full bounded(Tensor x, int number) {
    return new Full(x.clamp(-MOST, MOST), Math.clamp(number, -MOST, MOST));
  }

  /// Adds up gradients of a leaf in two ways, and clears them now and then.
  private static void gradient(Full leaf, Random random) {
    Tensor x = leaf.x();
    if (random.nextInt(3) == 0) {
      x.zeroGrad();
    }
    Tensor old = x.grad();
    double already = old == null ? 0 : old.max().item();
    TensorFunction f = in -> in[0].mul(in[0]).add(in[0].mul(3));
    Tensor y = random.nextBoolean() ? Checkpoint.checkpoint(f, x) : f.apply(x);
    y.add(y.view(-1, 1).view(-1)).sum().backward();
    double wanted = already + 2 * (2.0 * leaf.number() + 3);
    Tensor g = Objects.requireNonNull(x.grad());
    assertThat(g.max().item()).isEqualTo(wanted);
    assertThat(g.min().item()).isEqualTo(wanted);
  }

  private static Full full(long size, Random random) {
    int number = random.nextInt(2 * MOST + 1) - MOST;
    return new Full(Gradus.full(new long[] {size}, (double) number), number);
  }

  private static void checkAll(List<Full> living, List<Full> leaves) {
    IdentityHashMap<Object, Object> arrays = new IdentityHashMap<>();
    for (Full f : leaves) {
      check(f, arrays);
      Tensor g = f.x().grad();
      if (g != null) {
        check(new Full(g, (int) g.max().item()), arrays);
      }
    }
    for (Full f : living) {
      check(f, arrays);
    }
  }

  private static void check(Full f, IdentityHashMap<Object, Object> arrays) {
    assertThat(f.x().max().item()).isEqualTo(f.number());
    assertThat(f.x().min().item()).isEqualTo(f.number());
    Object storage = f.x().storage();
    assertThat(arrays.computeIfAbsent(f.x().storage().array(), _ -> storage)).isSameAs(storage);
  }
}
