package dev.gradus;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `tensor(…)`: dtypes follow Python's literals and Java's arrays, and mistakes are explained.
@ResourceLock("dev.gradus.Globals")
class LiteralsTest {
  @Test
  void numbersFollowPython() {
    assertThat(tensor(2.0)).hasToString("tensor(2.)");
    assertThat(tensor(2.0f).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(tensor(7)).hasToString("tensor(7)");
    assertThat(tensor(7L).dtype()).isEqualTo(DType.INT64);
    assertThat(tensor(true)).hasToString("tensor(True)");
    assertThat(tensor(1, DType.FLOAT64)).hasToString("tensor(1., dtype=torch.float64)");
    assertThat(tensor(-1.9, DType.INT32)).hasToString("tensor(-1, dtype=torch.int32)");
    assertThat(tensor(true, DType.FLOAT32)).hasToString("tensor(1.)");
    assertThat(tensor(0.5, DType.COMPLEX64)).hasToString("tensor(0.5000+0.j)");
    assertThat(tensor(1L << 53 | 1, DType.INT64).itemLong()).isEqualTo((1L << 53) + 1);
  }

  @Test
  void severalNumbersMakeAVector() {
    assertThat(tensor(1.5, 2)).hasToString("tensor([1.5000, 2.0000])");
    assertThat(tensor(1, 2, 3)).hasToString("tensor([1, 2, 3])");
    assertThat(tensor(1, 2, 3).dtype()).isEqualTo(DType.INT64);
  }

  @Test
  void arraysKeepTheirTypeAndAreCopied() {
    double[] mine = {1, 2};
    Tensor x = tensor(mine);
    mine[0] = 9;
    assertThat(x).hasToString("tensor([1., 2.], dtype=torch.float64)");
    assertThat(tensor(new float[] {1, 2})).hasToString("tensor([1., 2.])");
    assertThat(tensor(new long[] {1, 2})).hasToString("tensor([1, 2])");
    assertThat(tensor(new int[] {1, 2})).hasToString("tensor([1, 2], dtype=torch.int32)");
    assertThat(tensor(new short[] {1, 2})).hasToString("tensor([1, 2], dtype=torch.int16)");
    assertThat(tensor(new byte[] {1, -2})).hasToString("tensor([ 1, -2], dtype=torch.int8)");
    assertThat(tensor(new boolean[] {true, false})).hasToString("tensor([ True, False])");
    assertThat(tensor(new float[0])).hasToString("tensor([])");
  }

  @Test
  void arraysAreCastToAnAskedForDtype() {
    assertThat(tensor(new double[] {1, 2}, DType.FLOAT32)).hasToString("tensor([1., 2.])");
    assertThat(tensor(new float[] {1.7f, -1.7f}, DType.INT64)).hasToString("tensor([ 1, -1])");
    assertThat(tensor(new long[] {0, 5}, DType.BOOL)).hasToString("tensor([False,  True])");
    assertThat(tensor(new byte[] {-1}, DType.UINT8))
        .hasToString("tensor([255], dtype=torch.uint8)");
    assertThat(tensor(new int[] {1}, DType.COMPLEX64)).hasToString("tensor([1.+0.j])");
    assertThat(tensor(new long[] {Long.MAX_VALUE}, DType.INT32).itemLong()).isEqualTo(-1);
    assertThat(tensor(new boolean[] {true}, DType.FLOAT32)).hasToString("tensor([1.])");
  }

  @Test
  void arraysNest() {
    assertThat(tensor(new float[][] {{1, 2, 3}, {3, 2, 1}}))
        .hasToString("tensor([[1., 2., 3.],\n        [3., 2., 1.]])");
    Tensor cube = tensor(new int[][][] {{{1, 2}}, {{3, 4}}});
    assertThat(cube.shape()).containsExactly(2, 1, 2);
    assertThat(cube.dtype()).isEqualTo(DType.INT32);
    assertThat(tensor(new boolean[][] {{true}, {false}}, DType.INT64))
        .hasToString("tensor([[1],\n        [0]])");
    assertThat(tensor(new double[0][3]).shape()).containsExactly(0, 0);
    assertThat(tensor(new double[2][0]).shape()).containsExactly(2, 0);
  }

  @Test
  void raggedArraysAreRefused() {
    refused(
        () -> tensor(new float[][] {{1, 2}, {3}}),
        "expected sequence of length 2 at dim 1 (got 1)");
    refused(() -> tensor("[[1, 2], [3]]"), "expected sequence of length 2 at dim 1 (got 1)");
    refused(() -> tensor("[[1], 2]"), "not a sequence");
    refused(() -> tensor("[1, [2]]"), "must be real number, not list");
    refused(() -> tensor(new String[] {"1"}), "tensor: an array of type java.lang.String[]");
    refused(() -> tensor(new float[][] {{1}, null}), "tensor: an array at dim 1 is null");
  }

  @Test
  void textFollowsPython() {
    assertThat(tensor("[[1., 2, 3], [3, 2, 1]]"))
        .hasToString("tensor([[1., 2., 3.],\n        [3., 2., 1.]])");
    assertThat(tensor("3")).hasToString("tensor(3)");
    assertThat(tensor(" [ 1 , -2 , +3 , ] ")).hasToString("tensor([ 1, -2,  3])");
    assertThat(tensor("[True, 2]")).hasToString("tensor([1, 2])");
    assertThat(tensor("[True, 2.]")).hasToString("tensor([1., 2.])");
    assertThat(tensor("[nan, -inf, 1e-3, .5, 5.]").dtype()).isEqualTo(DType.FLOAT32);
    assertThat(tensor("-1E3")).hasToString("tensor(-1000.)");
    assertThat(tensor("[1, 2j, 1 - 2j, 1e1+.5j]"))
        .hasToString("tensor([ 1.+0.0000j,  0.+2.0000j,  1.-2.0000j, 10.+0.5000j])");
    assertThat(tensor("[nan+infj, 1-nanj, -infj]"))
        .hasToString("tensor([nan+infj, 1.+nanj, -0.-infj])");
    assertThat(tensor("[]")).hasToString("tensor([])");
    assertThat(tensor("[[], []]")).hasToString("tensor([], size=(2, 0))");
    assertThat(tensor("[1, 2]", DType.FLOAT16))
        .hasToString("tensor([1., 2.], dtype=torch.float16)");
    assertThat(tensor("9223372036854775807").itemLong()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void decimalsAndComplexNumbersFollowTheDefaultDtype() {
    Gradus.setDefaultDtype(DType.FLOAT64);
    try {
      assertThat(tensor("1.").dtype()).isEqualTo(DType.FLOAT64);
      assertThat(tensor("1j").dtype()).isEqualTo(DType.COMPLEX128);
      assertThat(tensor(1.0, 2.0).dtype()).isEqualTo(DType.FLOAT64);
    } finally {
      Gradus.setDefaultDtype(DType.FLOAT32);
    }
  }

  @Test
  void malformedTextIsReportedWithItsPlace() {
    assertThatThrownBy(() -> tensor("[1, x]"))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            """
            tensor: expected a number, True, False or '[', found 'x' at position 4
              [1, x]
                  ^\
            """);
    refused(() -> tensor("[1 2]"), "tensor: expected ',' or ']', found '2' at position 3");
    refused(() -> tensor("[1, 2"), "tensor: expected ',' or ']', found the end at position 5");
    refused(() -> tensor(""), "tensor: expected a number, True, False or '[', found the end");
    refused(() -> tensor("1 2"), "tensor: expected the end, found '2' at position 2");
    refused(() -> tensor("[1 + 2]"), "tensor: arithmetic is not evaluated");
    refused(() -> tensor("[Truely]"), "tensor: expected a number, True, False or '['");
    refused(() -> tensor("[,]"), "tensor: expected a number, True, False or '['");
    refused(() -> tensor("9223372036854775808"), "Overflow when unpacking long long\ntensor: ");
    refused(() -> tensor("[".repeat(100_000)), "tensor: a tensor has at most 64 dimensions");
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    refused(
        () -> tensor(300, DType.INT8), "value cannot be converted to type int8 without overflow");
    refused(() -> tensor(256, DType.UINT8), "value cannot be converted to type uint8 without");
    assertThat(tensor(-1, DType.UINT8).itemLong()).isEqualTo(255);
    refused(
        () -> tensor(Double.NaN, DType.INT64), "value cannot be converted to type int64 without");
    refused(() -> tensor(1e19, DType.INT64), "value cannot be converted to type int64 without");
    refused(() -> tensor("[1j]", DType.FLOAT32), "must be real number, not complex");
    assertThat(tensor(1e40).item()).isInfinite();
  }

  @Test
  void listsOfNumbersNest() {
    assertThat(tensor(List.of(List.of(1, 2L), List.of(3, 4))))
        .hasToString("tensor([[1, 2],\n        [3, 4]])");
    assertThat(tensor(List.of(1, 0.5, true))).hasToString("tensor([1.0000, 0.5000, 1.0000])");
    assertThat(tensor(List.of())).hasToString("tensor([])");
    assertThat(tensor(List.of(1), DType.BOOL)).hasToString("tensor([True])");
    refused(() -> tensor(List.of("1")), "tensor: a list holds a java.lang.String");
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }
}
