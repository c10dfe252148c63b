package dev.gradus.op.index;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Complex;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.junit.jupiter.api.Test;

class MaskedFillTest {
  private static final Tensor MASK = tensor(new boolean[] {true, false});

  @Test
  void takesTheValueInItsOwnDtype() {
    Tensor x = tensor("[1, 2]");
    assertThat(x.maskedFill(MASK, tensor(7.9)).toLongArray()).containsExactly(7, 2);
    assertThat(x.maskedFill(MASK, tensor(new Complex(5, 0))).toLongArray()).containsExactly(5, 2);
    assertThat(x.maskedFill(MASK, tensor(7.9)).dtype()).isEqualTo(DType.INT64);
  }

  @Test
  void refusesAnImaginaryPartInARealTensor() {
    Tensor whole = tensor("[1, 2]");
    Tensor i = tensor(new Complex(0, 1));
    assertThatThrownBy(() -> whole.maskedFill_(MASK, i))
        .hasMessageStartingWith("value cannot be converted to type int64_t without overflow");
    assertThatThrownBy(() -> whole.to(DType.FLOAT32).maskedFill(MASK, i))
        .hasMessageStartingWith("value cannot be converted to type float without overflow");
    assertThat(whole.toLongArray()).containsExactly(1, 2);
    assertThat(whole.to(DType.COMPLEX64).maskedFill(MASK, i).select(0, 0).itemComplex())
        .isEqualTo(new Complex(0, 1));
  }
}
