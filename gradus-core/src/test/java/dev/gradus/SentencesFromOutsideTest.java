package dev.gradus;

import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.Checkpoint;
import dev.gradus.autograd.CheckpointOptions;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.Functional;
import dev.gradus.autograd.FunctionalOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.autograd.VmapOptions;
import dev.gradus.dtype.DType;
import dev.gradus.error.CheckpointException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// More of PyTorch's sentences: flags as attributes, vmap, checkpoints.
@ResourceLock("dev.gradus.Globals")
class SentencesFromOutsideTest {
  @Test
  void theFlagAsAnAttribute() {
    Tensor x = tensor("[1., 2]");
    x.setRequiresGrad(true);
    assertThat(x.requiresGrad()).isTrue();
    Tensor y = x.mul(2);
    assertRefused(
        GradusStateException.class,
        "you can only change requires_grad flags of leaf variables.",
        () -> y.setRequiresGrad(true));
    assertRefused(
        GradusStateException.class,
        "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
        () -> y.setRequiresGrad(false));
    Tensor whole = zeros(DType.INT64, 2);
    assertRefused(
        GradusArgumentException.class,
        "only Tensors of floating point and complex dtype can require gradients",
        () -> whole.setRequiresGrad(true));
    whole.setRequiresGrad(false);
    assertRefused(
        GradusArgumentException.class,
        "Only Tensors of floating point and complex dtype can require gradients",
        () -> Gradus.parameter(whole));
    Tensor complex = zeros(DType.COMPLEX64, 2);
    complex.setRequiresGrad(true);
    assertThat(complex.requiresGrad()).isTrue();
  }

  @Test
  void aResultWithoutBatch() {
    Tensor x = tensor("[[1., 2], [3, 4], [5, 6]]");
    VmapOptions none = VmapOptions.DEFAULT.withOutDims((Integer) null);
    assertRefused(
        GradusArgumentException.class,
        "vmap(<lambda>, ...): `<lambda>` can not return a BatchedTensor when out_dim is None",
        () -> Func.vmap(v -> v[0].sin(), none).apply(x));
    Tensor same = tensor("[7., 8]");
    TensorsFunction both = v -> new Tensor[] {v[0].mul(2), same.mul(1)};
    VmapOptions second = VmapOptions.DEFAULT.withOutDims(1, null);
    for (VmapOptions o : List.of(second, second.withChunkSize(2))) {
      Tensor[] y = Func.vmapAll(both, o).apply(x);
      assertEqual(y[0], "[[2., 6, 10], [4, 8, 12]]");
      assertEqual(y[1], "[7., 8]");
    }
  }

  @Test
  void choosingByWhatIsMappedOver() {
    assertRefused(
        GradusUnsupportedException.class,
        "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. We don't support that yet, please file an issue at https://github.com/pytorch/pytorch/issues .",
        () -> Func.vmap(v -> v[0].sum().itemBoolean() ? v[0] : v[0].neg()).apply(tensor("[[1.]]")));
  }

  @Test
  void tensorsOfTransformsArePrintedAsWhatTheyWrap() {
    List<String> seen = new ArrayList<>();
    Tensor x = tensor("[[1.], [2]]");
    Func.vmap(v -> note(seen, v[0])).apply(x);
    Func.grad(v -> note(seen, v[0]).sum()).apply(tensor("[1.]"));
    Func.vmap(v -> Func.grad(u -> note(seen, u[0]).sum()).apply(v[0])).apply(x);
    assertThat(seen)
        .containsExactly(
            "BatchedTensor(lvl=1, bdim=0, value=\n    tensor([[1.],\n            [2.]])\n)",
            "GradTrackingTensor(lvl=1, value=\n    tensor([1.])\n)",
            "GradTrackingTensor(lvl=2, value=\n    BatchedTensor(lvl=1, bdim=0, value=\n        tensor([[1.],\n                [2.]])\n    )\n)");
  }

  private static Tensor note(List<String> seen, Tensor x) {
    seen.add(x.toString());
    return x;
  }

  @Test
  void whatIsWrongWithJacobiansAndVectors() {
    Tensor x = tensor("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "jacrev: `chunk_size` should be greater than 0.",
        () -> Func.jacrevAll(v -> new Tensor[] {v[0].sin()}, -1, 0).apply(x));
    assertRefused(
        GradusArgumentException.class,
        "Entry 1 in v has invalid size: should be torch.Size([2]) but got torch.Size([1]).",
        () ->
            Functional.vhp(
                v -> new Tensor[] {v[0].mul(v[1]).sum()},
                FunctionalOptions.DEFAULT,
                new Tensor[] {x, tensor("[1.]")},
                new Tensor[] {x, x}));
  }

  @Test
  void aSecondRunThatSavesMore() {
    Tensor x = leaf("[1., 2]");
    int[] runs = {0};
    CheckpointOptions o = CheckpointOptions.DEFAULT.withEarlyStop(false);
    Tensor y = Checkpoint.of(v -> runs[0]++ == 0 ? v[0].sin() : v[0].sin().cos().exp(), o).apply(x);
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "torch.utils.checkpoint: trying to save more tensors during recomputation than during the original forward pass.\n");
    int[] more = {0};
    Tensor z =
        Checkpoint.of(
                v -> more[0]++ == 0 ? v[0].sin().cos() : v[0].sin(), CheckpointOptions.DEFAULT)
            .apply(x);
    assertThatThrownBy(() -> z.sum().backward())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "torch.utils.checkpoint: A different number of tensors was saved during the original forward and recomputation.\nNumber of tensors saved during forward: 2\nNumber of tensors saved during recomputation: 1.");
  }

  @Test
  void aPassInsideACheckpoint() {
    for (boolean early : new boolean[] {true, false}) {
      Tensor x = leaf("[1., 2]");
      List<Tensor> inside = new ArrayList<>();
      Tensor y =
          Checkpoint.of(
                  v -> {
                    Tensor part = v[0].exp();
                    Tensor mid = part.mul(v[0]);
                    if (inside.isEmpty()) {
                      inside.add(part);
                      inside.add(Gradus.grad(mid.sum(), v[0], GradOptions.retaining()));
                    }
                    return mid.sin();
                  },
                  CheckpointOptions.DEFAULT.withEarlyStop(early))
              .apply(x);
      y.sum().backward();
      Tensor e = x.detach().exp();
      assertThat(inside.get(1).allclose(e.mul(x.detach().add(1)))).isTrue();
      Tensor wanted = e.mul(x.detach()).cos().mul(e.mul(x.detach().add(1)));
      assertThat(Objects.requireNonNull(x.grad()).allclose(wanted))
          .as("early stop %s", early)
          .isTrue();
    }
  }

  @Test
  void aReentrantCheckpointOfConstants() {
    List<String> warnings = new ArrayList<>();
    Gradus.onWarning(warnings::add);
    try {
      Checkpoint.of(v -> v[0].sin(), CheckpointOptions.DEFAULT.withUseReentrant(true))
          .apply(tensor("[1.]"));
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
    assertThat(warnings)
        .containsExactly("None of the inputs have requires_grad=True. Gradients will be None");
  }
}
