package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.bfloat16;
import static dev.gradus.Gradus.float16;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.int8;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.uint8;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Values out of tensors: numbers, arrays, lists, parts.
class ReadingTest {
  @Test
  void theOnlyElementIsANumber() {
    assertThat(tensor(2.5).requiresGrad_().item()).isEqualTo(2.5);
    assertThat(ones(1, 1).item()).isEqualTo(1);
    assertThat(tensor(-2.9).itemLong()).isEqualTo(-2);
    assertThat(tensor(Long.MAX_VALUE).itemLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(tensor("3+0j").item()).isEqualTo(3);
    assertThat(tensor("[1., 2.]").select(0, 1).item()).isEqualTo(2);
    refused(() -> ones(2).item(), "a Tensor with 2 elements cannot be converted to Scalar\n");
    refused(() -> zeros(0).itemLong(), "a Tensor with 0 elements cannot be converted to Scalar\n");
    refused(
        () -> tensor("3+4j").item(), "value cannot be converted to type double without overflow");
    refused(() -> tensor(Double.NaN).itemLong(), "cannot convert float NaN to integer");
    refused(() -> tensor(-1.0 / 0).itemLong(), "cannot convert float infinity to integer");
    refused(() -> tensor(1e30).itemLong(), "itemLong: 1.0000000150474662E30 is out of the range");
  }

  @Test
  void theOnlyElementIsTrueUnlessZero() {
    assertThat(tensor(true).itemBoolean()).isTrue();
    assertThat(tensor(-0.0).itemBoolean()).isFalse();
    assertThat(tensor(Double.NaN).itemBoolean()).isTrue();
    assertThat(tensor("0+1j").itemBoolean()).isTrue();
    refused(
        () -> ones(2).itemBoolean(),
        "Boolean value of Tensor with more than one value is ambiguous\n");
    refused(() -> zeros(0).itemBoolean(), "Boolean value of Tensor with no values is ambiguous\n");
  }

  @Test
  void arraysAreRowMajorCopiesOfAnyLayout() {
    Tensor x = arange(6.).view(2, 3);
    float[] mine = x.toFloatArray();
    mine[0] = 9;
    assertThat(x.t().toFloatArray()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(x.slice(1, 0L, null, 2).toFloatArray()).containsExactly(0, 2, 3, 5);
    assertThat(x.select(1, 1).toFloatArray()).containsExactly(1, 4);
    assertThat(x.select(0, 1).expand(2, 3).toDoubleArray()).containsExactly(3, 4, 5, 3, 4, 5);
    assertThat(zeros(0, 3).toFloatArray()).isEmpty();
    assertThat(tensor(4.0).toFloatArray()).containsExactly(4);
    assertThat(tensor("[[1+2j, 3j], [5, 6]]").t().toFloatArray())
        .containsExactly(1, 2, 5, 0, 0, 3, 6, 0);
  }

  @Test
  void dtypesAreWidenedWithinTheirCategory() {
    assertThat(tensor("[1.5]", float16).toFloatArray()).containsExactly(1.5f);
    assertThat(tensor("[1.5]", bfloat16).toDoubleArray()).containsExactly(1.5);
    assertThat(tensor("[1.5]").toDoubleArray()).containsExactly(1.5);
    assertThat(tensor(new byte[] {-1}, uint8).toLongArray()).containsExactly(255);
    assertThat(tensor(new byte[] {-1}, uint8).toIntArray()).containsExactly(255);
    assertThat(tensor(new byte[] {-1}, uint8).toByteArray()).containsExactly(-1);
    assertThat(tensor(new short[] {-3}).toIntArray()).containsExactly(-3);
    assertThat(tensor("[-3]", int8).toShortArray()).containsExactly((short) -3);
    assertThat(tensor("[True, False]").toBooleanArray()).containsExactly(true, false);
  }

  @Test
  void conversionsThatLoseAreRefused() {
    refused(
        () -> tensor("[1.]", float64).toFloatArray(),
        "toFloatArray: the tensor has dtype torch.float64, whose values this array does not hold"
            + " without a conversion; ask for it: x.to(float32).toFloatArray().");
    refused(() -> arange(2).toDoubleArray(), "toDoubleArray: the tensor has dtype torch.int64");
    refused(() -> arange(2).toIntArray(), "toIntArray: the tensor has dtype torch.int64");
    refused(() -> ones(2).toLongArray(), "toLongArray: the tensor has dtype torch.float32");
    refused(() -> tensor("[True]").toByteArray(), "toByteArray: the tensor has dtype torch.bool");
    refused(() -> arange(2).toBooleanArray(), "toBooleanArray: the tensor has dtype torch.int64");
  }

  @Test
  void arraysOfTensorsThatRequireGradAreRefused() {
    Tensor x = ones(2).requiresGrad_();
    assertThatThrownBy(x::toFloatArray)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.\n")
        .hasMessageEndingWith("Use x.detach().toFloatArray().");
    assertThatThrownBy(x::toNestedArray).isInstanceOf(GradusStateException.class);
    assertThat(x.detach().toFloatArray()).containsExactly(1, 1);
  }

  @Test
  void arraysNestAsDimensionsDo() {
    assertThat((float[][]) arange(6.).view(3, 2).t().toNestedArray())
        .isDeepEqualTo(new float[][] {{0, 2, 4}, {1, 3, 5}});
    assertThat((long[]) arange(2).toNestedArray()).containsExactly(0, 1);
    assertThat((short[]) tensor(new byte[] {-1}, uint8).toNestedArray())
        .containsExactly((short) 255);
    assertThat((float[][]) tensor("[[1+2j]]").toNestedArray())
        .isDeepEqualTo(new float[][] {{1, 2}});
    assertThat((double[][]) zeros(float64, 2, 0).toNestedArray()).isDeepEqualTo(new double[2][0]);
    assertThat((boolean[]) tensor("[True]").toNestedArray()).containsExactly(true);
    refused(() -> tensor(1).toNestedArray(), "toNestedArray: the tensor has no dimensions");
  }

  @Test
  void listsNestAndReadBack() {
    List<Object> lists = tensor("[[1., 2], [3, 4]]").requiresGrad_().t().toList();
    assertThat(lists).isEqualTo(List.of(List.of(1.0, 3.0), List.of(2.0, 4.0)));
    assertThat(tensor(lists)).hasToString("tensor([[1., 3.],\n        [2., 4.]])");
    assertThat(arange(2).toList()).isEqualTo(List.of(0L, 1L));
    assertThat(tensor("[True]").toList()).isEqualTo(List.of(true));
    assertThat(tensor("[1+2j]").toList()).isEqualTo(List.of(List.of(1.0, 2.0)));
    refused(() -> tensor(1).toList(), "toList: the tensor has no dimensions");
  }

  @Test
  void iterationGoesOverDimensionZeroAndIsRecorded() {
    Tensor x = tensor("[[1., 2], [3, 4]]").requiresGrad_();
    List<Tensor> rows = new ArrayList<>();
    for (Tensor row : x) {
      rows.add(row);
    }
    assertThat(rows).hasSize(2);
    rows.get(1).sum().backward();
    assertThat(x.grad()).hasToString("tensor([[0., 0.],\n        [1., 1.]])");
    assertThat(zeros(0, 2).iterator().hasNext()).isFalse();
    refused(() -> tensor(1.0).iterator(), "iteration over a 0-d tensor\n");
  }

  @Test
  void assertionsOnTensorsWithoutDimensionsCanFail() {
    assertThatThrownBy(() -> assertThat(tensor(1.0)).isNull())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tensor(1.)");
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }
}
