package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.CapturedModes;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import dev.gradus.nn.Dropout;
import org.junit.jupiter.api.Test;

/// Examples of what tensors and modes have to do with gradients.
@SuppressWarnings({"BadImport", "NullAway"})
class TensorExamplesTest {
  @Test
  void leavesAndResults() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor[] parts = x.mul(2).split(1, 0);
    assertThat(x.isLeaf()).isTrue();
    assertThat(parts[1].requiresGrad()).isTrue();
    assertThat(parts[1].gradFn()).hasToString("<SplitBackward0>");
    assertThat(parts[1].outputNr()).isEqualTo(1);
    x.setRequiresGrad(false); // of leaves only
    assertThat(x.requiresGrad()).isFalse();
  }

  @Test
  void gradientOfALeaf() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    assertThat(x.grad()).isNull();
    x.setGrad(tensor("[10., 10]"));
    x.sum().backward();
    assertThat(x.grad()).hasToString("tensor([11., 11.])");
    x.zeroGrad();
    assertThat(x.grad()).isNull();
  }

  @Test
  void dtypeOfAGradient() {
    Tensor half = ones(bfloat16, 2).requiresGrad_();
    half.setGradDtype(float32);
    half.mul(2).sum().backward();
    assertThat(half.gradDtype()).isEqualTo(float32);
    assertThat(half.grad().dtype()).isEqualTo(float32);
  }

  @Test
  void retainedGradient() {
    Tensor y = tensor("[1., 2]").requiresGrad_().mul(2);
    y.retainGrad();
    y.mul(3).sum().backward();
    assertThat(y.retainsGrad()).isTrue();
    assertThat(y.grad()).hasToString("tensor([3., 3.])");
  }

  @Test
  void detaching() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor constant = x.mul(2).detach();
    assertThat(constant.requiresGrad()).isFalse();
    Tensor y = x.mul(2);
    y.detach_();
    assertThat(y.isLeaf()).isTrue();
  }

  @Test
  void dataOfATensor() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    x.data().mul_(10);
    assertThat(x.version()).isZero();
    x.setData(tensor("[5., 6, 7]"));
    assertThat(x).hasToString("tensor([5., 6., 7.], requires_grad=True)");
  }

  @Test
  void versionsAndViews() {
    Tensor x = zeros(2, 2);
    Tensor row = x.select(0, 0);
    row.add_(1);
    assertThat(x.version()).isEqualTo(1);
    assertThat(row.isView()).isTrue();
    assertThat(row.base()).isSameAs(x);
  }

  @Test
  void tensorHook() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Handle handle = x.registerHook(g -> g.mul(100));
    x.sum().backward();
    handle.remove();
    x.sum().backward();
    assertThat(x.grad()).hasToString("tensor([101., 101.])");

    try (Handle _ = x.registerHook(g -> null)) {
      x.sum().backward();
    } // close() removes it
  }

  @Test
  void stepInAHook() {
    Tensor w = tensor("[1., 2]").requiresGrad_();
    w.registerPostAccumulateGradHook(p -> {
      p.sub_(p.grad().mul(0.5));
      p.zeroGrad();
    });
    w.square().sum().backward();
    assertThat(w.detach()).hasToString("tensor([0., 0.])");
  }

  @Test
  void readingValues() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    assertThat(x.detach().toFloatArray()).containsExactly(1, 2);
    assertThat(x.toList()).containsExactly(1.0, 2.0);
    assertThat(x.sum().item()).isEqualTo(3);
    assertThat(x.deepCopy().requiresGrad()).isTrue();
  }

  // --- Modes ---

  @Test
  void gradModes() {
    Tensor x = ones(2).requiresGrad_();
    try (Mode _ = noGrad()) {
      assertThat(isGradEnabled()).isFalse();
      assertThat(enableGrad(() -> x.mul(2)).requiresGrad()).isTrue();
    }
    boolean training = false;
    try (Mode _ = setGradEnabled(training)) {
      assertThat(x.mul(2).requiresGrad()).isFalse();
    }
    assertThat(noGrad(() -> x.mul(2)).requiresGrad()).isFalse();
  }

  @Test
  void inference() {
    Tensor x = ones(2).requiresGrad_();
    try (Mode _ = inferenceMode()) {
      assertThat(isInferenceModeEnabled()).isTrue();
      assertThat(x.mul(2).isInference()).isTrue();
    }
  }

  @Test
  void gradLayout() {
    Tensor x = ones(2, 3).requiresGrad_();
    try (Mode _ = enforceGradLayoutPolicy(false)) {
      x.t().mul(ones(3, 2)).sum().backward();
    }
    assertThat(x.grad().stride()).containsExactly(1, 2);
  }

  @Test
  void evaluation() {
    Dropout dropout = new Dropout(0.5);
    dropout.eval();
    Tensor x = ones(2).requiresGrad_();
    assertThat(dropout.call(x)).isSameAs(x);
    assertThat(isGradEnabled()).isTrue();
  }

  @Test
  void otherThreads() throws InterruptedException {
    Tensor x = ones(2).requiresGrad_();
    boolean[] recorded = new boolean[2];
    try (Mode _ = noGrad()) {
      CapturedModes modes = captureModes();
      Thread.startVirtualThread(() -> recorded[0] = x.mul(2).requiresGrad()).join();
      Thread.startVirtualThread(modes.wrap(() -> recorded[1] = x.mul(2).requiresGrad())).join();
    }
    assertThat(recorded).containsExactly(true, false);
  }
}
