package dev.gradus;

import static dev.gradus.Seen.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Overloads with defaults and rarer arguments, facts, choices with numbers, and what promotion
/// says.
class ShortcutsTest {
  private static final Tensor X = Gradus.tensor("[[3., 1, 2], [0, 5, 4]]");

  @Test
  void dtypesToComputeIn() {
    assertSame(X.softmax(1, DType.FLOAT64), X.to(DType.FLOAT64).softmax(1));
    assertSame(X.logSoftmax(1, DType.FLOAT64), X.to(DType.FLOAT64).logSoftmax(1));
    int[] last = {1};
    assertThat(X.nansum(last, false, DType.FLOAT64).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(X.nanmean(last, true, DType.FLOAT64).shape()).containsExactly(2, 1);
    assertThat(X.norm(2, last, false, DType.FLOAT64).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(Gradus.triuIndices(2, 2, 0, DType.INT32).dtype()).isEqualTo(DType.INT32);
    assertSame(
        Gradus.trilIndices(3, 2, 0, DType.INT32).to(DType.INT64), Gradus.trilIndices(3, 2, 0));
  }

  @Test
  void defaults() {
    assertSame(X.max(X.neg()), X.maximum(X.neg()));
    assertSame(X.min(X.neg()), X.minimum(X.neg()));
    assertSame(X.dist(X.neg()), X.dist(X.neg(), 2));
    assertSame(X.argsort(), X.argsort(1, false));
    assertSame(X.argsort(0, true, true), X.argsort(0, true));
    assertSame(X.topk(2, 1, false, true).values(), X.topk(2, 1, false).values());
    assertSame(X.kthvalue(2).values(), Gradus.tensor("[2., 4]"));
    assertSame(X.mode().values(), Gradus.tensor("[1., 0]"));
    assertSame(X.diff(), Gradus.tensor("[[-2., 1], [5, -1]]"));
    assertSame(X.select(0, 0).combinations(), Gradus.tensor("[[3., 1], [3, 2], [1, 2]]"));
    assertThat(X.multinomial(2).shape()).containsExactly(2, 2);
    assertSame(X.ne(0).all(1), Gradus.tensor("[True, False]"));
    assertSame(X.gt(3).any(0), Gradus.tensor("[False, True, True]"));
    List<Tensor> both = List.of(X, X);
    assertSame(Gradus.concatenate(both, 0), Gradus.cat(both, 0));
  }

  @Test
  void choicesWithNumbers() {
    Tensor x = X.clone().requiresGrad_();
    Tensor y = Gradus.where(x.gt(2), x, -1);
    assertSame(y.detach(), Gradus.tensor("[[3., -1, -1], [-1, 5, 4]]"));
    y.sum().backward();
    assertSame(Objects.requireNonNull(x.grad()), X.gt(2).to(DType.FLOAT32));
    assertSame(Gradus.where(X.gt(2), 7, X), Gradus.tensor("[[7., 1, 2], [0, 7, 7]]"));
    assertSame(X.where(X.gt(2), 0.5), Gradus.where(X.gt(2), X, 0.5));
    assertSame(Gradus.where(X.gt(4), 1, 0), X.gt(4).to(DType.FLOAT32));
    assertThat(Gradus.where(X.gt(2), X.to(DType.FLOAT16), 1).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(Gradus.where(X.gt(2), X.to(DType.INT64), 1.5).dtype()).isEqualTo(DType.FLOAT32);
    Tensor[] places = Gradus.where(X.gt(3));
    assertThat(places).hasSize(2);
    assertSame(places[0], Gradus.tensor("[1, 1]"));
    assertSame(places[1], Gradus.tensor("[1, 2]"));
  }

  @Test
  void whatPromotionSays() {
    Tensor whole = Gradus.arange(3);
    assertThat(Gradus.canCast(DType.FLOAT64, DType.FLOAT32)).isTrue();
    assertThat(Gradus.canCast(DType.FLOAT32, DType.INT64)).isFalse();
    assertThat(Gradus.resultType(whole, 1.5)).isEqualTo(DType.FLOAT32);
    assertThat(Gradus.resultType(whole.to(DType.INT8), 1000L)).isEqualTo(DType.INT8);
    assertThat(Gradus.resultType(whole.to(DType.UINT8), Gradus.tensor("[1, 2]").to(DType.INT8)))
        .isEqualTo(DType.INT16);
    assertThat(Gradus.resultType(X, Gradus.tensor(2.0).to(DType.FLOAT64))).isEqualTo(DType.FLOAT32);
    assertThat(Gradus.resultType(Gradus.tensor(1L), Gradus.tensor(2.0))).isEqualTo(DType.FLOAT32);
  }

  @Test
  void facts() {
    assertThat(X.ndim()).isEqualTo(2);
    assertThat(X.nelement()).isEqualTo(6);
    assertThat(X.elementSize()).isEqualTo(4);
    assertThat(X.nbytes()).isEqualTo(24);
    assertThat(X.isSigned()).isTrue();
    assertThat(X.to(DType.UINT8).isSigned()).isFalse();
    assertThat(X.isSameSize(X.neg())).isTrue();
    assertThat(X.isSameSize(X.t())).isFalse();
    assertThat(X.isSetTo(X.view(2, 3))).isTrue();
    assertThat(X.isSetTo(X.clone())).isFalse();
    assertThat(X.typeAs(Gradus.arange(2)).dtype()).isEqualTo(DType.INT64);
    assertThat(Gradus.tensor("[0.5]").isNonzero()).isTrue();
    assertThat(Gradus.tensor(0L).isNonzero()).isFalse();
    assertThatThrownBy(X::isNonzero)
        .hasMessageStartingWith("Boolean value of Tensor with more than one value is ambiguous");
    assertThatThrownBy(() -> Gradus.zeros(0).isNonzero())
        .hasMessageStartingWith("Boolean value of Tensor with no values is ambiguous");
  }

  @Test
  void windowsByTheirOlderNames() {
    assertSame(Windows.hannWindow(4, true), Gradus.tensor("[0., 0.5, 1, 0.5]"));
    assertSame(Windows.hannWindow(5, false), Windows.hann(5));
    assertSame(Windows.hammingWindow(6, false, 0.54, 0.46), Windows.hamming(6));
    assertThat(Windows.hammingWindow(4, true, 0.5, 0.25).toDoubleArray())
        .containsExactly(0.25, 0.5, 0.75, 0.5);
    assertSame(Windows.blackmanWindow(5, false), Windows.blackman(5));
    assertSame(Windows.bartlettWindow(4, true), Gradus.tensor("[0., 0.5, 1, 0.5]"));
    assertSame(Windows.kaiserWindow(5, false, 8), Windows.kaiser(5, 8, true, DType.FLOAT32));
  }
}
