package dev.gradus.op.index;

import static dev.gradus.Gradus.at;
import static dev.gradus.Gradus.ellipsis;
import static dev.gradus.Gradus.newAxis;
import static dev.gradus.Gradus.slice;
import static dev.gradus.Gradus.sliceFrom;
import static dev.gradus.Gradus.sliceTo;
import static dev.gradus.op.index.Tensors.grad;
import static dev.gradus.op.index.Tensors.next;
import static dev.gradus.op.index.Tensors.node;
import static dev.gradus.op.index.Tensors.range;
import static dev.gradus.op.index.Tensors.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers, slices, ellipsis and new axes, typed and as text.
class BasicIndexTest {

  @Test
  void aNumberTakesADimensionAway() {
    Tensor x = range(2, 3);
    assertThat(values(x.get(1))).containsExactly(3, 4, 5);
    assertThat(values(x.get(-1, -3))).containsExactly(3);
    assertThat(values(x.get(slice(), at(1)))).containsExactly(1, 4);
  }

  @Test
  void slicesKeepStridesAndShareMemory() {
    Tensor x = range(4, 5);
    Tensor y = x.get(slice(1, 4, 2), sliceFrom(-2));
    assertThat(y.shape()).containsExactly(2, 2);
    assertThat(y.stride()).containsExactly(10, 1);
    assertThat(y.storageOffset()).isEqualTo(8);
    assertThat(values(y)).containsExactly(8, 9, 18, 19);
    assertThat(y.storage()).isSameAs(x.storage());
    assertThat(y.base()).isSameAs(x);
  }

  @Test
  void boundsBeyondTheEndsAreCutOff() {
    Tensor x = range(5);
    assertThat(values(x.get(slice(-9, 2)))).containsExactly(0, 1);
    assertThat(values(x.get(slice(3, 99)))).containsExactly(3, 4);
    assertThat(x.get(slice(4, 2)).shape()).containsExactly(0);
    assertThat(values(x.get(sliceTo(-3)))).containsExactly(0, 1);
    assertThat(values(x.get(slice(null, null, 2)))).containsExactly(0, 2, 4);
  }

  @Test
  void ellipsisFillsUpAndNewAxisAddsOne() {
    Tensor x = range(2, 3, 4);
    assertThat(x.get(slice(0, 1), ellipsis(), newAxis()).shape()).containsExactly(1, 3, 4, 1);
    assertThat(x.get(ellipsis(), at(0)).shape()).containsExactly(2, 3);
    assertThat(x.get(newAxis(), at(0), ellipsis()).shape()).containsExactly(1, 3, 4);
    assertThat(x.get(at(0), at(1), at(2), ellipsis()).shape()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1:3, ..., None | 2 3 1",
        "1 | 3",
        "-1, | 3",
        ": | 4 3",
        "::2 | 2 3",
        "1:, :-1 | 3 2",
        "1::2, 0 | 2",
        "..., newaxis, 0 | 4 1",
        "True | 1 4 3",
        "False | 0 4 3",
        "0, True | 1 3",
        "3:1:1 | 0 3",
        "'  - 0' | error",
        "Ellipsis, 1 | 4",
      })
  void textIsReadAsPython(String text, String sizes) {
    Tensor x = range(4, 3);
    if (sizes.equals("error")) {
      assertThatThrownBy(() -> x.get(text)).isInstanceOf(GradusArgumentException.class);
      return;
    }
    assertThat(x.get(text).shape())
        .containsExactly(
            java.util.Arrays.stream(sizes.split(" ")).mapToLong(Long::parseLong).toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1:3, x | 5 | None, newaxis, True or False",
        "1 2 | 2 | a comma or the end",
        "1,,2 | 2 | a number, ':', '...', None, newaxis, True or False",
        "- | 1 | a digit",
        "0:1:2:3 | 5 | a comma or the end",
        "99999999999999999999 | 0 | a number that fits into 64 bits",
        "'' | 0 | an index",
      })
  void aFaultInTextIsShownWithItsPosition(String text, int position, String wanted) {
    assertThatThrownBy(() -> range(4, 3).get(text))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "get: the index \"%s\" is wrong at position %d; expected %s."
                .formatted(text, position, wanted));
  }

  @Test
  void nodesAreNamedAsInPyTorch() {
    Tensor x = range(3, 4).requiresGrad_();
    assertThat(node(x.get(0))).isEqualTo("SelectBackward0");
    assertThat(node(x.get(slice(0, 2)))).isEqualTo("SliceBackward0");
    assertThat(node(x.get(newAxis()))).isEqualTo("UnsqueezeBackward0");
    assertThat(node(x.get(ellipsis()))).isEqualTo("AliasBackward0");
    assertThat(node(x.get(slice(), slice()))).isEqualTo("AliasBackward0");
    assertThat(node(x.get(slice()))).isEqualTo("SliceBackward0");
    Tensor column = x.get(slice(), at(1));
    assertThat(node(column)).isEqualTo("SelectBackward0");
    assertThat(next(column, 0)).isEqualTo("torch::autograd::AccumulateGrad");
  }

  @Test
  void theGradientIsZeroOutsideThePart() {
    Tensor x = range(3, 4).requiresGrad_();
    Tensor y = x.get(sliceFrom(1), newAxis(), at(2));
    y.mul(y).sum().backward();
    assertThat(grad(x)).containsExactly(0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 20, 0);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = range(3);
    assertThatThrownBy(() -> x.get(5))
        .isInstanceOf(GradusIndexException.class)
        .hasMessage("index 5 is out of bounds for dimension 0 with size 3");
    assertThatThrownBy(() -> range(2, 3).get(0, -4))
        .hasMessage("index -4 is out of bounds for dimension 1 with size 3");
    assertThatThrownBy(() -> x.get(0, 0))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("too many indices for tensor of dimension 1\n");
    assertThatThrownBy(() -> x.get(slice(2, 0, -1)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("step must be greater than zero\nslice step must be positive");
    assertThatThrownBy(() -> x.get(ellipsis(), ellipsis()))
        .isInstanceOf(GradusIndexException.class)
        .hasMessage("an index can only have a single ellipsis ('...')");
    assertThatThrownBy(() -> range().get(0))
        .hasMessageStartingWith("invalid index of a 0-dim tensor. Use `tensor.item()` in Python");
  }
}
