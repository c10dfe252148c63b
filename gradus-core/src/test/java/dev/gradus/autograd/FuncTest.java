package dev.gradus.autograd;

import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.onesLike;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `grad`, `vjp`, `jvp`, `linearize`, Jacobians and Hessians of functions.
class FuncTest {
  private Tensor x = zeros(0);

  @BeforeEach
  void draw() {
    manualSeed(4);
    x = randn(DType.FLOAT64, 3);
  }

  private static void same(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    assertThat(a.allclose(b)).as("%s%n%s", a, b).isTrue();
  }

  @Test
  void gradIsTheDerivative() {
    Tensor g = Func.grad(in -> in[0].sin().sum()).apply(x);
    same(g, x.cos());
    assertThat(g.requiresGrad()).isFalse();
  }

  @Test
  void gradComposesWithItself() {
    Tensor t = tensor(0.7).to(DType.FLOAT64);
    TensorFunction third = Func.grad(Func.grad(Func.grad(in -> in[0].sin())));
    same(third.apply(t), t.cos().neg());
  }

  @Test
  void gradientsBySeveralArgumentsAndTheValue() {
    Tensor y = randn(DType.FLOAT64, 3);
    TensorFunction f = in -> in[0].mul(in[1].square()).sum();
    Tensor[] g = Func.grad(f, 0, 1).apply(x, y);
    same(g[0], y.square());
    same(g[1], x.mul(y).mul(2));
    same(Func.grad(f, -1).apply(x, y), g[1]);
    Tensor[] all = Func.gradAndValue(f, 1).apply(x, y);
    same(all[0], g[1]);
    same(all[1], x.mul(y.square()).sum());
    Tensor[] aux =
        Func.gradAndValueAll(in -> new Tensor[] {in[0].square().sum(), in[0].exp()}).apply(x);
    same(aux[0], x.mul(2));
    same(aux[2], x.exp());
    assertThat(aux[2].requiresGrad()).isFalse();
  }

  // The inner gradient must not see the outer variable as its own.
  @Test
  void levelsAreNotConfused() {
    Tensor t = tensor(2.0).to(DType.FLOAT64);
    TensorFunction f =
        in ->
            in[0].mul(
                Func.grad(inner -> inner[0].add(in[0]).mul(inner[0])).apply(ones(DType.FLOAT64)));
    // d/dx x (2 + x) = 2 + 2x
    same(Func.grad(f).apply(t), tensor(6.0).to(DType.FLOAT64));
  }

  @Test
  void gradientsHaveGradientsByWhatIsAround() {
    Tensor w = randn(DType.FLOAT64, 3).requiresGrad_();
    Tensor g = Func.grad(in -> in[0].square().mul(w).sum()).apply(x);
    assertThat(g.requiresGrad()).isTrue();
    Tensor[] byW = Gradus.grad(g.sum(), w);
    same(byW[0], x.mul(2));
    x.requiresGrad_();
    Tensor[] byX = Gradus.grad(Func.grad(in -> in[0].pow(3).sum()).apply(x).sum(), x);
    same(byX[0], x.detach().mul(6));
  }

  @Test
  void noGradIsObeyedInsideAndNotOutside() {
    TensorFunction f =
        in -> {
          Tensor c = noGrad(() -> in[0].square());
          return in[0].sub(c).sum();
        };
    same(Func.grad(f).apply(x), onesLike(x));
    try (var _ = noGrad()) {
      same(Func.grad(f).apply(x), onesLike(x));
      assertThat(Gradus.isGradEnabled()).isFalse();
    }
    x.requiresGrad_();
    try (var _ = noGrad()) {
      assertThat(Func.grad(in -> in[0].square().sum()).apply(x).requiresGrad()).isFalse();
    }
  }

  @Test
  void vjpMayBeCalledAgain() {
    Tensor m = randn(DType.FLOAT64, 2, 3);
    Vjp vjp = Func.vjp(in -> in[0].mv(in[1]), m, x);
    Tensor u = randn(DType.FLOAT64, 2);
    same(vjp.output(), m.mv(x));
    same(vjp.apply(u)[0], u.outer(x));
    same(vjp.apply(u.mul(2))[1], m.t().mv(u).mul(2));
    assertThatThrownBy(() -> vjp.apply(u, u))
        .hasMessageStartingWith(
            "Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function.");
  }

  @Test
  void jvpAgreesWithTheGradient() {
    Tensor t = randn(DType.FLOAT64, 3);
    Products p = Func.jvp(in -> in[0].exp().mul(in[0]), new Tensor[] {x}, new Tensor[] {t});
    same(p.output(), x.exp().mul(x));
    same(p.product(), x.exp().mul(x.add(1)).mul(t));
    TensorFunction slope =
        in ->
            Func.jvp(i -> i[0].sin(), new Tensor[] {in[0]}, new Tensor[] {onesLike(in[0])})
                .product();
    same(Func.jvp(slope, new Tensor[] {x}, new Tensor[] {t}).product(), x.sin().neg().mul(t));
    same(Func.grad(in -> slope.apply(in).sum()).apply(x), x.sin().neg());
    Linearized linear = Func.linearize(in -> in[0].sin(), x);
    same(linear.apply(t), x.cos().mul(t));
    same(linear.output(), x.sin());
  }

  @Test
  void jacobiansAgree() {
    Tensor m = randn(DType.FLOAT64, 2, 3);
    TensorFunction f = in -> m.mv(in[0].sin());
    Tensor wanted = Functional.jacobian(f, x);
    same(Func.jacrev(f).apply(x), wanted);
    same(Func.jacfwd(f).apply(x), wanted);
    Tensor[][] parts =
        Func.jacrevAll(in -> new Tensor[] {in[0].mul(in[1]), in[1].sum()}, 2, 0, 1).apply(x, x);
    same(parts[0][1], x.diag());
    same(parts[1][0], zeros(DType.FLOAT64, 3));
    Tensor[][] columns =
        Func.jacfwdAll(in -> new Tensor[] {in[0].mul(in[1]), in[1].sum()}, 0, 1).apply(x, x);
    same(columns[0][0], parts[0][0]);
    same(columns[1][1], parts[1][1]);
  }

  @Test
  void hessiansInEveryCombination() {
    TensorFunction f = in -> in[0].sin().mul(in[0].prod()).sum();
    Tensor wanted = Functional.hessian(f, x);
    same(Func.hessian(f).apply(x), wanted);
    same(Func.jacrev(Func.jacrev(f)).apply(x), wanted);
    same(Func.jacfwd(Func.jacfwd(f)).apply(x), wanted);
    same(Func.jacrev(Func.jacfwd(f)).apply(x), wanted);
    same(Func.jacrev(Func.grad(f)).apply(x), wanted);
  }

  @Test
  void changesInPlaceAreSeen() {
    TensorFunction f =
        in -> {
          Tensor y = in[0].mul(2);
          y.select(0, 1).mul_(y.select(0, 0).clone());
          Tensor z = zeros(DType.FLOAT64, 3);
          z.narrow(0, 1, 2).copy_(y.narrow(0, 0, 2));
          return z.square().sum();
        };
    Tensor own = x.clone().requiresGrad_();
    Tensor wanted = Gradus.grad(f.apply(own), own)[0];
    same(Func.grad(f).apply(x), wanted);
    TensorFunction g = in -> Func.grad(f).apply(in).sum();
    Tensor second = Func.grad(g).apply(x);
    Tensor again = Gradus.grad(Func.grad(f).apply(own).sum(), own)[0];
    same(second, again);
  }

  @Test
  void whatIsCapturedIsNotChanged() {
    Tensor w = zeros(DType.FLOAT64, 3);
    assertThatThrownBy(() -> Func.grad(in -> w.add_(in[0]).sum()).apply(x))
        .isInstanceOf(GradusStateException.class)
        .hasMessage(
            "During a grad (vjp, jvp, grad, etc) transform, the function provided attempted to call in-place operation (aten::add_) that would mutate a captured Tensor. This is not supported; please rewrite the function being transformed to explicitly accept the mutated Tensor(s) as inputs.");
    same(w, zeros(DType.FLOAT64, 3));
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> Func.grad(in -> in[0]).apply(x))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?");
    assertThatThrownBy(() -> Func.grad(in -> in[0].sum(), 2).apply(x))
        .hasMessage("Got argnum=2, but only 1 positional inputs");
    assertThatThrownBy(() -> Func.grad(in -> in[0].sum(), 0, -1).apply(x))
        .hasMessage("argnums elements must be unique, got (0, 0)");
    assertThatThrownBy(() ->
            Func.grad(
                    in -> {
                      in[0].sum().backward();
                      return in[0].sum();
                    })
                .apply(x))
        .hasMessageStartingWith("backward() called inside a functorch transform.");
    assertThatThrownBy(() -> Func.grad(in -> in[0].clone().requiresGrad_().sum()).apply(x))
        .hasMessageStartingWith(
            "You are attempting to call Tensor.requires_grad_() (or perhaps using torch.autograd.functional.* APIs)");
    same(Func.grad(in -> in[0].sum()).apply(x), onesLike(x));
  }
}
