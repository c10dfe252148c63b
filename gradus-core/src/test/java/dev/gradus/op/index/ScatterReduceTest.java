package dev.gradus.op.index;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Elements that are combined where an index sends them.
class ScatterReduceTest {
  private static Tensor input(long seed, long... sizes) {
    Generator generator = new Generator();
    generator.manualSeed(seed);
    return Gradus.randn(generator, DType.FLOAT64, sizes).requiresGrad_();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "prod", "mean", "amax", "amin"})
  void gradients(String reduce) {
    Tensor index = tensor("[[0, 1, 0], [2, 1, 1]]");
    Tensor slices = tensor("[2, 0, 2]");
    for (boolean self : new boolean[] {true, false}) {
      TensorsFunction scatter =
          x -> new Tensor[] {x[0].scatterReduce(0, index, x[1], reduce, self)};
      GradCheckOptions o = GradCheckOptions.DEFAULT.withCheckForwardAd(true);
      assertThat(GradCheck.gradcheck(scatter, o, input(1, 3, 3), input(2, 2, 3))).isTrue();
      assertThat(GradCheck.gradgradcheck(scatter, o, input(1, 3, 3), input(2, 2, 3))).isTrue();
      if (!reduce.equals("sum")) {
        TensorsFunction indexed =
            x -> new Tensor[] {x[0].t().indexReduce(0, slices, x[1], reduce, self)};
        assertThat(GradCheck.gradcheck(indexed, o, input(1, 2, 3), input(2, 3, 2))).isTrue();
        assertThat(GradCheck.gradgradcheck(indexed, o, input(1, 2, 3), input(2, 3, 2))).isTrue();
      }
    }
  }

  @Test
  void wholeNumbersAndPlaces() {
    Tensor x = tensor("[10, 20, 30]");
    Tensor at = tensor("[0, 0, 2]");
    Tensor src = tensor("[1, 4, 5]");
    assertThat(x.scatterReduce(0, at, src, "mean", true)).hasToString("tensor([ 5, 20, 17])");
    assertThat(x.scatterReduce(0, at, src, "amax", false)).hasToString("tensor([ 4, 20,  5])");
    Tensor y = x.clone();
    assertThat(y.scatterReduce_(0, at, src, "prod", true)).isSameAs(y);
    assertThat(y).hasToString("tensor([ 40,  20, 150])");
    assertThatThrownBy(() -> y.scatterReduce_(0, tensor("[0, 1, 3]"), src, "sum", true))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("index 3 is out of bounds for dimension 0 with size 3");
    assertThat(y).hasToString("tensor([ 40,  20, 150])");
  }
}
