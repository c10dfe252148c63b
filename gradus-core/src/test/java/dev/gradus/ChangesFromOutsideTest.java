package dev.gradus;

import static dev.gradus.Gradus.enableGrad;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.inferenceMode;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Changes in place, flags and modes in corners that PyTorch's own tests visit.
class ChangesFromOutsideTest {
  private final Tensor x = leaf("[1., 2]");

  // --- In place ---

  @Test
  void whatIsWrittenIntoAPartGetsItsGradient() {
    Tensor s = leaf("5.");
    Tensor z = zeros(3);
    z.set("0", s);
    z.set("1:", x);
    z.mul(tensor("[1., 10, 100]")).sum().backward();
    assertEqual(s.grad(), "1.");
    assertEqual(x.grad(), "[10., 100]");
    assertThat(nodeName(z)).isEqualTo("torch::autograd::CopySlices");
  }

  @Test
  void aBroadcastCopySumsItsGradient() {
    Tensor z = zeros(3, 2);
    z.copy_(x);
    z.mul(tensor("[[1., 1], [2, 2], [3, 3]]")).sum().backward();
    assertEqual(x.grad(), "[6., 6]");
    Tensor wide = zeros(DType.FLOAT64, 2);
    Tensor w = leaf("[1., 2]");
    wide.copy_(w);
    wide.sum().backward();
    assertThat(grad(w).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void fillingWithATensorSumsItsGradient() {
    Tensor s = leaf("5.");
    Tensor z = ones(2, 2);
    z.fill_(s);
    z.mul(tensor("[[1., 2], [3, 4]]")).sum().backward();
    assertEqual(s.grad(), "10.");
    assertThat(nodeName(z)).isEqualTo("FillBackward1");
    assertRefused(
        GradusArgumentException.class,
        "fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.",
        () -> ones(2).fill_(x));
  }

  @Test
  void zeroingCutsTheGradient() {
    Tensor y = x.mul(2);
    Tensor z = y.clone();
    z.zero_();
    z.add(y).sum().backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void aChangedTensorOfAddIsNotNeeded() {
    Tensor y = x.mul(2);
    Tensor z = y.add(1);
    y.mul_(3);
    z.sum().backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void aChangeThroughDetachIsNoticed() {
    Tensor y = x.exp();
    y.detach().add_(1);
    assertRefused(
        GradusStateException.class,
        "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).",
        () -> y.sum().backward());
  }

  @Test
  void aRecordedChangeNamesTheNewestOperation() {
    Tensor y = x.mul(1);
    Tensor z = y.mul(y);
    y.sin_();
    assertRefused(
        GradusStateException.class,
        "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]], which is output 0 of Sin, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).",
        () -> z.sum().backward());
  }

  @Test
  void anIntegerTensorTakesNoDecimals() {
    Tensor n = tensor("[1, 2]");
    assertRefused(
        GradusArgumentException.class,
        "result type Float can't be cast to the desired output type Long",
        () -> n.add_(tensor("[0.5, 1]")));
    assertRefused(
        GradusArgumentException.class,
        "output with shape [2] doesn't match the broadcast shape [3, 2]",
        () -> n.add_(zeros(DType.INT64, 3, 2)));
    assertThat(n.version()).isZero();
  }

  @Test
  void theVersionCountsWhatChangedTheMemory() {
    Tensor t = zeros(4);
    Tensor view = t.view(2, 2);
    t.add_(1);
    view.select(0, 0).zero_();
    t.detach().mul_(2);
    assertThat(t.version()).isEqualTo(3);
    assertThat(view.version()).isEqualTo(3);
    t.data().mul_(2);
    assertThat(t.version()).isEqualTo(3);
    assertThat(t.clone().version()).isZero();
    t.requiresGrad_();
    assertThat(t.version()).isEqualTo(3);
    noGrad(() -> t.copy_(ones(4)));
    assertThat(t.version()).isEqualTo(4);
    Gradus.incrementVersion(t, t);
    assertThat(t.version()).isEqualTo(6);
  }

  @Test
  void aViewThatRequiresGradByItselfIsALeaf() {
    Tensor base = ones(2, 2);
    Tensor row = base.select(0, 0).requiresGrad_();
    assertThat(row.isLeaf()).isTrue();
    assertThat(base.requiresGrad()).isFalse();
    row.mul(3).sum().backward();
    assertEqual(row.grad(), "[3., 3]");
    assertRefused(
        GradusStateException.class,
        "a view of a leaf Variable that requires grad is being used in an in-place operation.",
        () -> row.mul_(2));
  }

  @Test
  void viewsMadeInInferenceModeStayOutside() {
    Tensor t = ones(2);
    Tensor view = inferenceMode(() -> t.view(2));
    assertThat(view.isInference()).isFalse();
    assertRefused(
        GradusStateException.class,
        "A view was created in inference mode and is being modified inplace in normal mode. Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the inference_mode block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).",
        () -> view.mul_(x));
  }

  @Test
  void aPartOfSeveralMayNotChangeAfterItsBaseDid() {
    Tensor y = x.mul(1);
    Tensor[] parts = y.split(1, 0);
    y.mul_(2);
    assertRefused(
        GradusStateException.class,
        "Output 0 of Split is a view and its base or another view of its base has been modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
        () -> parts[0].gradFn());
  }

  // --- Flags ---

  @Test
  void aLeafThatStopsRequiringGradReceivesNothing() {
    Tensor y = x.mul(x).sum();
    x.requiresGrad_(false);
    y.backward();
    assertThat(x.grad()).isNull();
    x.requiresGrad_();
    x.mul(2).sum().backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void theFlagOfAResultMayBeSetToWhatItIs() {
    Tensor y = x.mul(2);
    assertThat(y.requiresGrad_()).isSameAs(y);
    assertRefused(
        GradusStateException.class,
        "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
        () -> y.requiresGrad_(false));
  }

  @Test
  void detachingInPlaceMakesALeaf() {
    Tensor y = x.mul(2);
    assertThat(y.detach_()).isSameAs(y);
    assertThat(y.requiresGrad()).isFalse();
    assertThat(y.isLeaf()).isTrue();
    assertThat(y.gradFn()).isNull();
    assertThat(y.outputNr()).isZero();
    y.requiresGrad_().mul(3).sum().backward();
    assertEqual(y.grad(), "[3., 3]");
    assertThat(x.grad()).isNull();
    assertThat(x.view(2).requiresGrad()).isTrue();
  }

  @Test
  void detachingALeafInPlaceClearsItsFlag() {
    x.detach_();
    assertThat(x.requiresGrad()).isFalse();
  }

  @Test
  void dataSharesValuesAndNothingElse() {
    Tensor data = x.data();
    assertThat(data.requiresGrad()).isFalse();
    assertThat(data.isLeaf()).isTrue();
    data.mul_(10);
    assertEqual(x.detach(), "[10., 20]");
    assertThat(x.version()).isZero();
    x.setData(tensor("[7., 8, 9]"));
    assertThat(x.requiresGrad()).isTrue();
    assertThat(x.shape()).containsExactly(3);
  }

  @Test
  void aGradientMayBeSetWhereNoneIsRequired() {
    Tensor t = ones(2);
    t.setGrad(tensor("[1., 2]"));
    assertEqual(t.grad(), "[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "attempting to assign a gradient of size '[2, 1]' to a tensor of size '[2]'. Please ensure that the gradient and the tensor are the same size",
        () -> t.setGrad(ones(2, 1)));
    t.setGrad(null);
    assertThat(t.grad()).isNull();
  }

  // --- Modes ---

  @Test
  void enableGradInsideInferenceModeRecordsNothing() {
    try (Mode _ = inferenceMode();
        Mode _ = enableGrad()) {
      Tensor y = x.mul(2);
      assertThat(y.requiresGrad()).isFalse();
      assertThat(y.isInference()).isTrue();
    }
  }

  @Test
  void leavingInferenceModeInsideIt() {
    try (Mode _ = inferenceMode()) {
      try (Mode _ = inferenceMode(false)) {
        assertThat(x.mul(2).requiresGrad()).isTrue();
        assertThat(Gradus.isInferenceModeEnabled()).isFalse();
      }
      assertThat(Gradus.isInferenceModeEnabled()).isTrue();
      assertThat(Gradus.isGradEnabled()).isFalse();
    }
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void inferenceTensorsInNormalMode() {
    Tensor a = inferenceMode(() -> ones(2));
    assertThat(a.view(2).isInference()).isTrue();
    assertThat(a.add(1).isInference()).isFalse();
    assertThat(a.add(x).requiresGrad()).isTrue();
    assertRefused(
        GradusStateException.class,
        "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.",
        () -> a.mul(x));
    assertThat(a.clone().mul(x).requiresGrad()).isTrue();
    assertRefused(
        GradusStateException.class,
        "Inference tensors do not track version counter.",
        () -> a.version());
    assertRefused(
        GradusStateException.class,
        "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.",
        () -> a.view(2).add_(1));
  }

  @Test
  void normalTensorsChangedInInferenceModeCount() {
    Tensor t = ones(2);
    inferenceMode(() -> t.add_(1));
    assertThat(t.version()).isEqualTo(1);
    assertThat(t.isInference()).isFalse();
    Tensor y = x.exp();
    inferenceMode(() -> y.add_(1));
    assertThat(y.version()).isEqualTo(1);
    assertThat(y.gradFn()).isNotNull();
  }

  @Test
  void gradModeOfOneThreadSwitchedTwice() {
    Mode off = Gradus.setGradEnabled(false);
    assertThat(x.mul(2).requiresGrad()).isFalse();
    Mode on = Gradus.setGradEnabled(true);
    assertThat(x.mul(2).requiresGrad()).isTrue();
    on.close();
    assertThat(Gradus.isGradEnabled()).isFalse();
    off.close();
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  // --- What has no derivative ---

  @Test
  void derivativesThatAreMissingSaySo() {
    Tensor a = leaf("[0.5, 1.5]");
    Tensor y = Special.gammainc(a, x);
    assertRefused(
        dev.gradus.error.GradusUnsupportedException.class,
        "the derivative for 'igamma: input' is not implemented.",
        () -> y.sum().backward());
    Tensor b = ones(2);
    Special.gammainc(b, x).sum().backward();
    assertThat(x.grad()).isNotNull();
  }

  @Test
  void whatCountsIsNotDifferentiable() {
    for (Tensor t :
        List.of(x.argmax(), x.gt(1), x.eq(x), x.isnan(), x.to(DType.INT32), x.sort().indices())) {
      assertThat(t.requiresGrad()).isFalse();
    }
    assertThat(x.floor().requiresGrad()).isTrue();
    assertEqual(grad(x.round().add(x.sign()).sum(), x)[0], "[0., 0]");
  }

  @Test
  void castsBetweenFloatingDtypesGoBack() {
    Tensor y = x.to(DType.FLOAT64).to(DType.BFLOAT16).to(DType.FLOAT32);
    y.mul(tensor("[3., 4]")).sum().backward();
    assertEqual(x.grad(), "[3., 4]");
    assertThat(grad(x).dtype()).isEqualTo(DType.FLOAT32);
  }
}
