package dev.gradus;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsTest {
  private final Tensor a = tensor(1f, 2f, 3f);
  private final Tensor b = tensor(10f, 20f, 30f);

  @Test
  void writesIntoTheTensorThatIsGiven() {
    Tensor sum = zeros(3);
    Tensor view = sum.narrow(0, 1, 2);
    int before = sum.version();
    assertThat(out(sum, () -> a.add(b))).isSameAs(sum);
    assertThat(sum).hasToString("tensor([11., 22., 33.])");
    assertThat(view).hasToString("tensor([22., 33.])");
    assertThat(sum.version()).isEqualTo(before + 1);
    assertThat(out(a, () -> a.mul(b))).hasToString("tensor([10., 40., 90.])");
  }

  @Test
  void convertsAsInPlaceOperationsDo() {
    assertThat(out(zeros(float64, 3), () -> a.add(b)).dtype()).isEqualTo(DType.FLOAT64);
    assertThatThrownBy(() -> out(zeros(int64, 3), () -> a.add(b)))
        .hasMessageStartingWith("result type Float can't be cast to the desired output type Long");
    assertThatThrownBy(() -> out(zeros(float64), () -> a.sum()))
        .hasMessageStartingWith("Expected out tensor to have dtype float, but got double instead");
    assertThatThrownBy(() -> out(zeros(int32), () -> a.amax(new int[] {0}, false)))
        .hasMessageStartingWith(
            "Expected the dtype for input and out to match, but got Float for input's dtype and Int for out's dtype.");
    assertThatThrownBy(() -> out(zeros(complex128, 3), () -> complex(a, b)))
        .hasMessageStartingWith(
            "Expected object of scalar type ComplexFloat but got scalar type ComplexDouble for argument 'out'");
  }

  @Test
  void takesTheShapeOfTheResult() {
    List<String> warnings = new ArrayList<>();
    onWarning(warnings::add);
    try {
      Tensor empty = empty(0);
      assertThat(out(empty, () -> a.add(b))).hasToString("tensor([11., 22., 33.])");
      assertThat(warnings).isEmpty();
      assertThat(out(zeros(2, 2), () -> a.sum())).hasToString("tensor(6.)");
    } finally {
      onWarning(Seen::toLog);
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "An output with one or more elements was resized since it had shape [2, 2], which does not match the required output shape [].");
  }

  @Test
  void severalResults() {
    Tensor values = zeros(2);
    Tensor places = zeros(int64, 2);
    Tensor x = tensor("[[3., 1], [5, 7]]");
    out(
        List.of(values, places),
        () -> {
          var found = x.max(1, false);
          return List.of(found.values(), found.indices());
        });
    assertThat(values).hasToString("tensor([3., 7.])");
    assertThat(places).hasToString("tensor([0, 1])");
    assertThatThrownBy(() -> out(List.of(values, places), () -> List.of(x.sum())))
        .hasMessageStartingWith("out: the operation has 1 results, and 2 tensors are given");
  }

  @Test
  void refusesWhatItCannotWriteAndWritesNothing() {
    Tensor w = tensor(1f, 1f, 1f).requiresGrad_();
    Tensor to = zeros(3);
    assertThatThrownBy(() -> out(to, () -> w.add(a)))
        .hasMessageStartingWith(
            "add(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad.");
    assertThatThrownBy(() -> out(zeros(1).expand(3), () -> a.add(b)))
        .hasMessageStartingWith(
            "unsupported operation: more than one element of the written-to tensor refers to a single memory location.");
    Tensor five = arange(5).to(float32);
    assertThatThrownBy(() -> out(five.narrow(0, 0, 3), () -> five.narrow(0, 1, 3).add(1)))
        .hasMessageStartingWith(
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location.");
    Tensor index = tensor("[2, 1, 0]");
    assertThatThrownBy(() -> out(a, () -> a.gather(0, index)))
        .hasMessageStartingWith("unsupported operation: some elements of the input tensor");
    assertThat(to).hasToString("tensor([0., 0., 0.])");
    assertThat(five).hasToString("tensor([0., 1., 2., 3., 4.])");
    try (var _ = noGrad()) {
      assertThat(out(to, () -> w.add(a))).hasToString("tensor([2., 3., 4.])");
    }
  }
}
