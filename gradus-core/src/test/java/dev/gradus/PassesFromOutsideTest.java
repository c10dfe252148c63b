package dev.gradus;

import static dev.gradus.Gradus.backward;
import static dev.gradus.Gradus.getGradientEdge;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
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
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What `backward` and `grad` do in corners that PyTorch's own tests visit.
class PassesFromOutsideTest {
  private final Tensor x = leaf("[1., 2]");

  @Test
  void aScalarLeafIsARootOfItself() {
    Tensor s = leaf("3.");
    s.backward();
    s.backward();
    assertEqual(s.grad(), "2.");
    assertEqual(grad(s, s)[0], "1.");
  }

  @Test
  void aTensorsGradientByItselfIsWhatWasGiven() {
    Tensor y = x.mul(2);
    Tensor g = grad(List.of(y), List.of(y), List.of(tensor("[3., 4]")), GradOptions.DEFAULT)[0];
    assertEqual(g, "[3., 4]");
    Tensor own = tensor("[5., 6]");
    assertEqual(grad(List.of(x), List.of(x), List.of(own), GradOptions.DEFAULT)[0], "[5., 6]");
    assertThat(x.grad()).isNull();
  }

  @Test
  void anInputGivenTwiceGetsItsGradientTwice() {
    Tensor[] g = grad(x.mul(x).sum(), x, x);
    assertEqual(g[0], "[2., 4]");
    assertEqual(g[1], "[2., 4]");
  }

  @Test
  void aRetainedGradientAddsUpOverPasses() {
    Tensor y = x.mul(2);
    y.retainGrad();
    y.retainGrad();
    Tensor z = y.mul(3).sum();
    z.backward(BackwardOptions.retaining());
    z.backward();
    assertEqual(y.grad(), "[6., 6]");
    assertThat(y.retainsGrad()).isTrue();
  }

  @Test
  void aRetainedGradientFollowsAClear() {
    Tensor y = x.mul(2);
    y.retainGrad();
    y.sum().backward(BackwardOptions.retaining());
    y.setGrad(null);
    y.sum().backward();
    assertEqual(y.grad(), "[1., 1]");
  }

  @Test
  void retainGradOfALeafChangesNothing() {
    x.retainGrad();
    assertThat(x.retainsGrad()).isFalse();
    assertRefused(
        GradusStateException.class,
        "can't retain_grad on Tensor that has requires_grad=False",
        () -> ones(2).retainGrad());
  }

  @Test
  void gradientsThatAreSetAreAddedTo() {
    Tensor mine = tensor("[10., 20]");
    x.setGrad(mine);
    x.sum().backward();
    assertThat(x.grad()).isSameAs(mine);
    assertEqual(mine, "[11., 21]");
    x.mul(x).sum().backward(BackwardOptions.creating());
    assertThat(x.grad()).isNotSameAs(mine);
    assertEqual(mine, "[11., 21]");
    assertEqual(grad(x).detach(), "[13., 25]");
    assertThat(grad(x).requiresGrad()).isTrue();
  }

  @Test
  void aPassInNoGradStillRuns() {
    Tensor y = x.mul(x).sum();
    try (Mode _ = noGrad()) {
      y.backward();
    }
    assertEqual(x.grad(), "[2., 4]");
  }

  @Test
  void aRecordedPassInNoGradRecords() {
    Tensor y = x.pow(3).sum();
    Tensor g;
    try (Mode _ = noGrad()) {
      g = grad(y, x, GradOptions.creating());
    }
    assertThat(g.requiresGrad()).isTrue();
    assertEqual(grad(g.sum(), x)[0], "[6., 12]");
  }

  @Test
  void theGivenGradientIsPartOfARecordedGraph() {
    Tensor w = leaf("[3., 4]");
    Tensor g = grad(List.of(x.mul(x)), List.of(x), List.of(w), GradOptions.creating())[0];
    assertEqual(grad(g.sum(), w)[0], "[2., 4]");
    Tensor plain = grad(List.of(x.mul(x)), List.of(x), List.of(w), GradOptions.DEFAULT)[0];
    assertThat(plain.requiresGrad()).isFalse();
  }

  @Test
  void shapesOfScalarsMatter() {
    assertRefused(
        GradusArgumentException.class,
        "Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([]).",
        () -> x.sum().backward(ones(1)));
    assertRefused(
        GradusArgumentException.class,
        "Mismatch in shape: grad_output[1] has a shape of torch.Size([]) and output[1] has a shape of torch.Size([2]).",
        () -> backward(List.of(x.sum(), x.mul(2)), List.of(ones(), ones())));
    assertThat(x.grad()).isNull();
  }

  @Test
  void integerAndBooleanRoots() {
    String sentence = "element 0 of tensors does not require grad and does not have a grad_fn";
    assertRefused(GradusStateException.class, sentence, () -> x.sum().to(DType.INT64).backward());
    assertRefused(GradusStateException.class, sentence, () -> x.sum().gt(1).backward());
    assertRefused(GradusStateException.class, sentence, () -> x.argmax().backward());
  }

  @Test
  void anUnusedInputNamesItsPlace() {
    Tensor other = leaf("1.");
    assertRefused(
        GradusStateException.class,
        "The differentiated Tensor at index 1 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.",
        () -> grad(x.sum(), x, other));
    Tensor[] g =
        grad(List.of(x.sum()), List.of(other, x), null, GradOptions.DEFAULT.withAllowUnused(true));
    assertThat(g[0]).isNull();
    assertEqual(g[1], "[1., 1]");
  }

  @Test
  void aRefusedGradHasFreedNothing() {
    Tensor other = leaf("1.");
    Tensor y = x.exp().sum();
    assertThatThrownBy(() -> grad(y, x, other)).isInstanceOf(GradusStateException.class);
    y.backward();
    assertThat(x.grad()).isNotNull();
  }

  @Test
  void materializedGradientsRequireGradOnlyIfRecorded() {
    Tensor other = leaf("[1., 2, 3]");
    GradOptions options = GradOptions.DEFAULT.withMaterializeGrads(true);
    Tensor zeros = grad(List.of(x.sum()), List.of(other), null, options)[0];
    assertEqual(zeros, "[0., 0, 0]");
    assertThat(zeros.requiresGrad()).isFalse();
    Tensor recorded =
        grad(List.of(x.sum()), List.of(other), null, options.withCreateGraph(true))[0];
    assertThat(recorded.requiresGrad()).isTrue();
    assertRefused(
        GradusArgumentException.class,
        "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.",
        () -> grad(List.of(x.sum()), List.of(other), null, options.withAllowUnused(false)));
    assertRefused(
        GradusArgumentException.class,
        "materialize_grads cannot be used when the given input is a GradientEdge",
        () -> grad(List.of(x.sum()), List.of(getGradientEdge(other)), null, options));
  }

  @Test
  void anInputOfBackwardThatIsNotReachedStaysAsItIs() {
    Tensor other = leaf("1.");
    x.sum().backward(BackwardOptions.only(other));
    assertThat(x.grad()).isNull();
    assertThat(other.grad()).isNull();
  }

  @Test
  void inputsOfBackwardMayBeEdgesAndResults() {
    Tensor y = x.mul(2);
    y.mul(3).sum().backward(BackwardOptions.only(getGradientEdge(x), y));
    assertEqual(y.grad(), "[3., 3]");
    assertEqual(x.grad(), "[6., 6]");
    assertThat(y.retainsGrad()).isTrue();
  }

  @Test
  void inputsOfBackwardMustRequireGrad() {
    assertRefused(
        GradusStateException.class,
        "One of the differentiated Tensors does not require grad",
        () -> x.sum().backward(BackwardOptions.only(ones(2))));
  }

  @Test
  void theEdgeOfALeafIsItsAccumulator() {
    GradientEdge edge = getGradientEdge(x);
    assertThat(edge.node().name()).isEqualTo("torch::autograd::AccumulateGrad");
    assertThat(edge.outputNr()).isZero();
    assertThat(getGradientEdge(x)).isEqualTo(edge);
    assertThat(Seen.node(x.mul(2)).nextFunctions().getFirst().node()).isSameAs(edge.node());
    assertRefused(
        GradusArgumentException.class,
        "It is not possible to get the gradient edge for a Tensor that does not require gradients",
        () -> getGradientEdge(ones(1)));
  }

  @Test
  void threeOrdersOfOneGraph() {
    Tensor s = leaf("2.");
    Tensor y = s.pow(4);
    Tensor d1 = grad(y, s, GradOptions.creating());
    Tensor d2 = grad(d1, s, GradOptions.creating());
    Tensor d3 = grad(d2, s, GradOptions.creating());
    assertEqual(d3.detach(), "48.");
    assertThat(s.grad()).isNull();
  }

  @Test
  void gradientOfAGradientOfALinearFunctionHasNoHistory() {
    Tensor g = grad(x.mul(2).sum(), x, GradOptions.creating());
    assertThat(g.requiresGrad()).isFalse();
    assertRefused(
        GradusStateException.class,
        "element 0 of tensors does not require grad and does not have a grad_fn",
        () -> grad(g.sum(), x));
  }

  @Test
  void aSharedPartIsFreedForTheOtherRoot() {
    Tensor shared = x.exp();
    Tensor a = shared.sum();
    Tensor b = shared.mul(2).sum();
    a.backward();
    assertThatThrownBy(b::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
  }

  @Test
  void severalRootsFreeTheirGraphOnce() {
    Tensor shared = x.exp();
    backward(shared.sum(), shared.mul(2).sum());
    assertThat(grad(x).div(x.exp()).detach().allclose(tensor("[3., 3]"))).isTrue();
  }

  @Test
  void callsInsideAHookSeeTheModeOfThePass() {
    List<Boolean> modes = new ArrayList<>();
    Tensor y = x.mul(x);
    y.registerHook(g -> {
      modes.add(Gradus.isGradEnabled());
      return null;
    });
    y.sum().backward(BackwardOptions.retaining());
    grad(y.sum(), x, GradOptions.creating());
    assertThat(modes).containsExactly(false, true);
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void aPassInsideAHookOfTheSameGraph() {
    Tensor y = x.pow(3);
    Tensor z = y.sum();
    List<Tensor> inner = new ArrayList<>();
    y.registerHook(g -> {
      try (Mode _ = Gradus.enableGrad()) {
        Tensor own = x.detach().requiresGrad_();
        inner.add(grad(own.pow(3).sum(), own)[0]);
      }
      return null;
    });
    z.backward();
    assertEqual(inner.getFirst(), "[3., 12]");
    assertEqual(x.grad(), "[3., 12]");
  }

  @Test
  void broadcastOperandsKeepTheirSizes() {
    Tensor row = leaf("[[1., 2, 3]]");
    Tensor column = leaf("[[1.], [2]]");
    Tensor scalar = leaf("2.");
    row.mul(column).mul(scalar).sum().backward();
    assertEqual(row.grad(), "[[6., 6, 6]]");
    assertEqual(column.grad(), "[[12.], [12]]");
    assertEqual(scalar.grad(), "18.");
  }

  @Test
  void emptyTensorsHaveEmptyGradients() {
    Tensor empty = zeros(0, 3).requiresGrad_();
    empty.exp().sum().backward();
    assertThat(grad(empty).shape()).containsExactly(0, 3);
  }

  @Test
  void theGradientOfAnExpandedLeafIsASum() {
    x.expand(3, 2).mul(tensor("[[1., 2], [3, 4], [5, 6]]")).sum().backward();
    assertEqual(x.grad(), "[9., 12]");
    assertThat(grad(x).stride()).containsExactly(1);
  }

  @Test
  void theGradientOfATransposedLeafHasItsStrides() {
    Tensor t = ones(3, 2).t().detach().requiresGrad_();
    assertThat(t.stride()).containsExactly(1, 2);
    t.mul(ones(2, 3)).sum().backward();
    assertThat(grad(t).stride()).containsExactly(1, 2);
  }

  @Test
  void theGradientOfAnExpandedTensorThatIsALeafLiesRowByRow() {
    Tensor t = ones(1, 3).expand(2, 3).detach().requiresGrad_();
    t.mul(2).sum().backward();
    assertThat(grad(t).stride()).containsExactly(3, 1);
  }

  @Test
  void mixedDtypesGetGradientsOfTheirOwn() {
    Tensor half = ones(DType.FLOAT16, 2).requiresGrad_();
    Tensor wide = ones(DType.FLOAT64, 2).requiresGrad_();
    half.mul(wide).sum().backward();
    assertThat(grad(half).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(grad(wide).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void aLossOfManyLeavesNamesNoneTwice() {
    Tensor a = leaf("1.");
    Tensor y = a.mul(a).add(a).sub(a.mul(3));
    assertEqual(grad(y, a)[0], "0.");
    assertThat(Objects.requireNonNull(y.gradFn()).nextFunctions()).hasSize(2);
  }
}
