package dev.gradus.op.index;

import static dev.gradus.op.index.Tensors.longs;
import static dev.gradus.op.index.Tensors.mask;
import static dev.gradus.op.index.Tensors.node;
import static dev.gradus.op.index.Tensors.of;
import static dev.gradus.op.index.Tensors.range;
import static dev.gradus.op.index.Tensors.values;
import static dev.gradus.op.index.Tensors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import org.junit.jupiter.api.Test;

/// Whole slices, elements by number, masks.
class SelectingTest {

  @Test
  void slicesAreSelectedAddedCopiedAndFilled() {
    Tensor x = range(3, 2);
    assertThat(values(x.indexSelect(0, longs(2, 2)))).containsExactly(4, 5, 4, 5);
    assertThat(values(x.indexSelect(-1, longs(1)))).containsExactly(1, 3, 5);
    assertThat(values(x.indexAdd(0, longs(1, 1), range(2, 2), -2)))
        .containsExactly(0, 1, 2 - 4, 3 - 8, 4, 5);
    assertThat(values(x.indexCopy(0, longs(2, 0), range(2, 2)))).containsExactly(2, 3, 2, 3, 0, 1);
    assertThat(values(x.indexFill(1, longs(-1), 9))).containsExactly(0, 9, 2, 9, 4, 9);
    assertThat(values(x.indexAdd_(0, longs(0), range(1, 2)).indexFill_(0, longs(1), 0.5)))
        .containsExactly(0, 2, 0.5, 0.5, 4, 5);
  }

  @Test
  void elementsAreTakenAndPutByNumber() {
    Tensor x = range(2, 3);
    assertThat(values(x.t().take(longs(0, 1, -1)))).containsExactly(0, 3, 5);
    Tensor y = range(2, 3).t();
    y.put_(longs(1, 0), vector(8, 9), false);
    assertThat(values(y)).containsExactly(9, 8, 1, 4, 2, 5);
    assertThat(values(x.put(longs(0, 0), vector(1, 2), true))).containsExactly(3, 1, 2, 3, 4, 5);
  }

  @Test
  void masksSelectFillAndScatter() {
    Tensor x = range(2, 3);
    assertThat(values(x.maskedSelect(mask(1, 0, 1)))).containsExactly(0, 2, 3, 5);
    assertThat(values(x.maskedScatter(mask(0, 1, 1), vector(9, 8, 7, 6, 5))))
        .containsExactly(0, 9, 8, 3, 7, 6);
    assertThat(values(x.maskedFill(mask(1, 0, 0), vector(4).sum())))
        .containsExactly(4, 1, 2, 4, 4, 5);
    Tensor whole = longs(1, 2).maskedFill(mask(1, 0), 0);
    assertThat(whole.dtype()).isEqualTo(DType.INT64);
    assertThat(values(longs(1, 2).maskedFill(mask(1, 0), 2.5))).containsExactly(2, 2);
  }

  @Test
  void nodesAreNamedAsInPyTorch() {
    Tensor x = range(3, 2).requiresGrad_();
    Tensor s = vector(1).sum().requiresGrad_();
    Tensor row = range(1, 2);
    Tensor first = longs(0);
    Tensor m = mask(1, 0);
    assertThat(node(x.indexSelect(0, first))).isEqualTo("IndexSelectBackward0");
    assertThat(node(x.indexAdd(0, first, row))).isEqualTo("IndexAddBackward0");
    assertThat(node(x.indexCopy(0, first, row))).isEqualTo("IndexCopyBackward0");
    assertThat(node(x.indexFill(0, first, 0))).isEqualTo("IndexFillBackward0");
    assertThat(node(x.indexFill(0, first, s))).isEqualTo("IndexFillBackward1");
    assertThat(node(x.take(first))).isEqualTo("TakeBackward0");
    assertThat(node(x.put(first, s, false))).isEqualTo("PutBackward0");
    assertThat(node(x.maskedSelect(m))).isEqualTo("MaskedSelectBackward0");
    assertThat(node(x.maskedFill(m, 0))).isEqualTo("MaskedFillBackward0");
    assertThat(node(x.maskedFill(m, s))).isEqualTo("MaskedFillBackward1");
    assertThat(node(x.maskedScatter(m, range(6)))).isEqualTo("MaskedScatterBackward0");
  }

  @Test
  void slopesOfFirstAndSecondOrderAgreeWithDifferences() {
    Tensor x = range(3, 2).mul(0.7).sin();
    Tensor v = range(2, 2).mul(0.9).cos();
    Tensor s = vector(0.6).sum();
    Tensor i = longs(2, 0);
    Slopes.check(in -> in[0].indexSelect(0, longs(1, 1, 0)), x);
    Slopes.check(in -> in[0].indexAdd(0, longs(2, 2), in[1], 0.5), x, v);
    Slopes.check(in -> in[0].indexCopy(0, i, in[1]), x, v);
    Slopes.check(in -> in[0].indexFill(0, longs(1, 1), in[1]), x, s);
    Slopes.check(in -> in[0].take(longs(5, 5, 1)), x);
    Slopes.check(in -> in[0].t().put(longs(5, 1, 2, 0), in[1].flatten(), true), x, v);
    Slopes.check(in -> in[0].maskedSelect(mask(0, 1)), x);
    Slopes.check(in -> in[0].maskedFill(mask(0, 1), in[1]), x, s);
    Slopes.check(in -> in[0].maskedScatter(mask(0, 1), in[1]), x, v);
    Slopes.check(in -> in[0].scatter(0, of(DType.INT64, new long[] {1, 2}, 2, 1), in[1]), x, v);
    Slopes.check(in -> in[0].scatterAdd(0, of(DType.INT64, new long[] {2, 1}, 1, 1), in[1]), x, v);
  }

  @Test
  void nonzeroFindsCoordinatesInOrder() {
    Tensor x = of(DType.FLOAT16, new long[] {2, 3}, 0, 1, -0.0, Double.NaN, 0, 5);
    Tensor found = x.nonzero();
    assertThat(found.dtype()).isEqualTo(DType.INT64);
    assertThat(values(found)).containsExactly(0, 1, 1, 0, 1, 2);
    assertThat(found.stride()).containsExactly(1, 3);
    assertThat(values(x.nonzeroTuple()[1])).containsExactly(1, 0, 2);
    assertThat(values(of(DType.COMPLEX64, new long[] {2}, 0, 0, 0, 1).nonzero()))
        .containsExactly(1);
    assertThat(of(DType.INT64, new long[0], 3).nonzero().shape()).containsExactly(1, 0);
  }

  @Test
  void faultsAreToldInPyTorchsSentencesAndChangeNothing() {
    Tensor x = range(3, 2);
    assertThatThrownBy(() -> x.indexSelect(0, longs(3)))
        .isInstanceOf(GradusIndexException.class)
        .hasMessageStartingWith("index out of range in self\n");
    assertThatThrownBy(() -> x.indexAdd_(0, longs(0, 7), range(2, 2)))
        .hasMessageStartingWith("index out of range in self\n");
    assertThatThrownBy(() -> x.indexAdd_(0, longs(0), vector(1)))
        .hasMessage(
            "source tensor shape must match self tensor shape, excluding the specified dimension."
                + " Got self.shape = [3, 2] source.shape = [1]");
    assertThatThrownBy(() -> x.indexSelect(0, longs(0).view(1, 1)))
        .hasMessageStartingWith("index_select(): Index is supposed to be a vector");
    assertThatThrownBy(() -> x.indexFill_(0, longs(0, 3), 1))
        .hasMessageStartingWith("index 3 is out of bounds for dimension 0 with size 3");
    assertThatThrownBy(() -> x.take(longs(6)))
        .hasMessage("out of range: tried to access index 6 on a tensor of 6 elements.");
    assertThatThrownBy(() -> x.take(vector(1)))
        .hasMessage("take(): Expected a long tensor for index, but got Double");
    assertThatThrownBy(() -> x.maskedSelect(vector(1, 0)))
        .hasMessageStartingWith("masked_select: expected BoolTensor for mask");
    assertThatThrownBy(() -> x.maskedFill(mask(1, 0), vector(1)))
        .hasMessage(
            "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with 1"
                + " dimension(s).");
    assertThatThrownBy(() -> x.maskedScatter_(mask(1, 1), vector(1, 2)))
        .hasMessageStartingWith("Number of elements of source < number of ones in mask");
    assertThat(values(x)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(x.version()).isZero();
  }
}
