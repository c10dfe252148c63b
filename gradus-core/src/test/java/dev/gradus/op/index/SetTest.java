package dev.gradus.op.index;

import static dev.gradus.Gradus.at;
import static dev.gradus.Gradus.ellipsis;
import static dev.gradus.Gradus.index;
import static dev.gradus.Gradus.slice;
import static dev.gradus.Gradus.sliceFrom;
import static dev.gradus.op.index.Tensors.grad;
import static dev.gradus.op.index.Tensors.longs;
import static dev.gradus.op.index.Tensors.mask;
import static dev.gradus.op.index.Tensors.next;
import static dev.gradus.op.index.Tensors.node;
import static dev.gradus.op.index.Tensors.range;
import static dev.gradus.op.index.Tensors.values;
import static dev.gradus.op.index.Tensors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `x[…] = value`.
class SetTest {

  @Test
  void numbersAndTensorsAreWrittenAndBroadcast() {
    Tensor x = range(2, 3);
    x.set(9, at(0), at(-1));
    x.set(vector(7), at(1), slice(0, 2));
    assertThat(values(x)).containsExactly(0, 1, 9, 7, 7, 5);
    x.set(vector(1, 2, 3).view(1, 1, 3), 0);
    x.set("1, ::2", 4);
    assertThat(values(x)).containsExactly(1, 2, 3, 4, 7, 4);
    x.set(0, ellipsis());
    assertThat(values(x)).containsOnly(0);
    x.set("...", vector(1, 2, 3));
    assertThat(values(x)).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(x.version()).isEqualTo(6);
  }

  @Test
  void indexTensorsAndMasksAreWritten() {
    Tensor x = range(2, 3);
    x.set(-1, x.gt(3.5));
    x.set(vector(8, 9), longs(0, 1), longs(2, 0));
    assertThat(values(x)).containsExactly(0, 1, 8, 9, -1, -1);
    x.set(vector(5, 6), at(1), index(mask(1, 0, 1)));
    assertThat(values(x)).containsExactly(0, 1, 8, 5, -1, 6);
    x.set(vector(3, 4).view(2, 1), slice(), index(longs(0, 1)));
    assertThat(values(x)).containsExactly(3, 3, 8, 4, 4, 6);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyDtypeIsWritten(DType dtype) {
    Tensor x = Gradus.zeros(dtype, 3);
    x.set(range(dtype, 3).get(slice(1, 2)), at(2));
    x.set(range(dtype, 3).get(slice(1, 2)), longs(0));
    assertThat(values(x.get(0))).containsExactly(values(range(dtype, 3).get(1)));
    assertThat(values(x.get(2))).containsExactly(values(range(dtype, 3).get(1)));
    assertThat(values(x.get(1))).containsOnly(0);
  }

  @Test
  void aFractionIsCutOffInIntegers() {
    Tensor x = longs(0, 0, 0);
    x.set(2.7, at(0)).set(-2.7, longs(1));
    assertThat(values(x)).containsExactly(2, -2, 0);
    assertThat(x.dtype()).isEqualTo(DType.INT64);
    Tensor truth = mask(0, 0, 1);
    truth.set(5, at(0)).set(0.5, longs(1)).set(0, at(2));
    assertThat(values(truth)).containsExactly(1, 1, 0);
    Tensor complex = range(DType.COMPLEX64, 2);
    complex.set(7, longs(1));
    assertThat(values(complex)).containsExactly(0, 1, 7, 0);
  }

  // Behaviour e6.
  @Test
  void aLeafWithoutGradientBecomesPartOfTheGraph() {
    Tensor x = Gradus.zeros(DType.FLOAT64, 2);
    Tensor y = vector(3).sum().requiresGrad_();
    Tensor z = vector(4).sum().requiresGrad_();
    x.set(y, 0);
    x.set(z.mul(2.0), 1);
    assertThat(x.isLeaf()).isFalse();
    x.sum().backward();
    assertThat(grad(y)).containsExactly(1);
    assertThat(grad(z)).containsExactly(2);
  }

  // Behaviour e7.
  @Test
  void theGradientIsZeroWhereItWasWritten() {
    Tensor x = range(2, 3).requiresGrad_();
    Tensor value = vector(5, 6).requiresGrad_();
    Tensor y = x.clone();
    y.set(value, at(1), sliceFrom(1));
    assertThat(node(y)).isEqualTo("torch::autograd::CopySlices");
    y.mul(range(2, 3)).sum().backward();
    assertThat(grad(x)).containsExactly(0, 1, 2, 3, 0, 0);
    assertThat(grad(value)).containsExactly(4, 5);

    Tensor w = x.clone();
    x.zeroGrad();
    value.zeroGrad();
    w.set(value, longs(0, 1), longs(2, 0));
    assertThat(node(w)).isEqualTo("IndexPutBackward0");
    assertThat(next(w, 0)).isEqualTo("CloneBackward0");
    w.mul(range(2, 3)).sum().backward();
    assertThat(grad(x)).containsExactly(0, 1, 0, 0, 4, 5);
    assertThat(grad(value)).containsExactly(2, 3);
  }

  // Behaviour e8.
  @Test
  void aMaskZeroesTheGradientUnderIt() {
    Tensor x = range(4).requiresGrad_();
    Tensor y = x.clone();
    y.set(0, y.gt(1.5));
    assertThat(node(y)).isEqualTo("IndexPutBackward0");
    y.sum().backward();
    assertThat(grad(x)).containsExactly(1, 1, 0, 0);
  }

  // Behaviour d6.
  @Test
  void withoutGradModeALeafIsWrittenAndNothingRecorded() {
    Tensor x = range(3).requiresGrad_();
    try (var _ = Gradus.noGrad()) {
      x.set(7, at(0));
      x.set(8, longs(1));
    }
    assertThat(values(x)).containsExactly(7, 8, 2);
    assertThat(x.isLeaf()).isTrue();
    assertThat(x.version()).isEqualTo(2);
  }

  @Test
  void aLeafThatRequiresGradIsRefused() {
    Tensor x = range(3).requiresGrad_();
    assertThatThrownBy(() -> x.set(7, at(0)))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "a view of a leaf Variable that requires grad is being used in an in-place operation.");
    assertThatThrownBy(() -> x.set(7, longs(0)))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "a leaf Variable that requires grad is being used in an in-place operation.");
    assertThat(values(x)).containsExactly(0, 1, 2);
    assertThat(x.version()).isZero();
  }

  @Test
  void aRefusedCallHasChangedNothing() {
    Tensor x = range(2, 3);
    assertThatThrownBy(() -> x.set(1, longs(0, 5)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("index 5 is out of bounds for dimension 0 with size 2");
    assertThatThrownBy(() -> x.set(vector(1, 2), 0))
        .hasMessage(
            "The expanded size of the tensor (3) must match the existing size (2) at non-singleton"
                + " dimension 0.  Target sizes: [3].  Tensor sizes: [2]");
    assertThatThrownBy(() -> x.set(vector(1, 2), longs(0)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            "shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of"
                + " shape [1, 3]");
    assertThatThrownBy(() -> x.set(longs(1), longs(0)))
        .hasMessageStartingWith(
            "Index put requires the source and destination dtypes match, got Double for the"
                + " destination and Long for the source.");
    assertThat(values(x)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(x.version()).isZero();
  }

  @Test
  void indexPutAddsUpRepeatedPositionsInOrder() {
    Tensor x = Gradus.zeros(DType.FLOAT64, 2);
    x.indexPut_(List.of(longs(0, 0, 1, 0)), vector(1e16, 1, 5, -1e16), true);
    assertThat(values(x)).containsExactly(1e16 + 1 - 1e16, 5);
    Tensor y = x.indexPut(List.of(longs(1, 1)), vector(7, 8), false);
    assertThat(values(y)).containsExactly(1e16 + 1 - 1e16, 8);
    assertThat(values(x)[1]).isEqualTo(5);
  }

  @Test
  void aPartOfItselfIsReadBeforeItIsWritten() {
    Tensor x = range(4);
    x.set(x.get(slice(0, 3)).clone(), sliceFrom(1));
    assertThat(values(x)).containsExactly(0, 0, 1, 2);
    Tensor y = range(4);
    y.set(y.get(ellipsis()), longs(3, 2, 1, 0));
    assertThat(values(y)).containsExactly(3, 2, 1, 0);
  }

  @Test
  void slopesOfFirstAndSecondOrderAgreeWithDifferences() {
    Tensor x = range(2, 3).mul(0.4).cos();
    Tensor v = vector(0.3, -0.8);
    Slopes.check(in -> in[0].clone().set(in[1], at(1), slice(0, 2)), x, v);
    Slopes.check(in -> in[0].clone().set(in[1], longs(1, 0), longs(2, 2)), x, v);
    Slopes.check(in -> in[0].indexPut(List.of(longs(1, 1), longs(2, 2)), in[1], true), x, v);
    Slopes.check(in -> in[0].clone().set(2, at(0), index(longs(1))), x);
  }
}
