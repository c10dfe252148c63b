package dev.gradus;

import static dev.gradus.Gradus.einsum;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.bits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products that are added to something, and sums of products.
class MatrixProductsTest {
  private static Tensor input(long seed, long... sizes) {
    Generator generator = new Generator();
    generator.manualSeed(seed);
    return Gradus.randn(generator, DType.FLOAT64, sizes).requiresGrad_();
  }

  @Test
  void gradientsOfAddedProducts() {
    GradientCheck.check(
        "addmm", x -> x[0].addmm(x[1], x[2], 0.5, 2), input(1, 3), input(2, 2, 4), input(3, 4, 3));
    GradientCheck.check(
        "addmm of a transposed",
        x -> x[0].t().addmm(x[1].t(), x[2].t()),
        input(1, 3, 2),
        input(2, 4, 2),
        input(3, 3, 4));
    GradientCheck.check(
        "addmv", x -> x[0].addmv(x[1], x[2], 0.5, 2), input(1), input(2, 2, 4), input(3, 4));
    GradientCheck.check(
        "addr", x -> x[0].addr(x[1], x[2], 0.5, 2), input(1, 2, 3), input(2, 2), input(3, 3));
    GradientCheck.check(
        "addbmm",
        x -> x[0].addbmm(x[1], x[2], 0.5, 2),
        input(1, 2, 3),
        input(2, 2, 2, 4),
        input(3, 2, 4, 3));
    GradientCheck.check(
        "baddbmm",
        x -> x[0].baddbmm(x[1], x[2], 0.5, 2),
        input(1, 1, 3),
        input(2, 2, 2, 4),
        input(3, 2, 4, 3));
    GradientCheck.check(
        "empty", x -> x[0].addmm(x[1], x[2]), input(1, 2, 3), input(2, 2, 0), input(3, 0, 3));
  }

  @Test
  void gradientsOfOtherProducts() {
    GradientCheck.check("trace", x -> x[0].trace(), input(1, 3, 2));
    GradientCheck.check("kron", x -> x[0].kron(x[1]), input(1, 2, 2), input(2, 3));
    GradientCheck.check("inner", x -> x[0].inner(x[1]), input(1, 2, 3), input(2, 4, 3));
    GradientCheck.check("cross", x -> x[0].cross(x[1], 1), input(1, 2, 3), input(2, 1, 3));
    GradientCheck.check("power", x -> x[0].matrixPower(5), input(1, 2, 2));
    GradientCheck.check(
        "multi_dot", x -> Linalg.multiDot(List.of(x)), input(1, 3), input(2, 3, 2), input(3, 2, 4));
    GradientCheck.check(
        "bilinear",
        x -> Gradus.bilinear(x[0], x[1], x[2], x[3]),
        input(1, 2, 3),
        input(2, 2, 2),
        input(3, 4, 3, 2),
        input(4, 4));
    GradientCheck.check(
        "einsum",
        x -> einsum("bij,bjk,k->bi", x),
        input(1, 2, 3, 2),
        input(2, 2, 2, 4),
        input(3, 4));
    GradientCheck.check("einsum diagonal", x -> einsum("ii->i", x), input(1, 3, 3));
  }

  @Test
  void whatIsMultipliedByNothingDoesNotCount() {
    Tensor nan = Gradus.full(new long[] {2, 2}, Double.NaN);
    Tensor one = tensor("[[1., 0], [0, 1]]");
    assertEqual(nan.addmm(one, one, 0, 1), "[[1., 0], [0, 1]]");
    Tensor target = nan.clone();
    assertThat(target.addmm_(one, one, 0, 3)).isSameAs(target);
    assertEqual(target, "[[3., 0], [0, 3]]");
  }

  @Test
  void aRowOfAnotherLengthIsNotAdded() {
    for (long n : new long[] {5, 9}) {
      assertRefused(
          GradusArgumentException.class,
          "The expanded size of the tensor (7) must match the existing size ("
              + n
              + ") at non-singleton dimension 1.  Target sizes: [3, 7].  Tensor sizes: ["
              + n
              + "]",
          () -> Gradus.ones(n).addmm(Gradus.ones(3, 4), Gradus.ones(4, 7)));
    }
  }

  @Test
  void subscripts() {
    Tensor a = tensor("[[1., 2], [3, 4]]");
    Tensor b = tensor("[[5., 6], [7, 8]]");
    assertEqual(einsum("ij,jk", a, b), "[[19., 22], [43, 50]]");
    assertEqual(einsum("ba", a), "[[1., 3], [2, 4]]");
    assertEqual(einsum("ij,ij->", a, b), "70.");
    assertEqual(einsum("...i,...i->...", a, b), "[17., 53]");
    assertEqual(einsum("ii", a), "5.");
    assertEqual(einsum("i j , k j -> k i", a, b), "[[17., 39], [23, 53]]");
    assertEqual(Gradus.tensordot(a, b, 2), "70.");
    assertRefused(
        GradusArgumentException.class,
        "einsum(): output subscript k does not appear in the equation for any input operand",
        () -> einsum("ij->k", a));
    assertRefused(
        GradusArgumentException.class,
        "einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given",
        () -> einsum("ijk", a));
    assertRefused(
        GradusArgumentException.class,
        "einsum(): fewer subscripts were provided than the number of operands",
        () -> einsum("ij", a, b));
  }

  @ParameterizedTest
  @CsvSource({
    "1,3,4",
    "3,5,7",
    "9,33,17",
    "40,100,512",
    "11,50,513",
    "1,16,784",
    "4,1,20",
    "3,4,0"
  })
  void aRowAddedAtTheStartIsARowAddedAtTheEnd(int m, int n, int k) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor a = input(1, m, k).detach().to(dtype);
      Tensor turned = input(2, n, k).detach().to(dtype).t();
      Tensor every = input(3, 2L * n).detach().to(dtype);
      for (Tensor row : List.of(every.narrow(0, n, n), every.view(n, 2).select(1, 1))) {
        assertThat(bits(row.addmm(a, turned))).isEqualTo(bits(row.add(a.mm(turned))));
        Tensor right = turned.contiguous();
        assertThat(bits(row.addmm(a, right))).isEqualTo(bits(row.add(a.mm(right))));
      }
    }
  }
}
