package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.BackwardOptions;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.OperationWatch;
import dev.gradus.Tensor;
import dev.gradus.error.CheckpointException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Checkpoints that keep some results, and the options of checkpoints.
@ResourceLock("Globals")
class SelectiveCheckpointTest {
  private Tensor x = Gradus.tensor(0.0);
  private Tensor w = x;

  @BeforeEach
  void draw() {
    Gradus.manualSeed(3);
    x = randn(float64, 3, 3).requiresGrad_();
    w = randn(float64, 3, 3).requiresGrad_();
  }

  private Tensor[] net(Tensor... in) {
    return new Tensor[] {in[0].mm(w).sigmoid().mm(w).t().sin()};
  }

  private static List<String> computedIn(Runnable body) {
    List<String> names = new ArrayList<>();
    OperationWatch.Handler noting =
        new OperationWatch.Handler() {
          @Override
          public Tensor[] compute(
              dev.gradus.Operation op, Tensor[] x, java.util.function.Supplier<Tensor[]> forward) {
            names.add(op.name());
            return forward.get();
          }
        };
    try (Mode _ = OperationWatch.open(noting)) {
      body.run();
    }
    return names;
  }

  private Tensor[] gradients(CheckpointOptions options) {
    Tensor y = Checkpoint.checkpoint(this::net, options, x)[0].sum();
    y.backward();
    Tensor[] g = {Objects.requireNonNull(x.grad()), Objects.requireNonNull(w.grad())};
    x.setGrad(null);
    w.setGrad(null);
    return g;
  }

  @Test
  void gradientsAreTheSameWhateverIsKept() {
    Tensor[] wanted = new Tensor[2];
    net(x)[0].sum().backward();
    wanted[0] = Objects.requireNonNull(x.grad());
    wanted[1] = Objects.requireNonNull(w.grad());
    x.setGrad(null);
    w.setGrad(null);
    for (String[] names :
        List.of(new String[0], new String[] {"mm"}, new String[] {"sigmoid", "mm"})) {
      CheckpointOptions options =
          CheckpointOptions.DEFAULT.withContextFn(() -> SelectiveCheckpoint.saving(names));
      Tensor[] g = gradients(options);
      assertThat(g[0].equal(wanted[0])).isTrue();
      assertThat(g[1].equal(wanted[1])).isTrue();
    }
  }

  @Test
  void whatIsKeptIsNotComputedAgain() {
    AtomicInteger asked = new AtomicInteger();
    List<String> again = new ArrayList<>();
    CheckpointOptions options =
        CheckpointOptions.DEFAULT.withContextFn(() ->
            SelectiveCheckpoint.by((second, op, in) -> {
              asked.incrementAndGet();
              if (second) {
                again.add(op);
              }
              assertThat(in).isNotEmpty();
              return op.equals("mm") ? CheckpointPolicy.MUST_SAVE : CheckpointPolicy.MUST_RECOMPUTE;
            }));
    Tensor y = Checkpoint.checkpoint(this::net, options, x)[0].sum();
    List<String> computed = computedIn(y::backward);
    assertThat(again).startsWith("mm", "sigmoid", "mm");
    // Four products belong to the gradients; those of the function were kept.
    assertThat(computed.stream().filter("mm"::equals)).hasSize(4);
    assertThat(asked.get()).isGreaterThanOrEqualTo(7);
  }

  @Test
  void aRegionRunsBackwardOnce() {
    CheckpointOptions options =
        CheckpointOptions.DEFAULT.withContextFn(() -> SelectiveCheckpoint.saving("mm"));
    Tensor y = Checkpoint.checkpoint(this::net, options, x)[0].sum();
    y.backward(BackwardOptions.retaining());
    assertThatThrownBy(y::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessage(
            "Trying to backward an extra time. You are only allowed to backward once on any region computed under selective activation checkpoint.");
  }

  @Test
  void whatIsKeptMayNotChange() {
    TensorsFunction f =
        in -> {
          Tensor y = in[0].sin();
          return new Tensor[] {y.add_(1).exp()};
        };
    CheckpointOptions strict =
        CheckpointOptions.DEFAULT.withContextFn(() -> SelectiveCheckpoint.saving("sin"));
    Tensor y = Checkpoint.checkpoint(f, strict, x)[0].sum();
    assertThatThrownBy(y::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "Tensor cached during selective activation checkpoint has been mutated");
  }

  @Test
  void policiesMustAgree() {
    CheckpointOptions options =
        CheckpointOptions.DEFAULT.withContextFn(() ->
            SelectiveCheckpoint.by((again, _, _) ->
                again ? CheckpointPolicy.MUST_SAVE : CheckpointPolicy.MUST_RECOMPUTE));
    Tensor y = Checkpoint.checkpoint(this::net, options, x)[0].sum();
    assertThatThrownBy(y::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessage("mm encountered during backward, but not found in storage");
  }

  @Test
  void randomNumbersAreDrawnAgain() {
    TensorsFunction f =
        in ->
            new Tensor[] {Gradus.dropout(in[0].sin(), 0.5, true).mul(Gradus.dropout(w, 0.5, true))};
    Gradus.manualSeed(5);
    Tensor wanted = Gradus.grad(f.apply(x)[0].sum(), x)[0];
    Gradus.manualSeed(5);
    CheckpointOptions options =
        CheckpointOptions.DEFAULT.withContextFn(
            () -> SelectiveCheckpoint.by((_, _, _) -> CheckpointPolicy.PREFER_SAVE));
    Tensor y = Checkpoint.checkpoint(f, options, x)[0].sum();
    assertThat(Gradus.grad(y, x)[0].equal(wanted)).isTrue();
  }

  // --- Options ---

  @Test
  void reentrantCheckpointsTakeNoContexts() {
    CheckpointOptions options = CheckpointOptions.DEFAULT.withUseReentrant(true).withDebug(true);
    assertThatThrownBy(() -> Checkpoint.checkpoint(this::net, options, x))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage("Passing `context_fn` or `debug` is only supported when use_reentrant=False.");
  }

  @Test
  void debugNamesTheOperationsOfBothRuns() {
    AtomicInteger runs = new AtomicInteger();
    TensorsFunction f =
        in -> new Tensor[] {runs.getAndIncrement() == 0 ? in[0].sin().exp() : in[0].cos()};
    Tensor y;
    try (Mode _ = Checkpoint.setDebugEnabled(true)) {
      y = Checkpoint.checkpoint(f, CheckpointOptions.DEFAULT, x)[0].sum();
    }
    assertThatThrownBy(y::backward)
        .isInstanceOf(CheckpointException.class)
        .message()
        .containsSubsequence(
            "Operations of the first run:",
            "sin  at ",
            "SelectiveCheckpointTest",
            "exp  at ",
            "Operations of the run in backward:",
            "cos  at ");
  }

  @Test
  void earlyStopCanBeSetForAThread() {
    AtomicInteger ends = new AtomicInteger();
    TensorsFunction f =
        in -> {
          Tensor y = in[0].sin().exp();
          ends.incrementAndGet();
          return new Tensor[] {y};
        };
    try (Mode _ = Checkpoint.setEarlyStop(false)) {
      Checkpoint.checkpoint(f, CheckpointOptions.DEFAULT, x)[0].sum().backward();
    }
    assertThat(ends).hasValue(2);
    Checkpoint.checkpoint(f, CheckpointOptions.DEFAULT, x)[0].sum().backward();
    assertThat(ends).hasValue(3);
  }

  @Test
  void aGroupOfPassesRecomputesOnce() {
    AtomicInteger runs = new AtomicInteger();
    TensorsFunction f =
        in -> {
          runs.incrementAndGet();
          return new Tensor[] {in[0].sin().mul(w), in[0].cos().exp()};
        };
    Tensor[] y = Checkpoint.checkpoint(f, CheckpointOptions.DEFAULT, x);
    try (Mode _ = GraphExecGroup.open()) {
      y[0].sum().backward();
      y[1].sum().backward();
      assertThatThrownBy(GraphExecGroup::open)
          .isInstanceOf(GradusStateException.class)
          .hasMessageStartingWith("GraphExecGroup contexts cannot be nested. Already in group ");
    }
    assertThat(runs).hasValue(2);
    Tensor wanted = Gradus.grad(f.apply(x)[0].sum().add(f.apply(x)[1].sum()), x)[0];
    assertThat(Objects.requireNonNull(x.grad()).allclose(wanted)).isTrue();
  }

  @Test
  void withoutRecordingNothingIsKept() {
    List<Boolean> second = new ArrayList<>();
    CheckpointOptions options =
        CheckpointOptions.DEFAULT.withContextFn(() ->
            SelectiveCheckpoint.by((again, _, _) -> {
              second.add(again);
              return CheckpointPolicy.MUST_SAVE;
            }));
    Tensor y = Gradus.noGrad(() -> Checkpoint.checkpoint(this::net, options, x)[0]);
    assertThat(y.requiresGrad()).isFalse();
    assertThat(second).isEmpty();
  }

  @Test
  void segmentsTakeOptions() {
    AtomicInteger runs = new AtomicInteger();
    List<java.util.function.UnaryOperator<Tensor>> functions =
        List.of(
            y -> {
              runs.incrementAndGet();
              return y.sin();
            },
            Tensor::exp);
    CheckpointOptions options = CheckpointOptions.DEFAULT.withUseReentrant(true);
    Checkpoint.checkpointSequential(functions, 2, options, x).sum().backward();
    assertThat(runs).hasValue(2);
    assertThatThrownBy(() -> Checkpoint.checkpointSequential(functions, 3, x))
        .isInstanceOf(GradusArgumentException.class);
  }

  // --- Watching operations ---

  @Test
  void onlyWhatIsCalledIsSeen() {
    List<String> seen = new ArrayList<>();
    try (Mode _ = OperationWatch.open(OperationWatch.seeing((op, _) -> seen.add(op.name())))) {
      Tensor y = x.mm(w).add(1);
      y.clone().mul_(2).t();
    }
    assertThat(seen).containsExactly("mm", "add", "clone", "mul", "t");
  }

  @Test
  void resultsThatAreGivenAreRecordedAsTheOperations() {
    OperationWatch.Handler ones =
        new OperationWatch.Handler() {
          @Override
          public Tensor[] compute(
              dev.gradus.Operation op, Tensor[] in, java.util.function.Supplier<Tensor[]> forward) {
            return new Tensor[] {Gradus.onesLike(in[0]).detach()};
          }
        };
    Tensor[] seen = new Tensor[1];
    try (Mode _ = OperationWatch.open(ones)) {
      Tensor y = x.sin();
      assertThat(String.valueOf(y.gradFn())).isEqualTo("<SinBackward0>");
      seen[0] = y;
    }
    assertThat(seen[0].eq(1).all().itemBoolean()).isTrue();
  }
}
