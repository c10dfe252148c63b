package dev.gradus.op.index;

import static dev.gradus.Gradus.at;
import static dev.gradus.Gradus.ellipsis;
import static dev.gradus.Gradus.index;
import static dev.gradus.Gradus.newAxis;
import static dev.gradus.Gradus.slice;
import static dev.gradus.op.index.Tensors.grad;
import static dev.gradus.op.index.Tensors.longs;
import static dev.gradus.op.index.Tensors.mask;
import static dev.gradus.op.index.Tensors.next;
import static dev.gradus.op.index.Tensors.node;
import static dev.gradus.op.index.Tensors.of;
import static dev.gradus.op.index.Tensors.range;
import static dev.gradus.op.index.Tensors.values;
import static dev.gradus.op.index.Tensors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Index;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Index tensors and masks.
class AdvancedIndexTest {

  @Test
  void positionsMayRepeatAndCountFromTheEnd() {
    Tensor x = range(3, 2);
    assertThat(values(x.get(longs(2, 0, -1)))).containsExactly(4, 5, 0, 1, 4, 5);
    assertThat(values(x.get(longs(2, 0), longs(1, 0)))).containsExactly(5, 0);
    Tensor ints = of(DType.INT32, new long[] {2}, 1, 1);
    assertThat(values(x.get(ints))).containsExactly(2, 3, 2, 3);
  }

  @Test
  void commonDimensionsStandWhereNeighboursStoodElseInFront() {
    Tensor x = range(2, 3, 4, 5);
    Tensor i = longs(0, 1, 1, 0, 1, 0);
    assertThat(x.get(slice(), index(i), index(i)).shape()).containsExactly(2, 6, 5);
    assertThat(x.get(index(i), slice(), index(i)).shape()).containsExactly(6, 3, 5);
    assertThat(x.get(at(0), slice(), index(i)).shape()).containsExactly(3, 6, 5);
    assertThat(x.get(index(i), newAxis(), index(i)).shape()).containsExactly(6, 1, 4, 5);
    assertThat(x.get(ellipsis(), index(i.view(2, 3))).shape()).containsExactly(2, 3, 4, 2, 3);
    assertThat(x.get(index(i.view(6, 1)), index(longs(0, 2))).shape()).containsExactly(6, 2, 4, 5);
    Tensor y = x.get(index(longs(1, 0)), slice(), slice(), index(longs(4, 2)));
    assertThat(y.get(0, 2, 3).item()).isEqualTo(x.get(1, 2, 3, 4).item());
    assertThat(y.get(1, 1, 0).item()).isEqualTo(x.get(0, 1, 0, 2).item());
  }

  @Test
  void masksCoverAsManyDimensionsAsTheyHave() {
    Tensor x = range(2, 3);
    assertThat(values(x.get(x.gt(2.5)))).containsExactly(3, 4, 5);
    assertThat(x.get(mask(0, 1)).shape()).containsExactly(1, 3);
    assertThat(values(x.get(slice(), index(mask(1, 0, 1))))).containsExactly(0, 2, 3, 5);
    assertThat(x.get(mask(0, 0)).shape()).containsExactly(0, 3);
    Index yes = index(of(DType.BOOL, new long[0], 1));
    Index no = index(of(DType.BOOL, new long[0], 0));
    assertThat(x.get(yes).shape()).containsExactly(1, 2, 3);
    assertThat(x.get(no).shape()).containsExactly(0, 2, 3);
  }

  @Test
  void aTensorWithoutDimensionsIsANumber() {
    Tensor x = range(3, 2).requiresGrad_();
    Tensor y = x.get(of(DType.INT64, new long[0], 1));
    assertThat(y.shape()).containsExactly(2);
    assertThat(node(y)).isEqualTo("SelectBackward0");
  }

  @Test
  void bytesAreMasksWithAWarning() {
    Tensor bytes = of(DType.UINT8, new long[] {3}, 0, 1, 2);
    assertThat(values(range(3).get(bytes))).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyDtypeIsIndexed(DType dtype) {
    Tensor x = range(dtype, 3, 2);
    Tensor y = x.get(longs(2, 1));
    assertThat(y.dtype()).isEqualTo(dtype);
    assertThat(values(y.get(0))).containsExactly(values(x.get(2)));
    Tensor column = x.t().get(slice(), index(longs(2, 1)));
    assertThat(values(column.get(1))).containsExactly(values(x.get(longs(2, 1), longs(1, 1))));
  }

  @Test
  void theGradientIsSummedOverRepeatedPositions() {
    Tensor x = range(3, 2).requiresGrad_();
    Tensor y = x.get(longs(2, 0, 2));
    assertThat(node(y)).isEqualTo("IndexBackward0");
    assertThat(next(y, 0)).isEqualTo("torch::autograd::AccumulateGrad");
    y.mul(range(3, 2)).sum().backward();
    assertThat(grad(x)).containsExactly(2, 3, 0, 0, 4, 6);
  }

  @Test
  void slopesOfFirstAndSecondOrderAgreeWithDifferences() {
    Tensor x = range(3, 4).mul(0.37).sin();
    Slopes.check(in -> in[0].get(longs(2, 0, 2), longs(1, 3, 1)), x);
    Slopes.check(in -> in[0].get(slice(), index(longs(1, 1, 3))), x);
    Slopes.check(in -> in[0].t().get(index(longs(1, 1)), newAxis(), index(mask(1, 0, 1))), x);
    Slopes.check(in -> in[0].get("1:, ::2, None"), x);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = range(3);
    assertThatThrownBy(() -> x.get(longs(5)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("index 5 is out of bounds for dimension 0 with size 3\n");
    assertThatThrownBy(() -> range(3, 3).get(longs(0, 1), longs(0, 1, 2)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessage(
            "shape mismatch: indexing tensors could not be broadcast together with shapes [2],"
                + " [3]");
    assertThatThrownBy(() -> x.get(mask(1, 0)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessage(
            "The shape of the mask [2] at index 0 does not match the shape of the indexed tensor"
                + " [3] at index 0");
    assertThatThrownBy(() -> x.get(vector(1)))
        .hasMessageStartingWith(
            "tensors used as indices must be long, int, byte or bool tensors\n");
    assertThatThrownBy(() -> range(0, 2).get(longs(0)))
        .hasMessage("index is out of bounds for dimension with size 0");
    assertThatThrownBy(() -> x.get(longs(0), longs(0)))
        .hasMessageStartingWith("too many indices for tensor of dimension 1");
  }

  @Test
  void largeReadsGiveTheSameAsSmallOnes() {
    Tensor x = range(400, 300);
    Tensor rows = Tensor.empty(DType.INT64, 900).fill_(7);
    Tensor y = x.get(rows);
    assertThat(values(y.get(899))).containsExactly(values(x.get(7)));
    assertThat(y.sum().item()).isEqualTo(900 * x.get(7).sum().item());
    Tensor z = x.get(index(rows.unsqueeze(1)), index(longs(299, 0)));
    assertThat(z.shape()).containsExactly(900, 2);
    assertThat(values(z.get(500))).containsExactly(7 * 300 + 299, 7 * 300);
  }
}
