package dev.gradus.autograd;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Options of function transforms: results that come along, strictness, random columns, batches.
@ResourceLock("Globals")
class FuncOptionsTest {
  private final Tensor x = tensor("[1., -2, 0.5]", float64);

  private static void same(Tensor found, Tensor wanted) {
    assertThat(found.shape()).isEqualTo(wanted.shape());
    assertThat(found.allclose(wanted, 1e-12, 1e-12, false)).as("%s and %s", found, wanted).isTrue();
  }

  private static Tensor[] cubesAndSigns(Tensor... in) {
    return new Tensor[] {in[0].pow(3), in[0].sign()};
  }

  private static Tensor[] sumAndSigns(Tensor... in) {
    return new Tensor[] {in[0].pow(3).sum(), in[0].sign()};
  }

  @Test
  void gradientsWithWhatComesAlong() {
    Tensor[] g = FuncWithAux.grad(FuncOptionsTest::sumAndSigns).apply(x);
    assertThat(g).hasSize(2);
    same(g[0], x.square().mul(3));
    same(g[1], x.sign());
    Tensor[] v = FuncWithAux.gradAndValue(FuncOptionsTest::sumAndSigns).apply(x);
    assertThat(v).hasSize(3);
    same(v[1], x.pow(3).sum());
  }

  @Test
  void productsWithWhatComesAlong() {
    Vjp vjp = FuncWithAux.vjp(FuncOptionsTest::cubesAndSigns, 1, x);
    same(vjp.apply(Gradus.onesLike(x))[0], x.square().mul(3));
    same(vjp.aux()[0], x.sign());
    FuncWithAux.ProductsAndAux jvp =
        FuncWithAux.jvp(
            FuncOptionsTest::cubesAndSigns, 1, new Tensor[] {x}, new Tensor[] {Gradus.onesLike(x)});
    same(jvp.products().product(), x.square().mul(3));
    assertThat(jvp.aux()).hasSize(1);
    same(jvp.aux()[0], x.sign());
  }

  @Test
  void jacobiansWithWhatComesAlong() {
    Tensor wanted = x.square().mul(3).diag();
    JacobiansAndAux rows =
        FuncWithAux.jacrev(FuncOptionsTest::cubesAndSigns, 1, 0, 0).apply(new Tensor[] {x});
    same(rows.jacobians()[0][0], wanted);
    same(rows.aux()[0], x.sign());
    JacobiansAndAux columns =
        FuncWithAux.jacfwd(FuncOptionsTest::cubesAndSigns, 1, Randomness.ERROR, 0)
            .apply(new Tensor[] {x});
    same(columns.jacobians()[0][0], wanted);
    same(columns.aux()[0], x.sign());
    assertThatThrownBy(() -> FuncWithAux.vjp(FuncOptionsTest::cubesAndSigns, 0, x))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void strictTangents() {
    TensorsFunction f = in -> new Tensor[] {Gradus.ones(float64, 2)};
    Tensor[] at = {x};
    Tensor[] along = {Gradus.onesLike(x)};
    same(Func.jvpAll(f, at, along, false).product(), Gradus.zeros(float64, 2));
    assertThatThrownBy(() -> Func.jvpAll(f, at, along, true))
        .isInstanceOf(GradusStateException.class)
        .hasMessage(
            "jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. This is not allowed with strict=True.");
  }

  @Test
  void randomColumns() {
    TensorsFunction f = in -> new Tensor[] {in[0].mul(Gradus.rand(float64, 3))};
    assertThatThrownBy(() -> Func.jacfwdAll(f, 0).apply(x))
        .hasMessageStartingWith("vmap: called random operation while in randomness error mode.");
    Gradus.manualSeed(4);
    Tensor j = Func.jacfwdAll(f, Randomness.SAME, 0).apply(x)[0][0];
    Gradus.manualSeed(4);
    same(j, Gradus.rand(float64, 3).diag());
  }

  @Test
  void whatATensorStandsFor() {
    List<Tensor> seen = new ArrayList<>();
    TensorFunction f =
        in -> {
          seen.add(Func.debugUnwrap(in[0], true));
          seen.add(Func.debugUnwrap(in[0], false));
          return in[0].sin();
        };
    Func.vmap(f).apply(x);
    same(seen.get(0), x);
    same(seen.get(1), x);
    assertThat(Func.debugUnwrap(x, false)).isSameAs(x);
  }

  // --- Functional ---

  @Test
  void forwardModeInOneBatch() {
    FunctionalOptions forward = FunctionalOptions.DEFAULT.withForwardMode(true).withVectorize(true);
    Tensor w = tensor("[2., 3, 4]", float64);
    TensorsFunction f = in -> new Tensor[] {in[0].mul(in[1]).sin(), in[0].dot(in[1])};
    Tensor[][] wanted = Functional.jacobian(f, FunctionalOptions.DEFAULT, x, w);
    Tensor[][] found = Functional.jacobian(f, forward, x, w);
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 2; i++) {
        same(found[k][i], wanted[k][i]);
        assertThat(found[k][i].requiresGrad()).isFalse();
      }
    }
    TensorsFunction scalar = in -> new Tensor[] {in[0].mul(in[1]).sin().sum()};
    Tensor[][] hessian = Functional.hessian(scalar, FunctionalOptions.DEFAULT, x, w);
    Tensor[][] batched = Functional.hessian(scalar, forward, x, w);
    Tensor[][] reverse =
        Functional.hessian(scalar, FunctionalOptions.DEFAULT.withVectorize(true), x, w);
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 2; i++) {
        same(batched[k][i], hessian[k][i]);
        same(reverse[k][i], hessian[k][i]);
      }
    }
  }

  @Test
  void strictAndBatchedExcludeEachOther() {
    FunctionalOptions both = FunctionalOptions.DEFAULT.withStrict(true).withVectorize(true);
    TensorsFunction f = in -> new Tensor[] {in[0].sin()};
    assertThatThrownBy(() -> Functional.jacobian(f, both, x))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported together. Please either set `strict=False` or `vectorize=False`.");
  }

  // --- Rearranging ---

  @Test
  void dimensionsAsTextSays() {
    Tensor t = arange(24).reshape(2, 3, 4);
    same(Func.rearrange(t, "a b c -> c a b", Map.of()), t.permute(2, 0, 1));
    same(Func.rearrange(t, "a b c -> (a b) c", Map.of()), t.reshape(6, 4));
    same(
        Func.rearrange(t, "a b (c d) -> d a (b c)", Map.of("c", 2)),
        t.reshape(2, 3, 2, 2).permute(3, 0, 1, 2).reshape(2, 2, 6));
    same(Func.rearrange(t, "a ... -> ... a", Map.of()), t.permute(1, 2, 0));
    same(Func.rearrange(t, "a b c -> a 1 b c", Map.of()), t.unsqueeze(1));
    same(Func.rearrange(t.unsqueeze(0), "1 ... -> ...", Map.of()), t);
    same(Func.rearrange(t.get("0, 0, 0"), "-> 1", Map.of()), t.get("0, 0, 0").reshape(1));
  }

  @Test
  void textThatCannotBeRead() {
    Tensor t = arange(6).reshape(2, 3);
    for (String pattern :
        List.of(
            "a b", "a b -> a", "a a -> a a", "a (b -> a b", "a b c -> a b c", "(a q) b -> a q b")) {
      assertThatThrownBy(() -> Func.rearrange(t, pattern, Map.of("q", 4)))
          .as(pattern)
          .isInstanceOf(GradusArgumentException.class)
          .hasMessageStartingWith("rearrange: ");
    }
  }
}
