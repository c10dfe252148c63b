package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.bfloat16;
import static dev.gradus.Gradus.bool;
import static dev.gradus.Gradus.complex128;
import static dev.gradus.Gradus.complex64;
import static dev.gradus.Gradus.empty;
import static dev.gradus.Gradus.emptyLike;
import static dev.gradus.Gradus.eye;
import static dev.gradus.Gradus.finfo;
import static dev.gradus.Gradus.float16;
import static dev.gradus.Gradus.float32;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.full;
import static dev.gradus.Gradus.fullLike;
import static dev.gradus.Gradus.iinfo;
import static dev.gradus.Gradus.int32;
import static dev.gradus.Gradus.int64;
import static dev.gradus.Gradus.int8;
import static dev.gradus.Gradus.linspace;
import static dev.gradus.Gradus.logspace;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.onesLike;
import static dev.gradus.Gradus.scalarTensor;
import static dev.gradus.Gradus.uint8;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Gradus.zerosLike;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Tensors of given sizes, ranges, and the limits of dtypes.
@ResourceLock("dev.gradus.Globals")
class FactoriesTest {
  @Test
  void constantsHaveTheDefaultDtypeOrTheirOwn() {
    assertThat(zeros(2)).hasToString("tensor([0., 0.])");
    assertThat(ones(int64, 2)).hasToString("tensor([1, 1])");
    assertThat(ones(complex64, 1)).hasToString("tensor([1.+0.j])");
    assertThat(ones(bfloat16, 1).item()).isEqualTo(1);
    assertThat(empty(2, 3).shape()).containsExactly(2, 3);
    assertThat(zeros().dim()).isZero();
    assertThat(full(new long[] {2}, 2.5)).hasToString("tensor([2.5000, 2.5000])");
    assertThat(full(new long[] {2}, 7)).hasToString("tensor([7, 7])");
    assertThat(full(new long[] {1}, true)).hasToString("tensor([True])");
    assertThat(full(new long[] {1}, Long.MAX_VALUE).itemLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(full(float64, new long[0], 7).item()).isEqualTo(7);
    assertThat(full(bool, new long[0], 0.5).itemBoolean()).isTrue();
    assertThat(scalarTensor(3)).hasToString("tensor(3.)");
  }

  @Test
  void sizesMayNotBeNegative() {
    refused(() -> zeros(2, -1), "Trying to create tensor with negative dimension -1: [2, -1]");
    refused(() -> ones(-1), "Trying to create tensor with negative dimension -1: [-1]");
    refused(() -> empty(-3), "Trying to create tensor with negative dimension -3: [-3]");
    refused(
        () -> full(new long[] {-1}, 1.0),
        "Trying to create tensor with negative dimension -1: [-1]");
  }

  @Test
  void laterChangesOfTheSizesArrayDoNotReachTheTensor() {
    long[] sizes = {2, 3};
    Tensor x = zeros(sizes);
    sizes[0] = 9;
    assertThat(x.shape()).containsExactly(2, 3);
  }

  @Test
  void fillsThatDoNotFitAreRefused() {
    refused(
        () -> full(int8, new long[] {1}, 300),
        "value cannot be converted to type int8_t without overflow");
    refused(
        () -> full(float16, new long[] {1}, 1e10),
        "value cannot be converted to type at::Half without overflow");
    refused(
        () -> full(float32, new long[] {1}, 1e40),
        "value cannot be converted to type float without overflow");
    assertThat(full(float16, new long[0], 1.0 / 0).item()).isInfinite();
    assertThat(full(uint8, new long[0], -1).itemLong()).isEqualTo(255);
  }

  @Test
  void likeKeepsSizesDtypeAndOrderOfDimensions() {
    Tensor columns = zeros(int32, 2, 3).t();
    for (Tensor y :
        new Tensor[] {
          zerosLike(columns), onesLike(columns), emptyLike(columns), fullLike(columns, 4)
        }) {
      assertThat(y.shape()).containsExactly(3, 2);
      assertThat(y.stride()).containsExactly(1, 3);
      assertThat(y.dtype()).isEqualTo(int32);
    }
    assertThat(fullLike(zeros(2), 1.5)).hasToString("tensor([1.5000, 1.5000])");
    assertThat(onesLike(zeros(2), int64)).hasToString("tensor([1, 1])");
    assertThat(zerosLike(ones(1).requiresGrad_()).requiresGrad()).isFalse();
  }

  @Test
  void rangesOfWholeNumbersAreWhole() {
    assertThat(arange(3)).hasToString("tensor([0, 1, 2])");
    assertThat(arange(2, 5)).hasToString("tensor([2, 3, 4])");
    assertThat(arange(5, 0, -2)).hasToString("tensor([5, 3, 1])");
    assertThat(arange(0, 5, 2)).hasToString("tensor([0, 2, 4])");
    assertThat(arange(0).numel()).isZero();
    assertThat(arange(3, float32)).hasToString("tensor([0., 1., 2.])");
    assertThat(arange(1, 3, complex64)).hasToString("tensor([1.+0.j, 2.+0.j])");
  }

  @Test
  void rangesOfDecimalsAreDecimals() {
    assertThat(arange(3.)).hasToString("tensor([0., 1., 2.])");
    assertThat(arange(0.5, 2)).hasToString("tensor([0.5000, 1.5000])");
    assertThat(arange(0., 1., 0.1).numel()).isEqualTo(10);
    assertThat(arange(1., 0., -0.25).toFloatArray()).containsExactly(1, 0.75f, 0.5f, 0.25f);
    assertThat(arange(0.9, 3.9, 1.9, int64)).hasToString("tensor([0, 1, 2])");
    assertThat(arange(0.0, -0.0, 1.0).numel()).isZero();
  }

  @Test
  void impossibleRangesAreRefused() {
    refused(() -> arange(0, 5, 0), "step must be nonzero\narange(0, 5, 0)");
    refused(() -> arange(0., 5., Double.NaN), "step must be nonzero");
    refused(() -> arange(5, 0), "upper bound and lower bound inconsistent with step sign");
    refused(() -> arange(0., 1., -1.), "upper bound and lower bound inconsistent with step sign");
    refused(() -> arange(0, 1.0 / 0, 2), "unsupported range: 0 -> inf");
    refused(() -> arange(-1.0 / 0, 1, 2), "unsupported range: -inf -> 1");
    refused(() -> arange(Long.MIN_VALUE, Long.MAX_VALUE), "invalid size, possible overflow?");
  }

  @Test
  void linspaceIsExactAtBothEndsAndSymmetric() {
    assertThat(linspace(-2, 10, 4)).hasToString("tensor([-2.,  2.,  6., 10.])");
    double[] x = linspace(-1, 1, 30, float64).toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isEqualTo(-x[x.length - 1 - i]);
    }
    assertThat(linspace(0, 0.1, 3).toFloatArray()[2]).isEqualTo(0.1f);
    assertThat(linspace(5, 9, 1)).hasToString("tensor([5.])");
    assertThat(linspace(5, 9, 0)).hasToString("tensor([])");
    assertThat(linspace(-2, 0, 50, int64).toLongArray()).startsWith(-2, -1, -1).endsWith(0);
    assertThat(linspace(0, 1, 2, complex128).toDoubleArray()).containsExactly(0, 0, 1, 0);
    refused(() -> linspace(0, 3, -1), "number of steps must be non-negative");
  }

  @Test
  void logspaceHasPowers() {
    assertThat(logspace(0, 2, 3)).hasToString("tensor([  1.,  10., 100.])");
    assertThat(logspace(0, 3, 4, 2, float64).toDoubleArray()).containsExactly(1, 2, 4, 8);
    refused(() -> logspace(0, 3, -1), "number of steps must be non-negative");
  }

  @Test
  void theIdentityHasAnySizes() {
    assertThat(eye(2, 3)).hasToString("tensor([[1., 0., 0.],\n        [0., 1., 0.]])");
    assertThat(eye(int64, 3, 2)).hasToString("tensor([[1, 0],\n        [0, 1],\n        [0, 0]])");
    assertThat(eye(complex64, 2))
        .hasToString("tensor([[1.+0.j, 0.+0.j],\n        [0.+0.j, 1.+0.j]])");
    assertThat(eye(0).shape()).containsExactly(0, 0);
    refused(() -> eye(-7, 42), "n must be greater or equal to 0, got -7");
    refused(() -> eye(7, -2), "m must be greater or equal to 0, got -2");
  }

  @Test
  void dtypesTellTheirLimits() {
    assertThat(finfo(float32))
        .hasToString(
            "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, eps=1.19209e-07,"
                + " smallest_normal=1.17549e-38, tiny=1.17549e-38, dtype=float32)");
    assertThat(finfo(float64).eps()).isEqualTo(Math.ulp(1.0));
    assertThat(finfo(float16).max()).isEqualTo(65504);
    assertThat(finfo(bfloat16).max()).isEqualTo(3.3895313892515355e38);
    assertThat(finfo(bfloat16).tiny()).isEqualTo(Float.MIN_NORMAL);
    assertThat(finfo(complex128).dtype()).isEqualTo(float64);
    assertThat(finfo(float16).bits()).isEqualTo(16);
    assertThat(iinfo(int8)).hasToString("iinfo(min=-128, max=127, dtype=int8)");
    assertThat(iinfo(uint8).max()).isEqualTo(255);
    assertThat(iinfo(int64).min()).isEqualTo(Long.MIN_VALUE);
    assertThat(iinfo(int32).bits()).isEqualTo(32);
    refused(() -> iinfo(float32), "torch.iinfo() requires an integer input type.");
    refused(() -> iinfo(bool), "torch.bool is not supported by torch.iinfo");
    refused(() -> finfo(int64), "torch.finfo() requires a floating point input type.");
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }
}
