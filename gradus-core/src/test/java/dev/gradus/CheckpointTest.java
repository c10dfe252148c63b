package dev.gradus;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertSame;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.Checkpoint;
import dev.gradus.autograd.CheckpointOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.error.CheckpointException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of checkpoints (j…), by their names in behaviours.json.
class CheckpointTest {
  private final AtomicInteger runs = new AtomicInteger();

  private TensorFunction counted(UnaryOperator<Tensor> f) {
    return x -> {
      runs.incrementAndGet();
      return f.apply(x[0]);
    };
  }

  private static Tensor plain(Tensor x) {
    return x.sin().mul(x).exp();
  }

  private static Tensor plainGradient() {
    Tensor x = leaf("[1., 2]");
    plain(x).sum().backward();
    return Objects.requireNonNull(x.grad());
  }

  @Test
  void j1_oneMoreRunInBackward() {
    Tensor x = leaf("[1., 2]");
    Tensor y = Checkpoint.checkpoint(counted(CheckpointTest::plain), x);
    assertThat(runs).hasValue(1);
    y.sum().backward();
    assertThat(runs).hasValue(2);
    assertSame(Objects.requireNonNull(x.grad()), plainGradient());
  }

  @Test
  void aRetainedGraphRunsAgainForEachBackward() {
    Tensor x = leaf("[1., 2]");
    Tensor y = Checkpoint.checkpoint(counted(CheckpointTest::plain), x).sum();
    y.backward(BackwardOptions.retaining());
    y.backward();
    assertThat(runs).hasValue(3);
    assertSame(Objects.requireNonNull(x.grad()), plainGradient().mul(2));
  }

  @Test
  void gradientsOfGradients() {
    Tensor x = leaf("[2.]");
    Tensor y = Checkpoint.checkpoint(in -> in[0].pow(3), x);
    Tensor g = grad(y, x, GradOptions.creating());
    assertEqual(g, "[12.]");
    assertEqual(grad(g, x)[0], "[12.]");
  }

  @Test
  void j2_theSameRandomNumbers() {
    Gradus.manualSeed(7);
    Tensor x = leaf("[1., 2, 3]");
    Tensor[] noise = new Tensor[2];
    Tensor y =
        Checkpoint.checkpoint(
            in -> {
              Tensor r = Gradus.rand(3);
              noise[runs.getAndIncrement()] = r;
              return in[0].mul(r).mul(in[0]);
            },
            x);
    Tensor after = Gradus.rand(1);
    y.sum().backward();
    assertSame(noise[1], noise[0]);
    Gradus.manualSeed(7);
    Gradus.rand(3);
    assertSame(Gradus.rand(1), after);
  }

  @Test
  void j3_whatDiffersIsSaid() {
    Tensor x = leaf("[1., 2]");
    Tensor fewer =
        Checkpoint.checkpoint(
            in -> runs.getAndIncrement() == 0 ? in[0].sin().exp() : in[0].add(1), x);
    assertThatThrownBy(() -> fewer.sum().backward())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "torch.utils.checkpoint: A different number of tensors was saved during the original forward and recomputation.");
    runs.set(0);
    Tensor other =
        Checkpoint.checkpoint(
            in -> runs.getAndIncrement() == 0 ? in[0].sin() : in[0].narrow(0, 0, 1).sin(), x);
    assertThatThrownBy(() -> other.sum().backward())
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "torch.utils.checkpoint: Recomputed values for the following tensors have different metadata than during the forward pass."
                + "\ntensor at position 0:"
                + "\nsaved metadata: {'shape': torch.Size([2]), 'dtype': torch.float32}"
                + "\nrecomputed metadata: {'shape': torch.Size([1]), 'dtype': torch.float32}");
  }

  @Test
  void j4_checkpointsNest() {
    Tensor x = leaf("[1., 2]");
    Tensor y =
        Checkpoint.checkpoint(
            in -> Checkpoint.checkpoint(inner -> inner[0].sin().mul(inner[1]), in[0], in[0]).exp(),
            x);
    y.sum().backward();
    assertSame(Objects.requireNonNull(x.grad()), plainGradient());
  }

  @Test
  void j5_theSecondRunEndsEarly() {
    Tensor x = leaf("[1., 2]");
    AtomicInteger ends = new AtomicInteger();
    TensorFunction f =
        in -> {
          Tensor y = in[0].sin().exp();
          ends.incrementAndGet();
          return y.clone();
        };
    Checkpoint.checkpoint(f, x).sum().backward();
    // exp saves its result, the last tensor that is needed.
    assertThat(ends).hasValue(1);
    Checkpoint.checkpoint(f.several(), CheckpointOptions.DEFAULT.withEarlyStop(false), x)[0]
        .sum()
        .backward();
    assertThat(ends).hasValue(3);
  }

  @Test
  void j6_reentrantCheckpoints() {
    CheckpointOptions reentrant = CheckpointOptions.DEFAULT.withUseReentrant(true);
    Tensor x = leaf("[1., 2]");
    TensorFunction f = counted(CheckpointTest::plain);
    Checkpoint.checkpoint(f.several(), reentrant, x)[0].sum().backward();
    assertThat(runs).hasValue(2);
    assertSame(Objects.requireNonNull(x.grad()), plainGradient());
    Tensor y = Checkpoint.checkpoint(f.several(), reentrant, x)[0].sum();
    assertThatThrownBy(() -> grad(y, x))
        .isInstanceOf(GradusStateException.class)
        .hasMessage(
            "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an `inputs` parameter to .backward(). To resolve this error, you can either set use_reentrant=False, or call .backward() without passing the `inputs` argument.");
  }

  @Test
  void parametersInTheFunctionGetGradients() {
    Tensor w = leaf("[3.]");
    Tensor x = leaf("[2.]");
    Checkpoint.checkpoint(in -> in[0].mul(w).mul(in[0]), x).backward();
    assertEqual(w.grad(), "[4.]");
    assertEqual(x.grad(), "[12.]");
  }

  @Test
  void segmentsOfASequence() {
    Tensor x = leaf("[0.5, 1]");
    List<UnaryOperator<Tensor>> functions =
        List.of(
            y -> {
              runs.incrementAndGet();
              return y.sin();
            },
            Tensor::exp,
            y -> y.mul(y),
            y -> {
              runs.incrementAndGet();
              return y.cos();
            });
    Checkpoint.checkpointSequential(functions, 2, x).sum().backward();
    // The first segment runs again, the last does not.
    assertThat(runs).hasValue(3);
    Tensor z = leaf("[0.5, 1]");
    z.sin().exp().mul(z.sin().exp()).cos().sum().backward();
    assertThat(Seen.grad(x).sub(Seen.grad(z)).abs().max().item()).isLessThan(1e-6);
  }
}
