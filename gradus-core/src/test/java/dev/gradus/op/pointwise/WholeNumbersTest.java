package dev.gradus.op.pointwise;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import org.junit.jupiter.api.Test;

/// Division, bits and rounding of integers; exact logarithms.
class WholeNumbersTest {
  private static final long[] A = {7, -7, 7, -7, 6, Long.MIN_VALUE};
  private static final long[] B = {2, 2, -2, -2, 3, 3};

  @Test
  void alphaDoesNotWidenTruthValues() {
    Tensor a = tensor(new boolean[] {true, false});
    Tensor b = tensor(new boolean[] {false, true});
    assertThat(a.add(b, 1)).hasToString("tensor([True, True])");
    assertThat(a.add(b, 0)).hasToString("tensor([ True, False])");
    assertThat(a.add(tensor("[1, 2]"), 2)).hasToString("tensor([3, 4])");
  }

  @Test
  void divisionRoundsAsTold() {
    Tensor a = tensor(A);
    Tensor b = tensor(B);
    for (int i = 0; i < A.length; i++) {
      assertThat(a.floorDivide(b).toLongArray()[i]).isEqualTo(Math.floorDiv(A[i], B[i]));
      assertThat(a.remainder(b).toLongArray()[i]).isEqualTo(Math.floorMod(A[i], B[i]));
      assertThat(a.div(b, "trunc").toLongArray()[i]).isEqualTo(A[i] / B[i]);
      assertThat(a.fmod(b).toLongArray()[i]).isEqualTo(A[i] % B[i]);
    }
    assertThat(a.floorDivide_(b)).isSameAs(a);
    assertThat(a.toLongArray()).startsWith(3, -4, -4, 3, 2);
  }

  @Test
  void flooredFloatsComeFromTheExactRemainder() {
    // 1 / 0.1 rounds to 10, but ten times the double next to 0.1 is more than 1.
    assertThat(
            tensor(new double[] {1, -1, 5, 0, 1, -0.0})
                .floorDivide(tensor(new double[] {0.1, 0.1, -2, 3, 0, 3}))
                .toDoubleArray())
        .containsExactly(9, -10, -3, 0, Double.POSITIVE_INFINITY, -0.0);
  }

  @Test
  void zeroDividesNoInteger() {
    Tensor x = tensor(A);
    assertThatThrownBy(() -> x.fmod_(0L))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("ZeroDivisionError\n");
    assertThatThrownBy(() -> x.floorDivide(x.sub(7)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("ZeroDivisionError\n");
    assertThatThrownBy(() -> x.div(2, "up")).hasMessageContaining("but found 'up'");
    assertThat(x.toLongArray()).containsExactly(A);
  }

  @Test
  void bitsOfEveryWidth() {
    assertThat(tensor("[6, -1]").bitwiseAnd(3).toLongArray()).containsExactly(2, 3);
    assertThat(tensor("[6, -1]").bitwiseXor(tensor("[3, 3]")).toLongArray()).containsExactly(5, -4);
    assertThat(tensor("[6, -1]").bitwiseNot().toLongArray()).containsExactly(-7, 0);
    assertThat(tensor("[6]").to(uint8).bitwiseNot())
        .hasToString("tensor([249], dtype=torch.uint8)");
    assertThat(tensor("[True, False]").bitwiseNot()).hasToString("tensor([False,  True])");
    assertThat(tensor("[True, False]").bitwiseOr(tensor("[False, False]")))
        .hasToString("tensor([ True, False])");
    assertThatThrownBy(() -> tensor("[1.]").bitwiseAnd(1))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("\"bitwise_and_cpu\" not implemented for 'Float'\n");
  }

  @Test
  void shiftsByAnyNumber() {
    for (long by = 0; by < 64; by++) {
      assertThat(tensor(new long[] {5, -5}).bitwiseLeftShift(by).toLongArray())
          .containsExactly(5L << by, -5L << by);
      assertThat(tensor(new long[] {Long.MAX_VALUE, -5}).bitwiseRightShift(by).toLongArray())
          .containsExactly(Long.MAX_VALUE >> by, -5L >> by);
    }
    Tensor outside = tensor(new long[] {-1, 64, 1000});
    assertThat(tensor(-5).bitwiseLeftShift(outside).toLongArray()).containsExactly(0, 0, 0);
    assertThat(tensor(-5).bitwiseRightShift(outside).toLongArray()).containsExactly(-1, -1, -1);
    int[] narrow = tensor(new int[] {5, -5}).bitwiseRightShift(40).to(int32).toIntArray();
    assertThat(narrow).containsExactly(0, -1);
  }

  @Test
  void logarithmsOfPowersAreWhole() {
    double[] twos = new double[2098];
    float[] floats = new float[277];
    double[] tens = new double[23];
    for (int i = 0; i < twos.length; i++) {
      twos[i] = Math.scalb(1.0, i - 1074);
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Math.scalb(1f, i - 149);
    }
    for (int i = 0; i < tens.length; i++) {
      tens[i] = Double.parseDouble("1e" + i);
    }
    assertThat(tensor(twos).log2().sub(arange(-1074, 1024)).abs().max().item()).isZero();
    assertThat(tensor(floats).log2().sub(arange(-149, 128)).abs().max().item()).isZero();
    assertThat(tensor(tens).log10().sub(arange(0, 23)).abs().max().item()).isZero();
  }

  @Test
  void roundingLeavesIntegersAndHalvesToEven() {
    assertThat(tensor("[0.5, 1.5, -0.5, 2.5]").round().toFloatArray())
        .containsExactly(0, 2, -0f, 2);
    assertThat(tensor(new double[] {1234.567}).round(1).item()).isEqualTo(1234.6);
    assertThat(tensor(new double[] {1234.567}).round(-2).item()).isEqualTo(1200);
    assertThat(tensor("[3]").floor()).hasToString("tensor([3])");
    assertThat(tensor(new double[] {-1.7}).trunc_().item()).isEqualTo(-1);
    assertThatThrownBy(() -> tensor("[True]").floor())
        .hasMessageStartingWith("\"floor_cpu\" not implemented for 'Bool'\n");
  }
}
