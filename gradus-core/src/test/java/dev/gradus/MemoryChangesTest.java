package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.float32;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.int64;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What only exists in place, and what in-place calls refuse.
class MemoryChangesTest {
  @Test
  void aDiagonalIsFilledOnceOrAgain() {
    assertThat(zeros(5, 2).fillDiagonal_(3).toList())
        .isEqualTo(tensor("[[3., 0], [0, 3], [0, 0], [0, 0], [0, 0]]").toList());
    assertThat(zeros(5, 2).fillDiagonal_(3, true).toList())
        .isEqualTo(tensor("[[3., 0], [0, 3], [0, 0], [3, 0], [0, 3]]").toList());
    assertThat(zeros(2, 2, 2).fillDiagonal_(1).sum().item()).isEqualTo(2);
    assertThatThrownBy(() -> zeros(3).fillDiagonal_(1))
        .hasMessageStartingWith("dimensions must larger than 1");
    assertThatThrownBy(() -> zeros(2, 3, 2).fillDiagonal_(1))
        .hasMessageStartingWith("all dimensions of input must be of equal length");
  }

  @Test
  void aFilledDiagonalPassesNoGradient() {
    Tensor x = ones(3, 3).requiresGrad_();
    Tensor y = x.mul(2);
    y.fillDiagonal_(7).sum().backward();
    assertThat(requireNonNull(x.grad()).toList())
        .isEqualTo(tensor("[[0., 2, 2], [2, 0, 2], [2, 2, 0]]").toList());
    assertThatThrownBy(() -> x.fillDiagonal_(1))
        .hasMessageStartingWith("a view of a leaf Variable");
  }

  @Test
  void resizingKeepsTheElementsInARow() {
    Tensor x = arange(6).view(2, 3);
    assertThat(x.resize_(2, 2).toList()).isEqualTo(tensor("[[0, 1], [2, 3]]").toList());
    assertThat(x.resizeAs_(zeros(3, 2)).toList())
        .isEqualTo(tensor("[[0, 1], [2, 3], [4, 5]]").toList());
    assertThat(x.resize_(8).toList()).isEqualTo(tensor("[0, 1, 2, 3, 4, 5, 0, 0]").toList());
    Tensor row = arange(6).view(2, 3).select(0, 1);
    assertThat(row.resize_(2).toList()).isEqualTo(tensor("[3, 4]").toList());
    assertThatThrownBy(() -> ones(2).requiresGrad_().resize_(3))
        .hasMessageStartingWith("cannot resize variables that require grad");
    assertThatThrownBy(() -> ones(2).resize_(-1))
        .hasMessageStartingWith("Trying to create tensor with negative dimension -1: [-1]");
  }

  @Test
  void settingSharesTheMemoryOfTheSource() {
    Tensor x = zeros(2);
    Tensor y = arange(6).to(float32).view(2, 3).t();
    int before = x.version();
    assertThat(x.set_(y).stride()).isEqualTo(y.stride());
    assertThat(x.version()).isGreaterThan(before);
    y.mul_(2);
    assertThat(x.toList()).isEqualTo(y.toList());
    assertThatThrownBy(() -> x.set_(zeros(float64, 2)))
        .hasMessageStartingWith("Could not set tensor of type double to a tensor of type float");
    Tensor leaf = zeros(2).requiresGrad_();
    assertThatThrownBy(() -> leaf.set_(y))
        .hasMessageStartingWith("a leaf Variable that requires grad");
    noGrad(() -> leaf.set_(y));
    assertThat(leaf.toList()).isEqualTo(y.toList());
  }

  @Test
  void functionsOfOneElement() {
    assertThat(arange(4).apply_(v -> v * v).toList()).isEqualTo(tensor("[0, 1, 4, 9]").toList());
    Tensor x = arange(6).to(float64).view(2, 3).t();
    assertThat(x.map_(tensor(10.0), (a, b) -> a * b).toList())
        .isEqualTo(tensor("[[0., 30], [10, 40], [20, 50]]").toList());
    assertThat(ones(2).map2_(ones(2).mul(3), tensor(2.0), (a, b, c) -> a + b * c).toList())
        .isEqualTo(tensor("[7., 7]").toList());
    assertThatThrownBy(() -> ones(2).requiresGrad_().apply_(v -> v))
        .hasMessageStartingWith(
            "Can't call apply_() on Variable that requires grad. Use var.detach().apply_()");
    assertThatThrownBy(() -> ones(2).map_(ones(2).requiresGrad_(), (a, b) -> a))
        .hasMessageStartingWith("Can't call map_() on Variable that requires grad.");
  }

  @Test
  void aTensorThatShowsItsMemoryDifferentlyKeepsItsGradient() {
    Tensor x = arange(6).to(float32).requiresGrad_();
    Tensor y = x.mul(2);
    y.asStrided_(new long[] {2, 2}, new long[] {1, 1}, 1);
    assertThat(y.toList()).isEqualTo(tensor("[[2., 4], [4, 6]]").toList());
    assertThat(requireNonNull(y.gradFn()).name()).isEqualTo("AsStridedBackward1");
    y.sum().backward();
    assertThat(requireNonNull(x.grad()).toList()).isEqualTo(tensor("[0., 2, 4, 2, 0, 0]").toList());
    assertThatThrownBy(() -> zeros(2).asStrided_(new long[] {3}, new long[] {1}, 0))
        .hasMessageStartingWith("setStorage: sizes [3]");
  }

  @Test
  void nodesHaveTheNamesOfTheOperations() {
    Tensor x = ones(float64, 2, 2).requiresGrad_();
    assertThat(requireNonNull(x.mul(1).swapaxes_(0, 1).gradFn()).name())
        .isEqualTo("TransposeBackward1");
    assertThat(requireNonNull(x.mul(1).renorm_(2, 0, 1).gradFn()).name())
        .isEqualTo("RenormBackward0");
    assertThat(requireNonNull(x.mul(1).floatPower_(2).gradFn()).name()).isEqualTo("PowBackward0");
    assertThat(requireNonNull(x.mul(1).multiply_(x).gradFn()).name()).isEqualTo("MulBackward0");
    assertThat(requireNonNull(x.mul(1).clip_(0.0, 1.0).gradFn()).name())
        .isEqualTo("ClampBackward1");
    assertThat(requireNonNull(x.mul(1).negative_().gradFn()).name()).isEqualTo("NegBackward0");
  }

  @Test
  void whatWouldNotFitIsRefusedAndChangesNothing() {
    Tensor whole = arange(3);
    assertThatThrownBy(() -> whole.divide_(2))
        .hasMessageStartingWith("result type Float can't be cast to the desired output type Long");
    assertThatThrownBy(() -> whole.floatPower_(2))
        .hasMessageStartingWith(
            "the base given to float_power_ has dtype Long but the operation's result requires"
                + " dtype Double");
    assertThatThrownBy(() -> whole.cumsum_(0, float64))
        .hasMessageStartingWith("Bad in-place call: input tensor dtype");
    assertThatThrownBy(() -> whole.clamp_(zeros(float64, 3), null))
        .hasMessageStartingWith("result type Double can't be cast to the desired output type Long");
    assertThat(whole.dtype()).isEqualTo(int64);
    assertThat(whole.toList()).isEqualTo(tensor("[0, 1, 2]").toList());
    assertThat(whole.version()).isZero();
  }
}
