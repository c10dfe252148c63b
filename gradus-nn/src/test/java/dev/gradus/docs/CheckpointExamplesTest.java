package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Mode;
import dev.gradus.OperationWatch;
import dev.gradus.Profile;
import dev.gradus.ProfileSort;
import dev.gradus.Tensor;
import dev.gradus.autograd.Checkpoint;
import dev.gradus.autograd.CheckpointOptions;
import dev.gradus.autograd.CheckpointPolicy;
import dev.gradus.autograd.GraphExecGroup;
import dev.gradus.autograd.SelectiveCheckpoint;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.error.CheckpointException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Examples of checkpoints and of finding errors.
@ResourceLock("Globals")
@SuppressWarnings({"BadImport", "NullAway"})
class CheckpointExamplesTest {
  private final Tensor x = tensor("[1., 2]").requiresGrad_();

  @Test
  void checkpoints() {
    TensorFunction block = in -> in[0].sin().exp();
    Tensor y = Checkpoint.checkpoint(block, x); // keeps x; sin and exp are computed again
    y.sum().backward();
    CheckpointOptions options =
        CheckpointOptions.DEFAULT
            .withPreserveRngState(false) // nothing random in it
            .withDeterminismCheck(false)
            .withUseReentrant(true);
    Tensor z = Checkpoint.of(block, options).apply(x);
    z.sum().backward();
    assertThat(x.grad().allclose(x.sin().exp().mul(x.cos()).mul(2))).isTrue();
  }

  @Test
  void segments() {
    List<java.util.function.UnaryOperator<Tensor>> layers =
        List.of(Tensor::sin, Tensor::exp, Tensor::square, Tensor::cos);
    Tensor y = Checkpoint.checkpointSequential(layers, 2, x);
    y.sum().backward();
    assertThat(x.grad()).isNotNull();
  }

  @Test
  void checkpointSettings() {
    AtomicInteger runs = new AtomicInteger();
    TensorFunction differs = in -> runs.getAndIncrement() == 0 ? in[0].sin().exp() : in[0].cos();
    try (Mode _ = Checkpoint.setEarlyStop(false);
        Mode _ = Checkpoint.setDebugEnabled(true)) {
      Tensor y = Checkpoint.checkpoint(differs, x).sum();
      assertThatThrownBy(y::backward)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("Operations of the run in backward:\ncos");
    }
  }

  @Test
  void selective() {
    Tensor w = eye(2).requiresGrad_();
    TensorFunction block = in -> in[0].mm(w).sigmoid().mm(w);
    CheckpointOptions products =
        CheckpointOptions.DEFAULT.withContextFn(() -> SelectiveCheckpoint.saving("mm"));
    CheckpointOptions byPolicy =
        CheckpointOptions.DEFAULT.withContextFn(() ->
            SelectiveCheckpoint.by((again, operation, inputs) ->
                operation.equals("mm")
                    ? CheckpointPolicy.MUST_SAVE
                    : CheckpointPolicy.PREFER_RECOMPUTE));
    for (CheckpointOptions options : List.of(products, byPolicy)) {
      Tensor y = Checkpoint.of(block, options).apply(ones(2, 2));
      assertThat(grad(y.sum(), w)[0].shape()).containsExactly(2, 2);
    }
  }

  @Test
  void passesTogether() {
    AtomicInteger runs = new AtomicInteger();
    Tensor[] y =
        Checkpoint.checkpoint(
            in -> {
              runs.incrementAndGet();
              return new Tensor[] {in[0].sin(), in[0].exp()};
            },
            CheckpointOptions.DEFAULT,
            x);
    try (Mode _ = GraphExecGroup.open()) {
      y[0].sum().backward();
      y[1].sum().backward();
    }
    assertThat(runs).hasValue(2);
  }

  // --- Finding errors ---

  @Test
  void anomalies() {
    onWarning(warning -> {});
    try (Mode _ = detectAnomaly()) {
      assertThat(isAnomalyEnabled()).isTrue();
      assertThat(isAnomalyCheckNanEnabled()).isTrue();
      Tensor y = tensor("[-1.]").requiresGrad_().sqrt();
      assertThat(forwardTrace(y.gradFn()).get(0)).contains("CheckpointExamplesTest.anomalies");
      assertThatThrownBy(() -> y.backward(ones(1)))
          .hasMessage("Function 'SqrtBackward0' returned nan values in its 0th output.");
    }
    boolean checkNan = false;
    try (Mode _ = setDetectAnomaly(true, checkNan)) {
      tensor("[-1.]").requiresGrad_().sqrt().backward(ones(1));
    }
  }

  @Test
  void watched() {
    List<String> seen = new ArrayList<>();
    try (Mode _ = OperationWatch.open(OperationWatch.seeing((op, in) -> seen.add(op.name())))) {
      x.sin().sum();
    }
    assertThat(seen).containsExactly("sin", "sum");
  }

  @Test
  void profiled() {
    Tensor leaf = tensor("[1., 2]").requiresGrad_();
    Profile p =
        profile(() -> {
          try (Mode _ = recordFunction("step")) {
            leaf.sin().sum().backward();
          }
        });
    assertThat(p.table(ProfileSort.SELF_TIME, 10)).contains("step", "sin", "SinBackward0");
  }
}
