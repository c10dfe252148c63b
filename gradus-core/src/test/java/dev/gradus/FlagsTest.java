package dev.gradus;

import static dev.gradus.Gradus.enableGrad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.setGradEnabled;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// PyTorch's behaviours of flags (c…) and modes (d…), by their names in behaviours.json.
@ResourceLock("dev.gradus.Globals")
class FlagsTest {
  @Test
  void c1_requiresGradPropagates() {
    Tensor a = tensor("[1., 2]");
    Tensor b = leaf("[1., 2]");
    assertThat(a.mul(a).requiresGrad()).isFalse();
    assertThat(a.mul(a).gradFn()).isNull();
    assertThat(a.mul(b).requiresGrad()).isTrue();
    assertThat(b.eq(a).requiresGrad()).isFalse();
  }

  @Test
  void c2_addingInPlaceMakesAResult() {
    Tensor a = zeros(2);
    Tensor b = leaf("[1., 2]");
    a.add_(b);
    assertThat(a.requiresGrad()).isTrue();
    assertThat(a.isLeaf()).isFalse();
    a.mul(3).sum().backward();
    assertEqual(b.grad(), "[3., 3]");
  }

  @Test
  void c3_integersCannotRequireGrad() {
    for (DType dtype : List.of(DType.INT64, DType.INT32, DType.BOOL, DType.UINT8)) {
      Tensor x = zeros(dtype, 2);
      assertRefused(
          GradusArgumentException.class,
          "only Tensors of floating point dtype can require gradients",
          x::requiresGrad_);
      assertThat(x.requiresGrad()).isFalse();
      assertThat(x.requiresGrad_(false)).isSameAs(x);
    }
  }

  @Test
  void c4_whatIsALeaf() {
    Tensor plain = tensor("[1., 2]");
    Tensor x = leaf("[1., 2]");
    assertThat(plain.isLeaf()).isTrue();
    assertThat(plain.mul(2).isLeaf()).isTrue();
    assertThat(x.isLeaf()).isTrue();
    assertThat(x.mul(2).isLeaf()).isFalse();
    assertThat(x.mul(2).detach().isLeaf()).isTrue();
    assertThat(noGrad(() -> x.mul(2)).isLeaf()).isTrue();
  }

  @Test
  void rule14_theFlagOfAResultCannotChange() {
    Tensor y = leaf("[1., 2]").mul(2);
    assertRefused(
        GradusStateException.class,
        "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
        () -> y.requiresGrad_(false));
    assertThat(y.requiresGrad()).isTrue();
    assertThat(y.requiresGrad_()).isSameAs(y);
    assertThat(y.isLeaf()).isFalse();
  }

  @Test
  void c6_detachingABaseLeavesItsViews() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    Tensor view = y.view(2);
    y.detach_();
    assertThat(y.requiresGrad()).isFalse();
    assertThat(y.isLeaf()).isTrue();
    assertThat(view.requiresGrad()).isTrue();
    view.sum().backward();
    assertEqual(x.grad(), "[2., 2]");
    assertThatThrownBy(view::detach_)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.");
    assertThat(view.requiresGrad()).isTrue();
  }

  @Test
  void c7_detachSharesTheVersion() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.exp();
    Tensor z = y.mul(2).sum();
    y.detach().zero_();
    assertThat(y.version()).isEqualTo(1);
    assertThatThrownBy(z::backward)
        .hasMessageContaining("modified by an inplace operation")
        .hasMessageContaining("zero_");
  }

  @Test
  void c8_dataDoesNot() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(x);
    x.data().mul_(10);
    assertThat(x.version()).isZero();
    y.sum().backward();
    assertEqual(x.grad(), "[20., 40]");
    assertThat(x.data().requiresGrad()).isFalse();
    assertThat(x.data().storage()).isSameAs(x.storage());
  }

  @Test
  void c9_dataOfAnIntegerDtypeIsRefused() {
    Tensor x = leaf("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "data set to a tensor that requires gradients must be floating point or complex dtype",
        () -> x.setData(zeros(DType.INT64, 2)));
    assertEqual(x, "[1., 2]");
    x.setData(tensor("[5., 6]"));
    assertEqual(x, "[5., 6]");
    x.mul(x).sum().backward();
    assertEqual(x.grad(), "[10., 12]");
  }

  @Test
  void setDataOfOtherSizesAsksForGradientsOfThose() {
    Tensor x = leaf("[1., 2]");
    x.mul(2).sum().backward();
    x.zeroGrad();
    x.setData(tensor("[[1., 2, 3]]"));
    x.mul(2).sum().backward();
    assertEqual(x.grad(), "[[2., 2, 2]]");
  }

  @Test
  void c12_whatMayBeAGradient() {
    Tensor x = leaf("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "attempting to assign a gradient of size '[3]' to a tensor of size '[2]'. Please ensure that the gradient and the tensor are the same size",
        () -> x.setGrad(ones(3)));
    assertRefused(
        GradusArgumentException.class,
        "attempting to assign a gradient with dtype 'double' to a tensor with grad_dtype 'Float'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.",
        () -> x.setGrad(ones(DType.FLOAT64, 2)));
    assertRefused(
        GradusArgumentException.class, "can't assign Variable as its own grad", () -> x.setGrad(x));
    assertThat(x.grad()).isNull();
    Tensor g = ones(2);
    x.setGrad(g);
    assertThat(x.grad()).isSameAs(g);
    x.setGrad(null);
    assertThat(x.grad()).isNull();
  }

  @Test
  void c14_readingTheGradientOfAResultWarns() {
    List<String> warnings = new ArrayList<>();
    Gradus.onWarning(warnings::add);
    try {
      Tensor x = leaf("[1., 2]");
      assertThat(x.grad()).isNull();
      assertThat(tensor("1.").grad()).isNull();
      Tensor kept = x.mul(2);
      kept.retainGrad();
      assertThat(kept.grad()).isNull();
      assertThat(warnings).isEmpty();
      assertThat(x.mul(2).grad()).isNull();
      assertThat(warnings)
          .containsExactly(
              "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more informations.");
      Tensor set = x.mul(2);
      set.setGrad(ones(2));
      assertEqual(set.grad(), "[1., 1]");
      assertThat(warnings).hasSize(1);
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
  }

  @Test
  void createGraphWarnsOncePerPlace() {
    List<String> warnings = new ArrayList<>();
    Gradus.onWarning(warnings::add);
    try {
      for (int i = 0; i < 3; i++) {
        leaf("2.").pow(2).backward(BackwardOptions.creating());
      }
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0))
          .startsWith(
              "Using backward() with create_graph=True will create a reference cycle between the parameter and its gradient which can cause a memory leak. We recommend using autograd.grad when creating the graph to avoid this. If you have to use this function, make sure to reset the .grad fields of your parameters to None after use to break the cycle and avoid the leak.");
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
  }

  @Test
  void c16_castsAreDifferentiable() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.to(DType.FLOAT64);
    y.mul(3).sum().backward();
    assertEqual(x.grad(), "[3., 3]");
    assertThat(grad(x).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(x.to(DType.FLOAT32)).isSameAs(x);
  }

  @Test
  void c17_eachLeafHasItsOwnDtype() {
    Tensor x = leaf("[1., 2]");
    Tensor y = Seen.leaf64("[3., 4]");
    Tensor z = x.mul(y);
    assertThat(z.dtype()).isEqualTo(DType.FLOAT64);
    z.sum().backward();
    assertThat(grad(x).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(grad(y).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void c19_broadcastOperandsGetSums() {
    Tensor a = ones(3, 1).requiresGrad_();
    Tensor b = ones(1, 4).requiresGrad_();
    a.mul(b).sum().backward();
    assertEqual(a.grad(), "[[4.], [4], [4]]");
    assertEqual(b.grad(), "[[3., 3, 3, 3]]");
  }

  @Test
  void d1_noGradRecordsNothingAndIsRestored() {
    Tensor x = leaf("[1., 2]");
    try (var _ = noGrad()) {
      assertThat(x.mul(2).requiresGrad()).isFalse();
      assertThat(x.mul(2).gradFn()).isNull();
      try (var _ = noGrad()) {
        assertThat(Gradus.isGradEnabled()).isFalse();
      }
      assertThat(Gradus.isGradEnabled()).isFalse();
    }
    assertThat(Gradus.isGradEnabled()).isTrue();
    assertThatThrownBy(() ->
            noGrad(() -> {
              throw new IllegalStateException("body");
            }))
        .hasMessage("body");
    assertThat(Gradus.isGradEnabled()).isTrue();
    assertThat(noGrad(() -> x.mul(2)).requiresGrad()).isFalse();
  }

  @Test
  void d1_aViewMadeInNoGradRequiresGradAsItsBaseDoesButHasNoHistory() {
    Tensor x = leaf("[1., 2]");
    Tensor view = noGrad(() -> x.view(2));
    assertThat(view.requiresGrad()).isTrue();
    assertThat(view.isLeaf()).isTrue();
    assertThat(view.gradFn()).isNull();
    Tensor y = view.mul(x);
    y.sum().backward();
    assertEqual(x.grad(), "[1., 2]");
    assertThat(view.grad()).isNull();
    assertThatThrownBy(() -> view.backward(ones(2)))
        .hasMessageStartingWith("element 0 of tensors does not require grad");
    assertThat(view.registerHook(g -> null)).isNotNull();
  }

  @Test
  void d2_enableGradRecordsAgain() {
    Tensor x = leaf("[1., 2]");
    try (var _ = noGrad()) {
      assertThat(enableGrad(() -> x.mul(2)).requiresGrad()).isTrue();
      try (var _ = setGradEnabled(true)) {
        assertThat(x.mul(2).requiresGrad()).isTrue();
      }
      assertThat(x.mul(2).requiresGrad()).isFalse();
    }
    assertThat(setGradEnabled(false, () -> x.mul(2)).requiresGrad()).isFalse();
  }

  @Test
  void d4_eachThreadHasItsOwnMode() throws InterruptedException {
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      boolean[] seen = {false, true};
      try (var _ = noGrad()) {
        Thread t =
            kind.start(() -> {
              seen[0] = Gradus.isGradEnabled();
              setGradEnabled(false);
              seen[1] = Gradus.isGradEnabled();
            });
        t.join();
        assertThat(Gradus.isGradEnabled()).isFalse();
      }
      assertThat(seen).containsExactly(true, false);
      assertThat(Gradus.isGradEnabled()).isTrue();
    }
  }

  @Test
  void aModeIsClosedWhereItWasOpened() throws InterruptedException {
    Mode mode = noGrad();
    Throwable[] thrown = new Throwable[1];
    Thread t = Thread.ofPlatform().name("other").unstarted(mode::close);
    t.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
    t.start();
    t.join();
    assertThat(thrown[0])
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("noGrad: closed on thread \"other\", but it was opened on thread");
    assertThat(Gradus.isGradEnabled()).isFalse();
    mode.close();
    assertThat(Gradus.isGradEnabled()).isTrue();
    try (var _ = noGrad()) {
      mode.close();
      assertThat(Gradus.isGradEnabled()).as("closing twice is harmless").isFalse();
    }
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void d5_changesInNoGradAreNoticed() {
    Tensor w = leaf("[1., 2]");
    Tensor y = w.mul(w).sum();
    try (var _ = noGrad()) {
      w.sub_(tensor("[1., 1]"));
    }
    assertRefused(
        GradusStateException.class,
        "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]] is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).",
        y::backward);
    assertThat(w.grad()).isNull();
  }

  @Test
  void d6_writingAPartInNoGradRecordsNothing() {
    Tensor x = leaf("[1., 2]");
    try (var _ = noGrad()) {
      x.select(0, 0).fill_(5);
    }
    assertEqual(x, "[5., 2]");
    assertThat(x.isLeaf()).isTrue();
    assertThat(x.version()).isEqualTo(1);
    x.mul(x).sum().backward();
    assertEqual(x.grad(), "[10., 4]");
  }
}
