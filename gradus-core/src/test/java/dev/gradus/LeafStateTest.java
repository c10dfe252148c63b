package dev.gradus;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import org.junit.jupiter.api.Test;

/// What belongs to a leaf: the dtype of its gradient, and copies of it.
class LeafStateTest {
  private final Tensor x = leaf("[1., 2]");

  @Test
  void c13_theDtypeOfAGradientIsTheLeafsUnlessStated() {
    assertThat(x.gradDtype()).isEqualTo(DType.FLOAT32);
    assertRefused(
        GradusArgumentException.class,
        "attempting to assign a gradient with dtype 'double' to a tensor with grad_dtype 'Float'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.",
        () -> x.setGrad(ones(2).to(DType.FLOAT64)));
    x.setGradDtype(null);
    assertThat(x.gradDtype()).isNull();
    x.setGrad(ones(2).to(DType.FLOAT64));
    assertThat(Seen.grad(x).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void aStatedDtypeIsWhatGradientsAreCastTo() {
    x.setGradDtype(DType.FLOAT64);
    x.mul(3).sum().backward();
    assertThat(Seen.grad(x).dtype()).isEqualTo(DType.FLOAT64);
    assertEqual(x.grad(), "[3., 3]");
    x.mul(3).sum().backward();
    assertEqual(x.grad(), "[6., 6]");
    assertThat(gradOf(x.exp().sum(), x).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void theDtypeOfAGradientThatIsThereStays() {
    x.mul(3).sum().backward();
    assertRefused(
        GradusStateException.class,
        "Cannot set grad_dtype to 'Double' because there is already a gradient with dtype 'float'. Please clear the gradient (.grad = None) before changing grad_dtype, or ensure the new grad_dtype matches the existing gradient's dtype.",
        () -> x.setGradDtype(DType.FLOAT64));
    x.setGradDtype(DType.FLOAT32);
    Tensor y = x.mul(2);
    assertRefused(
        GradusStateException.class,
        "grad_dtype can only be set on leaf tensors.",
        () -> y.setGradDtype(null));
    assertRefused(
        GradusStateException.class,
        "grad_dtype can only be accessed on leaf tensors.",
        y::gradDtype);
  }

  @Test
  void aGradientOfAnyDtypeArrivesAsItIs() {
    Tensor h = tensor("[1., 2]").to(DType.BFLOAT16).requiresGrad_();
    h.setGradDtype(null);
    Tensor y = h.to(DType.FLOAT32).mul(3);
    y.sum().backward();
    // The cast itself hands back bfloat16; nothing casts after it.
    assertThat(Seen.grad(h).dtype()).isEqualTo(DType.BFLOAT16);
    h.setGrad(null);
    Tensor[] g = grad(h.mul(h).sum(), h);
    assertThat(g[0].dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void c15_deepCopiesOfLeaves() {
    x.mul(3).sum().backward();
    Tensor copy = x.deepCopy();
    assertThat(copy.requiresGrad()).isTrue();
    assertThat(copy.isLeaf()).isTrue();
    assertEqual(copy.detach(), "[1., 2]");
    assertEqual(copy.grad(), "[3., 3]");
    assertThat(Seen.grad(copy)).isNotSameAs(x.grad());
    copy.detach().zero_();
    assertEqual(x.detach(), "[1., 2]");
    assertThat(ones(2).deepCopy().requiresGrad()).isFalse();
    assertThat(ones(2, 3).t().deepCopy().stride()).containsExactly(1, 3);
    assertThatThrownBy(() -> x.mul(2).deepCopy())
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001\n");
  }
}
