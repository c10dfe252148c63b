package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.dtype.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessedTest {
  private static final GradusLibrary LIBRARY = new GradusLibrary();

  // A 3 by 2 matrix: U is 3 by 3, Vh 2 by 2; the last column of U is cut off.
  private final Tensor u = tensor(new long[] {3, 3}, 1, -2, 9, -3, 4, 9, 5, -6, 9);
  private final Tensor s = tensor(new long[] {2}, 7, 8);
  private final Tensor vh = tensor(new long[] {2, 2}, -1, 2, 3, -4);

  private static Tensor tensor(long[] shape, double... values) {
    return LIBRARY.create(TensorData.ofReals(DType.FLOAT64, shape, values));
  }

  private static double[] values(Tensor x) {
    return LIBRARY.read(x).reals();
  }

  private static TensorData recorded(long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    return TensorData.ofReals(DType.FLOAT64, shape, new double[count]);
  }

  private List<Tensor> svd(TensorData... recorded) {
    return Processed.svd(u, s, vh, 2, List.of(recorded));
  }

  @Test
  void theFourFormsOfSvd() {
    assertThat(svd(recorded(3, 2)))
        .singleElement()
        .satisfies(x -> assertThat(values(x)).containsExactly(1, 2, 3, 4, 5, 6));
    assertThat(svd(recorded(2))).containsExactly(s);
    List<Tensor> right = svd(recorded(2), recorded(2, 2));
    assertThat(right.get(0)).isSameAs(s);
    assertThat(values(right.get(1))).containsExactly(1, 2, 3, 4);
    List<Tensor> product = svd(recorded(3, 2), recorded(2));
    assertThat(values(product.get(0))).containsExactly(-7, 10, 15, -22, -23, 34);
    assertThat(product.get(1)).isSameAs(s);
  }

  @Test
  void eigenvectorsLoseTheirSignsAndLuItsPermutation() {
    List<Tensor> eigen = Processed.eigen(s, vh);
    assertThat(eigen.get(0)).isSameAs(s);
    assertThat(values(eigen.get(1))).containsExactly(1, 2, 3, 4);
    assertThat(Processed.lu(u, vh)).containsExactly(u, vh);
  }
}
