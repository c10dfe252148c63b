package dev.gradus.op.index;

import static dev.gradus.op.index.Tensors.grad;
import static dev.gradus.op.index.Tensors.longs;
import static dev.gradus.op.index.Tensors.node;
import static dev.gradus.op.index.Tensors.of;
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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `gather`, `scatter` and `scatterAdd`: each the gradient of another.
class GatherTest {
  private static Tensor index(long rows, long columns, double... values) {
    return of(DType.INT64, new long[] {rows, columns}, values);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void gathersAndScattersEveryDtype(DType dtype) {
    Tensor x = range(dtype, 2, 3);
    Tensor at = index(2, 2, 2, 0, 1, 1);
    Tensor y = x.gather(1, at);
    Tensor expected = range(dtype, 2, 3);
    assertThat(y.dtype()).isEqualTo(dtype);
    assertThat(values(y.get(0, 0))).containsExactly(values(expected.get(0, 2)));
    assertThat(values(y.get(0, 1))).containsExactly(values(expected.get(0, 0)));
    assertThat(values(y.get(1, 1))).containsExactly(values(expected.get(1, 1)));
    Tensor back = Gradus.zeros(dtype, 2, 3).scatter(1, at, y);
    assertThat(values(back.get(0, 2))).containsExactly(values(expected.get(0, 2)));
    assertThat(values(back.get(1, 1))).containsExactly(values(expected.get(1, 1)));
    assertThat(values(back.get(1, 2))).containsOnly(0);
  }

  @Test
  void additionsAtOnePlaceFollowTheOrderOfTheIndex() {
    Tensor at = longs(0, 0, 0, 1);
    Tensor sum = Gradus.zeros(DType.FLOAT64, 2).scatterAdd(0, at, vector(1e16, 1, -1e16, 3));
    assertThat(values(sum)).containsExactly(1e16 + 1 - 1e16, 3);
    Tensor halves = of(DType.FLOAT16, new long[] {4}, 2048, 1, 1, 5);
    assertThat(values(Gradus.zeros(DType.FLOAT16, 2).scatterAdd(0, at, halves)))
        .containsExactly(2048, 5);
    Tensor bytes = of(DType.UINT8, new long[] {4}, 200, 100, 1, 5);
    assertThat(values(Gradus.zeros(DType.UINT8, 2).scatterAdd(0, at, bytes)))
        .containsExactly(45, 5);
    Tensor truth = of(DType.BOOL, new long[] {4}, 1, 1, 0, 0);
    assertThat(values(Gradus.zeros(DType.BOOL, 2).scatterAdd(0, at, truth))).containsExactly(1, 0);
    Tensor complex = range(DType.COMPLEX64, 4);
    assertThat(values(Gradus.zeros(DType.COMPLEX64, 2).scatterAdd(0, at, complex)))
        .containsExactly(6, 9, 6, 7);
  }

  @Test
  void ofSeveralValuesForOnePlaceTheLastStays() {
    assertThat(values(vector(9, 9, 9).scatter(0, longs(1, 1, 0), vector(1, 2, 3))))
        .containsExactly(3, 2, 9);
  }

  @Test
  void gatherAddsUpItsGradientAtRepeatedPlaces() {
    Tensor x = range(2, 3).requiresGrad_();
    Tensor y = x.gather(1, index(2, 3, 0, 0, 2, 1, 1, 1));
    assertThat(node(y)).isEqualTo("GatherBackward0");
    y.mul(range(2, 3)).sum().backward();
    assertThat(grad(x)).containsExactly(0 + 1, 0, 2, 0, 3 + 4 + 5, 0);
  }

  @Test
  void gatherHasSecondDerivatives() {
    Tensor x = vector(2, 3).requiresGrad_();
    Tensor y = x.gather(0, longs(1, 1, 0));
    Tensor g =
        Objects.requireNonNull(
            Gradus.grad(
                List.of(y.pow(3).sum()),
                List.of(x),
                null,
                dev.gradus.GradOptions.DEFAULT.withCreateGraph(true))[0]);
    assertThat(values(g)).containsExactly(12, 54);
    g.sum().backward();
    assertThat(grad(x)).containsExactly(12, 36);
  }

  @Test
  void scatterSendsTheGradientToWhatWasWritten() {
    Tensor x = range(3).requiresGrad_();
    Tensor src = vector(5, 6).requiresGrad_();
    Tensor y = x.scatter(0, longs(2, 0), src);
    assertThat(node(y)).isEqualTo("ScatterBackward0");
    assertThat(values(y)).containsExactly(6, 1, 5);
    y.mul(vector(10, 20, 30)).sum().backward();
    assertThat(grad(x)).containsExactly(0, 20, 0);
    assertThat(grad(src)).containsExactly(30, 10);
    assertThat(node(x.scatter(0, longs(1), 7.0))).isEqualTo("ScatterBackward1");
    assertThat(node(x.scatterAdd(0, longs(1), vector(1)))).isEqualTo("ScatterAddBackward0");
  }

  @Test
  void valuesBeyondTheIndexGetNoGradient() {
    Tensor src = range(2, 3).requiresGrad_();
    Tensor y = Gradus.zeros(DType.FLOAT64, 2, 2).scatterAdd(0, index(1, 2, 1, 0), src);
    assertThat(values(y)).containsExactly(0, 1, 0, 0);
    y.sum().backward();
    assertThat(grad(src)).containsExactly(1, 1, 0, 0, 0, 0);
  }

  @Test
  void anExpandedIndexAndAPermutedTensorGiveTheSameValues() {
    Tensor x = range(3, 4).t();
    Tensor at = longs(3, 0).unsqueeze(1).expand(2, 3);
    assertThat(values(x.gather(0, at))).containsExactly(3, 7, 11, 0, 4, 8);
    Tensor y = Gradus.zeros(DType.FLOAT64, 3, 4).t();
    y.scatter_(0, at, range(2, 3));
    assertThat(values(y)).containsExactly(3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 1, 2);
  }

  @Test
  void forwardModeGoesThroughAllOfThem() {
    try (var level = Gradus.dualLevel()) {
      Tensor x = level.makeDual(range(3), vector(1, 10, 100));
      Tensor src = level.makeDual(vector(5, 6), vector(2, 3));
      Tensor at = longs(2, 0);
      assertThat(values(Objects.requireNonNull(level.tangent(x.gather(0, at)))))
          .containsExactly(100, 1);
      assertThat(values(Objects.requireNonNull(level.tangent(x.scatter(0, at, src)))))
          .containsExactly(3, 10, 2);
      assertThat(values(Objects.requireNonNull(level.tangent(x.scatterAdd(0, at, src)))))
          .containsExactly(4, 10, 102);
      assertThat(values(Objects.requireNonNull(level.tangent(x.scatter(0, at, 7.0)))))
          .containsExactly(0, 10, 0);
    }
  }

  @Test
  void takeAlongDimBroadcastsAndCountsFromTheEnd() {
    Tensor x = range(2, 3);
    assertThat(values(x.takeAlongDim(index(1, 2, -1, 0), 1))).containsExactly(2, 0, 5, 3);
    assertThat(values(x.takeAlongDim(longs(4, 1)))).containsExactly(4, 1);
    assertThatThrownBy(() -> x.takeAlongDim(longs(0), 1))
        .hasMessage(
            "torch.take_along_dim(): input and indices should have the same number of dimensions,"
                + " but got 2 dimensions for input, and 1 dimensions for indices");
  }

  @Test
  void inPlaceFormsRewriteHistory() {
    Tensor x = range(3).requiresGrad_();
    Tensor src = vector(5).requiresGrad_();
    Tensor y = x.clone();
    y.scatter_(0, longs(1), src).scatterAdd_(0, longs(0), src).scatter_(0, longs(2), 4);
    assertThat(values(y)).containsExactly(5, 5, 4);
    assertThat(y.version()).isEqualTo(3);
    y.sum().backward();
    assertThat(grad(x)).containsExactly(1, 0, 0);
    assertThat(grad(src)).containsExactly(2);
  }

  @Test
  void aRefusedCallHasChangedNothing() {
    Tensor x = range(3);
    assertThatThrownBy(() -> x.scatter_(0, longs(0, 7), vector(9, 9)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("index 7 is out of bounds for dimension 0 with size 3");
    assertThatThrownBy(() -> x.scatterAdd_(0, longs(0, -1), vector(9, 9)))
        .hasMessageStartingWith("index -1 is out of bounds for dimension 0 with size 3");
    assertThat(values(x)).containsExactly(0, 1, 2);
    assertThat(x.version()).isZero();
    Tensor leaf = range(3).requiresGrad_();
    assertThatThrownBy(() -> leaf.scatter_(0, longs(0), 1))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "a leaf Variable that requires grad is being used in an in-place operation.");
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = range(3, 5);
    assertThatThrownBy(() -> x.gather(0, range(3, 5)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("gather(): Expected dtype int32/int64 for index\n");
    assertThatThrownBy(() -> x.gather(0, longs(1)))
        .hasMessageStartingWith(
            "Index tensor must have the same number of dimensions as input tensor");
    assertThatThrownBy(() -> x.gather(0, index(1, 6, 0, 0, 0, 0, 0, 0)))
        .hasMessage(
            "Size does not match at dimension 1 expected index [1, 6] to be no larger than self [3,"
                + " 5] apart from dimension 0");
    assertThatThrownBy(() -> x.scatter(0, index(2, 2, 0, 0, 0, 0), range(1, 2)))
        .hasMessage(
            "Expected index [2, 2] to be no larger than self [3, 5] apart from dimension 0 and to"
                + " be no larger size than src [1, 2]");
    assertThatThrownBy(() -> x.scatter(0, index(1, 1, 0), range(DType.FLOAT32, 1, 1)))
        .hasMessageStartingWith("scatter(): Expected self.dtype to be equal to src.dtype");
    assertThatThrownBy(() -> x.gather(2, index(1, 1, 0)))
        .hasMessage("Dimension out of range (expected to be in range of [-2, 1], but got 2)");
  }

  @Test
  void anIndexChangedAfterwardsIsNoticed() {
    Tensor x = range(3).requiresGrad_();
    Tensor at = longs(0, 1);
    Tensor y = x.gather(0, at);
    at.fill_(2);
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("has been modified by an inplace operation");
  }
}
