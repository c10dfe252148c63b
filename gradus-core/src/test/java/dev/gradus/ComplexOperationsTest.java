package dev.gradus;

import static dev.gradus.Gradus.tensor;

import dev.gradus.dtype.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Operations that are no rows, on complex tensors: gradients of both orders and tangents against
/// differences by real and imaginary parts.
class ComplexOperationsTest {
  private static final Tensor MASK = tensor("[[True, False, True], [False, True, True]]");
  private static final Tensor PLACES = tensor("[[0, 1, 0], [1, 1, 0]]");
  private static final Tensor ROWS = tensor("[1, 0, 1]");
  private static final int[] LAST = {1};

  private static Tensor leaf(String text) {
    return tensor(text, DType.COMPLEX128).requiresGrad_();
  }

  private static Tensor matrix() {
    return leaf("[[0.7-0.4j, -1.2+0.3j, 0.5+0.9j], [1.1+0.2j, -0.6-0.8j, 0.4-1.3j]]");
  }

  private static Tensor other() {
    return leaf("[[-0.3+0.8j, 0.9+0.5j, -0.7-0.2j], [0.6-1.1j, 1.2+0.1j, -0.5+0.4j]]");
  }

  private static Tensor vector() {
    return leaf("[0.8+0.6j, -0.4+1.1j, 0.3-0.7j]");
  }

  private static Tensor withZeros() {
    return leaf("[[0.7-0.4j, 0j, 0.5+0.9j], [0j, 0j, 0.4-1.3j]]");
  }

  private record Case(GradientCheck.Function f, Tensor[] x) {}

  private static final class Cases {
    final Map<String, Case> all = new LinkedHashMap<>();

    void one(String name, GradientCheck.Function f) {
      all.put(name, new Case(f, new Tensor[] {matrix()}));
    }

    void two(String name, GradientCheck.Function f) {
      all.put(name, new Case(f, new Tensor[] {matrix(), other()}));
    }

    void on(String name, GradientCheck.Function f, Tensor... x) {
      all.put(name, new Case(f, x));
    }
  }

  private static Map<String, Case> cases() {
    Cases c = new Cases();
    parts(c);
    reductions(c);
    products(c);
    views(c);
    arranging(c);
    indexing(c);
    inPlace(c);
    return c.all;
  }

  private static void parts(Cases c) {
    c.one("conj", x -> x[0].conj());
    c.one("conj_physical", x -> x[0].conjPhysical());
    c.one("real", x -> x[0].real());
    c.one("imag of a transposed", x -> x[0].t().imag());
    c.one("view_as_real", x -> x[0].viewAsReal());
    c.one(
        "view_as_complex",
        x -> x[0].real().contiguous().narrow(1, 0, 2).contiguous().viewAsComplex());
    c.one("H", x -> x[0].H());
    c.two("complex", x -> Gradus.complex(x[0].real(), x[1].imag()));
    c.two("polar", x -> Gradus.polar(x[0].abs(), x[1].imag()));
    c.one("to complex64 and back", x -> x[0].real().to(DType.COMPLEX128));
    c.one("to real", x -> x[0].real().mul(x[0]).to(DType.COMPLEX128).real());
  }

  private static void reductions(Cases c) {
    c.one("sum", x -> x[0].sum());
    c.one("sum of a dimension", x -> x[0].sum(0));
    c.one("sum as real", x -> x[0].sum(DType.COMPLEX128));
    c.one("mean", x -> x[0].mean(1));
    c.one("prod", x -> x[0].prod());
    c.one("prod of a dimension", x -> x[0].prod(1, false));
    c.on("prod with zeros", x -> x[0].prod(), withZeros());
    c.one("cumsum", x -> x[0].cumsum(1));
    c.one("cumprod", x -> x[0].cumprod(1));
    c.on("cumprod with zeros", x -> x[0].cumprod(1), withZeros());
    c.one("logcumsumexp", x -> x[0].logcumsumexp(1));
    c.one("logcumsumexp of real", x -> x[0].real().logcumsumexp(1));
    c.one("logsumexp", x -> x[0].logsumexp(1));
    c.one("var", x -> x[0].var(LAST, 1, false));
    c.one("std", x -> x[0].std(LAST, 0, true));
    c.one("std and mean", x -> x[0].stdMean(LAST, 1, false).mean());
    for (double order : new double[] {0, 0.5, 1, 2, 3, Double.POSITIVE_INFINITY}) {
      c.one("norm of order " + order, x -> x[0].norm(order, LAST, false));
    }
  }

  private static void products(Cases c) {
    c.two("mm", x -> x[0].mm(x[1].t()));
    c.two("mm of a conjugate", x -> x[0].H().mm(x[1]));
    c.on("mv", x -> x[0].mv(x[1]), matrix(), vector());
    c.two("bmm", x -> x[0].unsqueeze(0).bmm(x[1].unsqueeze(0).mH()));
    c.on("dot", x -> x[0].dot(x[1]), vector(), leaf("[1.1-0.2j, 0.6+0.9j, -0.8+0.3j]"));
    c.on("vdot", x -> x[0].vdot(x[1]), vector(), leaf("[1.1-0.2j, 0.6+0.9j, -0.8+0.3j]"));
    c.on("matmul", x -> x[0].unsqueeze(0).expand(2, 2, 3).matmul(x[1]), matrix(), vector());
    c.on(
        "complex times real",
        x -> x[0].matmul(x[1].abs().to(DType.COMPLEX128)),
        matrix(),
        vector());
  }

  private static void views(Cases c) {
    c.one("as_strided", x -> x[0].asStrided(new long[] {2, 2}, new long[] {1, 2}, 1));
    c.one("overlapping as_strided", x -> x[0].asStrided(new long[] {3, 3}, new long[] {1, 1}, 0));
    c.one("diagonal", x -> x[0].diagonal(0, 0, 1));
    c.one("unfold", x -> x[0].unfold(1, 2, 1));
    c.one("expand", x -> x[0].unsqueeze(0).expand(2, 2, 3));
    c.one("split", x -> x[0].split(2, 1)[0]);
    c.one("permute", x -> x[0].t().reshape(6));
    c.two("select_scatter", x -> x[0].selectScatter(x[1].select(0, 0), 0, 1));
    c.two("slice_scatter", x -> x[0].sliceScatter(x[1].narrow(1, 0, 2), 1, 0L, 2L, 1));
    c.one("view_copy", x -> x[0].viewCopy(3, 2));
  }

  private static void arranging(Cases c) {
    c.two("cat", x -> Gradus.cat(List.of(x[0], x[1].narrow(1, 0, 2)), 1));
    c.two("cat with real", x -> Gradus.cat(List.of(x[0], x[1].real()), 0));
    c.two("stack", x -> Gradus.stack(List.of(x[0], x[1]), 1));
    c.two("where", x -> Gradus.where(MASK, x[0], x[1]));
    c.two("where with real", x -> Gradus.where(MASK, x[0], x[1].imag()));
    c.one("repeat", x -> x[0].repeat(2, 1));
    c.one("flip", x -> x[0].flip(0, 1));
    c.one("roll", x -> x[0].roll(1, 1));
    c.one("pad", x -> x[0].pad(1, -1, 0, 2));
    c.one("tril", x -> x[0].tril());
    c.one("triu", x -> x[0].triu(1));
    c.one("diag_embed", x -> x[0].diagEmbed());
    c.one("rot90", x -> x[0].rot90(1, 0, 1));
    c.one("repeat_interleave", x -> x[0].repeatInterleave(2, 1));
  }

  private static void indexing(Cases c) {
    c.one("index", x -> x[0].get(ROWS));
    c.one("masked_select", x -> x[0].maskedSelect(MASK));
    c.one("gather", x -> x[0].gather(0, PLACES));
    c.one("index_select", x -> x[0].indexSelect(1, ROWS));
    c.one("take", x -> x[0].take(tensor("[0, 5, 5, 2]")));
    c.two("scatter", x -> x[0].scatter(0, tensor("[[0, 1, 0]]"), x[1].narrow(0, 0, 1)));
    c.two("scatter_add", x -> x[0].scatterAdd(0, PLACES, x[1]));
    c.two("index_add", x -> x[0].indexAdd(0, tensor("[1, 1]"), x[1], -0.7));
    c.two("index_copy", x -> x[0].indexCopy(0, tensor("[1, 0]"), x[1]));
    c.one("index_fill", x -> x[0].indexFill(1, tensor("[1]"), new Complex(2, 3)));
    c.one("masked_fill", x -> x[0].maskedFill(MASK, new Complex(2, 3)));
    c.two("masked_scatter", x -> x[0].maskedScatter(MASK, x[1]));
    c.two("put", x -> x[0].put(tensor("[0, 5, 0, 2]"), x[1].flatten().narrow(0, 0, 4), true));
  }

  private static void inPlace(Cases c) {
    c.two("mul_", x -> x[0].clone().mul_(x[1]));
    c.two("div_ and exp_", x -> x[0].clone().div_(x[1]).exp_());
    c.two("copy_", x -> x[0].clone().mul(2).copy_(x[1]));
    c.two("copy_ of real", x -> x[0].clone().mul(2).copy_(x[1].real()));
    c.two(
        "writing the real part",
        x -> {
          Tensor y = x[0].clone();
          y.real().mul_(x[1].imag());
          return y.mul(x[0]);
        });
    c.two(
        "writing through view_as_real",
        x -> {
          Tensor y = x[0].clone();
          Tensor parts = y.viewAsReal();
          y.mul_(x[1]);
          return parts.mul(parts);
        });
    c.two(
        "writing through view_as_complex",
        x -> {
          Tensor y = x[0].viewAsReal().mul(1.5);
          y.viewAsComplex().mul_(x[1]);
          return y.mul(y);
        });
  }

  @TestFactory
  Stream<DynamicTest> gradientsAgreeWithDifferences() {
    return cases().entrySet().stream()
        .map(e ->
            DynamicTest.dynamicTest(
                e.getKey(), () -> GradientCheck.check(e.getKey(), e.getValue().f, e.getValue().x)));
  }
}
