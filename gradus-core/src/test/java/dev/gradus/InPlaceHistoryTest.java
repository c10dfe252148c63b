package dev.gradus;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of versions and views (e…), by their names in behaviours.json, and rules 22
/// to 25 of the mechanics note.
class InPlaceHistoryTest {
  private static final String UNBIND =
      "Output 0 of Unbind is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.";
  private static final String NO_GRAD =
      "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).";
  private static final String LEAF =
      "a leaf Variable that requires grad is being used in an in-place operation.";
  private static final String VIEW_OF_LEAF =
      "a view of a leaf Variable that requires grad is being used in an in-place operation.";

  private static Tensor root() {
    return ones(2, 2).requiresGrad_();
  }

  @Test
  void e1_versionsCountChangesOfTheMemory() {
    Tensor x = ones(4);
    Tensor view = x.view(2, 2);
    Tensor detached = x.detach();
    Tensor data = x.data();
    Tensor copy = x.clone();
    Tensor part = x.chunk(2, 0)[1];
    assertThat(x.version()).isZero();
    x.add_(1);
    view.mul_(2);
    detached.zero_();
    assertThat(x.version()).isEqualTo(3);
    assertThat(view.version()).isEqualTo(3);
    assertThat(detached.version()).isEqualTo(3);
    assertThat(part.version()).isEqualTo(3);
    assertThat(data.version()).isZero();
    assertThat(copy.version()).isZero();
    x.setData(ones(4));
    assertThat(x.version()).isEqualTo(3);
  }

  @Test
  void e2_addSavesNothingMulSavesItsOperands() {
    Tensor y = leaf("[1., 2]");
    Tensor z = ones(2);
    Tensor q = z.add(y);
    Tensor w = z.mul(y);
    z.add_(2);
    q.sum().backward();
    assertEqual(y.grad(), "[1., 1]");
    assertThatThrownBy(() -> w.sum().backward())
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("is at version 1; expected version 0 instead");
  }

  @Test
  void e2_aSavedResultNamesItsOperation() {
    Tensor y = leaf("[1., 2]").exp();
    y.add_(1);
    assertThatThrownBy(() -> y.sum().backward())
        .hasMessageStartingWith(
            "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).\n")
        .hasMessageContaining("changed last by add_");
  }

  @Test
  void e6_writingPartsMakesAResult() {
    Tensor y = leaf("3.");
    Tensor z = leaf("4.");
    Tensor x = zeros(2);
    x.select(0, 0).copy_(y);
    x.select(0, 1).copy_(z.mul(2));
    assertThat(x.isLeaf()).isFalse();
    assertEqual(x.detach(), "[3., 8]");
    x.sum().backward();
    assertEqual(y.grad(), "1.");
    assertEqual(z.grad(), "2.");
  }

  @Test
  void e7_writtenPlacesLoseTheirGradient() {
    Tensor x = leaf("[1., 2, 3, 4]");
    Tensor v = leaf("[10., 20]");
    Tensor y = x.clone();
    y.slice(0, 0L, null, 2).copy_(v);
    y.mul(tensor("[1., 2, 3, 4]")).sum().backward();
    assertEqual(x.grad(), "[0., 2, 0, 4]");
    assertEqual(v.grad(), "[1., 3]");
  }

  @Test
  void e8_aMaskedFillCutsTheGradient() {
    Tensor x = leaf("[1., 2, 3]");
    Tensor y = x.clone();
    y.maskedFill_(x.gt(1.5), 0);
    y.mul(5).sum().backward();
    assertEqual(x.grad(), "[5., 0, 0]");
  }

  @Test
  void e9_changingAViewChangesTheBasesHistory() {
    Tensor root = root();
    Tensor x = root.clone();
    x.narrow(0, 0, 1).mul_(2);
    x.sum().backward();
    assertEqual(root.grad(), "[[2., 2], [1, 1]]");
  }

  @Test
  void e10_anotherViewSeesTheChange() {
    Tensor root = root();
    Tensor x = root.clone();
    Tensor first = x.narrow(0, 0, 1);
    Tensor second = x.narrow(0, 0, 1);
    first.mul_(2);
    second.sum().backward();
    assertEqual(root.grad(), "[[2., 2], [0, 0]]");
  }

  @Test
  void e11_aViewOfAView() {
    Tensor root = root();
    Tensor x = root.clone();
    x.narrow(0, 0, 1).narrow(1, 1, 1).mul_(2);
    x.sum().backward();
    assertEqual(root.grad(), "[[1., 2], [1, 1]]");
  }

  @Test
  void e12_aRecordedChangeOfAViewMakesTheBaseRequireGrad() {
    Tensor a = ones(2, 2);
    Tensor b = leaf("[[5., 6]]");
    a.narrow(0, 0, 1).mul_(b);
    assertThat(a.requiresGrad()).isTrue();
    assertThat(a.isLeaf()).isFalse();
    a.sum().backward();
    assertEqual(b.grad(), "[[1., 1]]");
  }

  @Test
  void e13_aChangeOfTheBaseMakesAnEarlierViewRequireGrad() {
    Tensor r = leaf("[3.]");
    Tensor x = ones(5);
    Tensor v = x.select(0, 1);
    assertThat(v.requiresGrad()).isFalse();
    assertThat(v.gradFn()).isNull();
    x.add_(r);
    assertThat(v.requiresGrad()).isTrue();
    assertThat(v.isLeaf()).isFalse();
    assertThat(nodeName(v)).isEqualTo("AsStridedBackward0");
    v.backward();
    assertEqual(r.grad(), "[1.]");
  }

  @Test
  void e14_oneOfSeveralViewsMayNotChange() {
    Tensor x = root().mul(1);
    Tensor part = x.unbind(0)[0];
    assertRefused(GradusStateException.class, UNBIND, () -> part.mul_(2));
    assertThatThrownBy(() -> x.split(1, 0)[1].add_(1))
        .hasMessageStartingWith("Output 1 of Split is a view and is being modified inplace.");
    assertThatThrownBy(() -> x.chunk(2, 1)[1].select(0, 0).add_(1))
        .hasMessageStartingWith("Output 0 of Select is a view and is being modified inplace.");
    assertEqual(x.detach(), "[[1., 1], [1, 1]]");
    assertThat(x.version()).isZero();
    assertThat(nodeName(x)).isEqualTo("MulBackward0");
    try (var _ = noGrad()) {
      part.mul_(2);
    }
    assertEqual(x.detach(), "[[2., 2], [1, 1]]");
  }

  @Test
  void e14_nothingForbidsItWithoutGradients() {
    Tensor x = ones(2, 2);
    x.unbind(0)[0].mul_(2);
    assertEqual(x, "[[2., 2], [1, 1]]");
  }

  @Test
  void e14_suchAViewHasNoHistoryAfterItsBaseChanged() {
    Tensor x = root().mul(1);
    Tensor part = x.unbind(0)[1];
    x.mul_(2);
    String sentence =
        "Output 1 of Unbind is a view and its base or another view of its base has been modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.";
    assertRefused(GradusStateException.class, sentence, part::gradFn);
    assertRefused(GradusStateException.class, sentence, () -> part.mul(2));
  }

  @Test
  void rule25_aViewMadeInNoGradMayNotChangeInGradMode() {
    Tensor x = root().mul(1);
    Tensor view = noGrad(() -> x.select(0, 0));
    assertRefused(GradusStateException.class, NO_GRAD, () -> view.mul_(2));
    assertRefused(
        GradusStateException.class,
        NO_GRAD.replace(
            "A view was created in no_grad",
            "Output 0 of View is a view of a view which was created in no_grad"),
        () -> viewOf(view, x).mul_(2));
    assertEqual(x.detach(), "[[1., 1], [1, 1]]");
    assertThat(x.version()).isZero();
    try (var _ = noGrad()) {
      view.mul_(2);
    }
    assertEqual(x.detach(), "[[2., 2], [1, 1]]");
    assertRefused(
        GradusStateException.class,
        NO_GRAD.replace("is being", "its base or another view of its base has been"),
        view::gradFn);
  }

  // A recorded view of a view from noGrad: PyTorch records it because the base requires grad.
  private static Tensor viewOf(Tensor view, Tensor base) {
    assertThat(base.requiresGrad()).isTrue();
    return view.view(2);
  }

  @Test
  void rule25_leavesAndTheirViewsMayNotChange() {
    Tensor x = root();
    assertRefused(GradusStateException.class, LEAF, () -> x.mul_(2));
    assertRefused(GradusStateException.class, VIEW_OF_LEAF, () -> x.select(0, 0).mul_(2));
    assertRefused(GradusStateException.class, VIEW_OF_LEAF, () -> x.t().zero_());
    assertRefused(GradusStateException.class, NO_GRAD, () -> noGrad(() -> x.view(4)).fill_(1));
    assertEqual(x.detach(), "[[1., 1], [1, 1]]");
    assertThat(x.version()).isZero();
    try (var _ = noGrad()) {
      x.mul_(2);
    }
    assertEqual(x.detach(), "[[2., 2], [2, 2]]");
  }

  @Test
  void rule25_aViewThatIsItselfALeafCountsAsAViewOfALeaf() {
    Tensor base = ones(2, 2);
    Tensor view = base.select(0, 0).requiresGrad_();
    assertThat(view.isLeaf()).isTrue();
    assertThat(base.requiresGrad()).isFalse();
    assertRefused(GradusStateException.class, VIEW_OF_LEAF, () -> view.mul_(2));
    view.mul(3).sum().backward();
    assertEqual(view.grad(), "[3., 3]");
  }

  @Test
  void rule25_elementsThatShareMemoryMayNotChange() {
    Tensor x = ones(3, 1).expand(3, 4);
    assertRefused(
        GradusArgumentException.class,
        "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
        () -> x.mul_(2));
    assertThat(x.version()).isZero();
    Tensor y = tensor("[1., 2, 3, 4]");
    assertRefused(
        GradusArgumentException.class,
        "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.",
        () -> y.narrow(0, 0, 3).add_(y.narrow(0, 1, 3)));
    assertEqual(y, "[1., 2, 3, 4]");
  }

  @Test
  void e17_nodesAfterAChangeOfAView() {
    Tensor x = root().clone();
    Tensor view = x.select(0, 0);
    assertThat(nodeName(view)).isEqualTo("SelectBackward0");
    view.mul_(2);
    assertThat(nodeName(x)).isEqualTo("torch::autograd::CopySlices");
    assertThat(Seen.node(x)).hasToString("<CopySlices>");
    assertThat(nodeName(view)).isEqualTo("AsStridedBackward0");
    assertThat(Seen.nextNames(Seen.node(view))).containsExactly("torch::autograd::CopySlices");
    assertThat(Seen.nextNames(Seen.node(x))).containsExactly("CloneBackward0");
  }

  @Test
  void e18_whatSharesMemory() {
    Tensor x = tensor("[[1., 2, 3], [4, 5, 6]]");
    for (Tensor view :
        new Tensor[] {
          x.view(6), x.transpose(0, 1), x.select(0, 1), x.slice(1, 1L, null, 1), x.unsqueeze(0)
        }) {
      assertThat(view.storage()).isSameAs(x.storage());
      assertThat(view.base()).isSameAs(x);
      assertThat(view.isView()).isTrue();
      assertThat(view.select(0, 0).base()).as("the base of a view of a view").isSameAs(x);
    }
    assertThat(x.t().reshape(6).storage()).isNotSameAs(x.storage());
    assertThat(x.reshape(3, 2).storage()).isSameAs(x.storage());
    assertThat(x.isView()).isFalse();
    assertThat(x.detach().isView()).isFalse();
  }

  // --- Histories that are easy to get wrong ---

  @Test
  void aViewOfABaseInAnotherOrderKeepsItsElements() {
    // The base lies in memory column by column.
    Tensor root = tensor("[[1., 2, 3], [4, 5, 6]]").t().detach().requiresGrad_();
    Tensor x = root.mul(1);
    assertThat(x.stride()).containsExactly(1, 3);
    Tensor other = x.select(0, 2);
    x.select(0, 1).mul_(10);
    other.mul(tensor("[1., 2]")).sum().backward();
    assertEqual(root.grad(), "[[0., 0], [0, 0], [1, 2]]");
    Tensor y = root.mul(1);
    y.select(1, 0).mul_(10);
    y.mul(tensor("[[1., 2], [3, 4], [5, 6]]")).sum().backward();
    assertEqual(root.grad(), "[[10., 2], [30, 4], [51, 8]]");
  }

  @Test
  void asStridedOfATransposedTensorFollowsTheMemory() {
    Tensor x = tensor("[[1., 2], [3, 4]]").requiresGrad_();
    Tensor y = x.t().asStrided(new long[] {2}, new long[] {1}, 0);
    assertEqual(y.detach(), "[1., 2]");
    y.mul(tensor("[10., 20]")).sum().backward();
    assertEqual(x.grad(), "[[10., 20], [0, 0]]");
  }

  @Test
  void asStridedThatShowsAPlaceSeveralTimesAddsUp() {
    Tensor x = leaf("[1., 2, 3, 4]");
    Tensor windows = x.asStrided(new long[] {3, 2}, new long[] {1, 1}, 0);
    windows.mul(tensor("[[1., 2], [3, 4], [5, 6]]")).sum().backward();
    assertEqual(x.grad(), "[1., 5, 9, 6]");
    x.zeroGrad();
    x.asStrided(new long[] {3, 4}, new long[] {0, 1}, 0).sum().backward();
    assertEqual(x.grad(), "[3., 3, 3, 3]");
    assertThatThrownBy(() -> x.asStrided(new long[] {3}, new long[] {2}, 0))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "setStorage: sizes [3], strides [2], storage offset 0, and itemsize 4 requiring a storage size of 20 are out of bounds for storage of size 16");
  }

  @Test
  void anExpandedViewAfterAChangeOfItsBaseAddsUp() {
    Tensor root = leaf("[[1.], [2]]");
    Tensor x = root.mul(1);
    Tensor wide = x.expand(2, 3);
    x.mul_(5);
    assertThat(nodeName(wide)).isEqualTo("AsStridedBackward0");
    wide.mul(tensor("[[1., 2, 3], [4, 5, 6]]")).sum().backward();
    assertEqual(root.grad(), "[[30.], [75]]");
  }

  @Test
  void aChangeBySavedResultOfAView() {
    Tensor root = leaf("[0., 1, 2]");
    Tensor x = root.mul(1);
    x.narrow(0, 0, 1).exp_();
    x.mul(tensor("[7., 1, 1]")).sum().backward();
    assertEqual(root.grad(), "[7., 1, 1]");
  }

  @Test
  void aChangedTensorMayBeAnOperandOfItsOwnChange() {
    Tensor root = leaf("[2., 3]");
    Tensor x = root.mul(1);
    x.mul_(x);
    assertEqual(x.detach(), "[4., 9]");
    x.sum().backward();
    assertEqual(root.grad(), "[4., 6]");
  }

  @Test
  void recordedGradientsThroughAChangedView() {
    Tensor root = leaf("[2., 3]");
    Tensor x = root.mul(1);
    x.select(0, 0).pow_(3);
    Tensor first = Gradus.grad(x.sum(), root, GradOptions.creating());
    assertEqual(first, "[12., 1]");
    assertEqual(Seen.gradOf(first.sum(), root), "[12., 0]");
  }

  @Test
  void recordedGradientsThroughAResultSavedByAChangedView() {
    Tensor root = leaf("[0., 3]");
    Tensor x = root.mul(2);
    x.select(0, 0).exp_();
    Tensor first = Gradus.grad(x.sum(), root, GradOptions.creating());
    assertEqual(first, "[2., 2]");
    assertEqual(Seen.gradOf(first.sum(), root), "[4., 0]");
  }

  @Test
  void aBaseThatStartsToRequireGradLaterIsFoundByItsViews() {
    Tensor x = ones(2);
    Tensor view = x.view(2);
    x.add_(1);
    assertThat(view.gradFn()).isNull();
    x.requiresGrad_();
    assertThat(view.requiresGrad()).isTrue();
    assertThat(nodeName(view)).isEqualTo("AsStridedBackward0");
    view.sum().backward();
    assertEqual(x.grad(), "[1., 1]");
  }

  @Test
  void aBaseDetachedInPlaceEndsTheHistoryOfChangedViews() {
    Tensor root = leaf("[1., 2]");
    Tensor x = root.mul(1);
    Tensor view = x.view(2);
    x.detach_();
    x.add_(1);
    view.sum().backward();
    assertThat(root.grad()).isNull();
  }

  @Test
  void changesOfTheLayoutAlone() {
    Tensor root = tensor("[[1., 2, 3], [4, 5, 6]]").requiresGrad_();
    Tensor x = root.mul(1);
    Tensor view = x.select(0, 1);
    x.t_();
    assertThat(x.shape()).containsExactly(3, 2);
    assertThat(x.version()).isEqualTo(1);
    assertThat(nodeName(x)).isEqualTo("TBackward1");
    assertEqual(view.detach(), "[4., 5, 6]");
    view.mul(tensor("[1., 10, 100]")).sum().backward(BackwardOptions.retaining());
    assertEqual(root.grad(), "[[0., 0, 0], [1, 10, 100]]");
    x.unsqueeze_(0);
    assertThat(nodeName(x)).isEqualTo("UnsqueezeBackward1");
    x.squeeze_();
    assertThat(nodeName(x)).isEqualTo("SqueezeBackward3");
    x.unsqueeze_(1).squeeze_(1);
    assertThat(nodeName(x)).isEqualTo("SqueezeBackward4");
    x.transpose_(0, 1);
    assertThat(nodeName(x)).isEqualTo("TransposeBackward1");
    root.zeroGrad();
    x.select(0, 0).mul(tensor("[1., 10, 100]")).sum().backward();
    assertEqual(root.grad(), "[[1., 10, 100], [0, 0, 0]]");
  }

  @Test
  void aLayoutChangeOfAViewLeavesItsBase() {
    Tensor root = tensor("[[1., 2, 3], [4, 5, 6]]").requiresGrad_();
    Tensor x = root.mul(1);
    Tensor view = x.view(2, 3);
    view.t_();
    assertThat(nodeName(x)).isEqualTo("MulBackward0");
    view.select(0, 2).mul_(10);
    assertEqual(x.detach(), "[[1., 2, 30], [4, 5, 60]]");
    view.sum().backward(BackwardOptions.retaining());
    assertEqual(root.grad(), "[[1., 1, 10], [1, 1, 10]]");
    root.zeroGrad();
    x.sum().backward();
    assertEqual(root.grad(), "[[1., 1, 10], [1, 1, 10]]");
  }

  @Test
  void aLayoutChangeOfALeafIsRefusedInGradMode() {
    Tensor x = tensor("[[1., 2, 3]]").requiresGrad_();
    assertRefused(GradusStateException.class, LEAF, x::t_);
    assertThat(x.shape()).containsExactly(1, 3);
    Tensor y = x.mul(2);
    try (var _ = noGrad()) {
      x.t_();
    }
    assertThat(x.shape()).containsExactly(3, 1);
    x.mul(3).sum().backward();
    assertEqual(x.grad(), "[[3.], [3], [3]]");
    assertThat(y.shape()).containsExactly(1, 3);
    assertRefused(
        GradusArgumentException.class,
        "t() expects a tensor with <= 2 dimensions, but self is 3D",
        () -> ones(1, 1, 1).t_());
  }

  @Test
  void rule24_aRefusedChangeChangesNothing() {
    Tensor x = root().mul(1);
    Tensor whole = tensor("[[1, 2], [3, 4]]");
    assertRefused(
        GradusArgumentException.class,
        "result type Float can't be cast to the desired output type Long",
        () -> whole.mul_(0.5));
    assertRefused(
        GradusArgumentException.class,
        "output with shape [2, 2] doesn't match the broadcast shape [3, 2, 2]",
        () -> x.add_(ones(3, 1, 1)));
    assertRefused(
        GradusArgumentException.class,
        "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1",
        () -> x.add_(ones(2, 3)));
    assertRefused(
        GradusArgumentException.class,
        "output with shape [2, 2] doesn't match the broadcast shape [3, 2, 2]",
        () -> x.copy_(ones(3, 2, 2)));
    assertEqual(whole, "[[1., 2], [3, 4]]");
    assertThat(whole.version()).isZero();
    assertEqual(x.detach(), "[[1., 1], [1, 1]]");
    assertThat(x.version()).isZero();
    assertThat(nodeName(x)).isEqualTo("MulBackward0");
  }
}
