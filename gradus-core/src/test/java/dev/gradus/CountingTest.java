package dev.gradus;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static void same(Tensor actual, Tensor expected) {
    assertThat(actual.dtype()).isEqualTo(expected.dtype());
    assertThat(actual.equal(expected)).as("%s is not %s", actual, expected).isTrue();
  }

  @Test
  void differentElementsAreSortedCountedAndFoundAgain() {
    Tensor x = tensor("[[3, 1, 3], [2, 1, 3]]");
    Distinct found = x.unique();
    same(found.values(), tensor("[1, 2, 3]"));
    same(found.inverse(), tensor("[[2, 0, 2], [1, 0, 2]]"));
    same(found.counts(), tensor("[2, 1, 3]"));
  }

  @Test
  void slicesAreInLexicographicOrder() {
    Tensor x = tensor("[[2, 1], [1, 9], [2, 0], [1, 9]]");
    Distinct found = x.unique(0);
    same(found.values(), tensor("[[1, 9], [2, 0], [2, 1]]"));
    same(found.inverse(), tensor("[2, 0, 1, 0]"));
    same(found.counts(), tensor("[2, 1, 1]"));
    same(x.t().unique(1).values(), found.values().t());
  }

  @Test
  void runsKeepTheirOrder() {
    Distinct found = tensor("[[2, 2], [1, 2]]").uniqueConsecutive();
    same(found.values(), tensor("[2, 1, 2]"));
    same(found.inverse(), tensor("[[0, 0], [1, 2]]"));
    same(found.counts(), tensor("[2, 1, 1]"));
    same(
        tensor("[[1, 2], [1, 2], [1, 3]]").uniqueConsecutive(0).values(),
        tensor("[[1, 2], [1, 3]]"));
  }

  @Test
  void everyNanDiffers() {
    Tensor x = tensor(Double.NaN, 1.0, Double.NaN);
    same(x.unique().counts(), tensor("[1, 1, 1]"));
  }

  @Test
  void noElementsGiveNone() {
    Tensor x = Gradus.zeros(0, 3);
    assertThat(x.unique().values().shape()).containsExactly(0);
    assertThat(x.unique().inverse().shape()).containsExactly(0, 3);
    assertThat(x.unique(0).values().shape()).containsExactly(0, 3);
    assertThatThrownBy(() -> x.unique(1)).hasMessageStartingWith("There are 0 sized dimensions");
  }

  @Test
  void numbersAreCountedAndWeighed() {
    Tensor x = tensor("[0, 2, 2]");
    same(x.bincount(), tensor("[1, 0, 2]"));
    same(x.bincount(null, 4), tensor("[1, 0, 2, 0]"));
    same(x.bincount(tensor("[0.5, 1.0, 2.0]"), 0), tensor("[0.5, 0.0, 3.0]"));
    same(Gradus.zeros(DType.INT64, 0).bincount(null, 2), tensor("[0, 0]"));
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    assertThatThrownBy(() -> tensor("[-1, 2]").bincount())
        .hasMessageStartingWith("bincount only supports 1-d non-negative integral inputs.");
    assertThatThrownBy(() -> tensor("[1, 2]").bincount(null, -1))
        .hasMessageStartingWith("minlength should be >= 0");
    assertThatThrownBy(() -> tensor("[1, 2]").bincount(tensor("[1.0]"), 0))
        .hasMessageStartingWith("weights should be 1-d and have the same length as input");
  }
}
