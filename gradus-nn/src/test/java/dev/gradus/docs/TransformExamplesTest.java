package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.DualLevel;
import dev.gradus.DualTensor;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.FuncWithAux;
import dev.gradus.autograd.Functional;
import dev.gradus.autograd.FunctionalOptions;
import dev.gradus.autograd.Linearized;
import dev.gradus.autograd.Products;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.autograd.Vjp;
import dev.gradus.autograd.VmapOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Examples of derivatives as functions, forward mode and transforms.
@SuppressWarnings({"BadImport", "NullAway"})
class TransformExamplesTest {
  private final Tensor x = tensor("[1., 2]");

  @Test
  void products() {
    TensorFunction f = in -> in[0].square();
    assertThat(Functional.vjp(f, x, tensor("[1., 10]")).product())
        .hasToString("tensor([ 2., 40.])");
    Products jvp = Functional.jvp(f, x, tensor("[1., 0]"));
    assertThat(jvp.output()).hasToString("tensor([1., 4.])");
    assertThat(jvp.product()).hasToString("tensor([2., 0.])");
  }

  @Test
  void jacobians() {
    TensorFunction f = in -> in[0].square();
    String wanted = "tensor([[2., 0.],\n        [0., 4.]])";
    assertThat(Functional.jacobian(f, x)).hasToString(wanted);
    FunctionalOptions batched = FunctionalOptions.DEFAULT.withVectorize(true);
    for (FunctionalOptions o : new FunctionalOptions[] {batched, batched.withForwardMode(true)}) {
      assertThat(Functional.jacobian(f.several(), o, x)[0][0]).hasToString(wanted);
    }
  }

  @Test
  void hessians() {
    TensorFunction f = in -> in[0].pow(3).sum();
    assertThat(Functional.hessian(f, x)).hasToString("tensor([[ 6.,  0.],\n        [ 0., 12.]])");
    Tensor v = tensor("[1., 1]");
    assertThat(Functional.vhp(f, x, v).product()).hasToString("tensor([ 6., 12.])");
    assertThat(Functional.hvp(f, x, v).product()).hasToString("tensor([ 6., 12.])");
  }

  @Test
  void strictness() {
    TensorsFunction constant = in -> new Tensor[] {ones(2)};
    FunctionalOptions strict = FunctionalOptions.DEFAULT.withStrict(true);
    assertThatThrownBy(() -> Functional.jacobian(constant, strict, x))
        .hasMessageStartingWith(
            "Output 0 of the user-provided function does not require gradients.");
    FunctionalOptions recorded = FunctionalOptions.DEFAULT.withCreateGraph(true);
    Tensor leaf = x.clone().requiresGrad_();
    TensorsFunction f = in -> new Tensor[] {in[0].square()};
    assertThat(Functional.jacobian(f, recorded, leaf)[0][0].requiresGrad()).isTrue();
  }

  // --- Forward mode ---

  @Test
  void tangents() {
    DualLevel level = dualLevel();
    Tensor dual = makeDual(x, tensor("[1., 0]"));
    DualTensor y = unpackDual(dual.square());
    assertThat(y.primal()).hasToString("tensor([1., 4.])");
    assertThat(y.tangent()).hasToString("tensor([2., 0.])");
    level.close();
    assertThat(unpackDual(dual).tangent()).isNull();
  }

  // --- Transforms ---

  @Test
  void slopes() {
    TensorFunction f = in -> in[0].pow(3).sum();
    assertThat(Func.grad(f).apply(x)).hasToString("tensor([ 3., 12.])");
    Tensor[] both = Func.gradAndValue(f).apply(x);
    assertThat(both[1]).hasToString("tensor(9.)");
  }

  @Test
  void transposed() {
    Vjp vjp = Func.vjp(in -> in[0].square(), x);
    assertThat(vjp.output()).hasToString("tensor([1., 4.])");
    assertThat(vjp.apply(tensor("[1., 0]"))[0]).hasToString("tensor([2., 0.])");
    assertThat(vjp.apply(tensor("[0., 1]"))[0]).hasToString("tensor([0., 4.])");
  }

  @Test
  void pushed() {
    TensorFunction f = in -> in[0].square();
    Tensor[] at = {x};
    Tensor[] along = {tensor("[1., 1]")};
    assertThat(Func.jvp(f, at, along).product()).hasToString("tensor([2., 4.])");
    boolean strict = true;
    assertThat(Func.jvpAll(f.several(), at, along, strict).products()).hasSize(1);
    Linearized linear = Func.linearize(f, x);
    assertThat(linear.apply(tensor("[0., 1]"))).hasToString("tensor([0., 4.])");
  }

  @Test
  void allSlopes() {
    TensorFunction f = in -> in[0].square();
    String wanted = "tensor([[2., 0.],\n        [0., 4.]])";
    assertThat(Func.jacrev(f).apply(x)).hasToString(wanted);
    assertThat(Func.jacfwd(f).apply(x)).hasToString(wanted);
    long chunkSize = 1;
    assertThat(Func.jacrevAll(f.several(), chunkSize, 0).apply(x)[0][0]).hasToString(wanted);
    assertThat(Func.jacfwdAll(f.several(), Randomness.ERROR, 0).apply(x)[0][0]).hasToString(wanted);
    assertThat(Func.hessian(in -> in[0].pow(3).sum()).apply(x))
        .hasToString("tensor([[ 6.,  0.],\n        [ 0., 12.]])");
  }

  @Test
  void withAux() {
    TensorsFunction f = in -> new Tensor[] {in[0].square(), in[0].neg()};
    TensorsFunction scalar = in -> new Tensor[] {in[0].square().sum(), in[0].neg()};
    assertThat(FuncWithAux.grad(scalar).apply(x)[1]).hasToString("tensor([-1., -2.])");
    assertThat(FuncWithAux.vjp(f, 1, x).aux()[0]).hasToString("tensor([-1., -2.])");
    Tensor[] at = {x};
    assertThat(FuncWithAux.jvp(f, 1, at, new Tensor[] {ones(2)}).aux()).hasSize(1);
    assertThat(FuncWithAux.jacrev(f, 1, 0, 0).apply(at).aux()).hasSize(1);
    assertThat(FuncWithAux.jacfwd(f, 1, Randomness.ERROR, 0).apply(at).aux()).hasSize(1);
  }

  @Test
  void batches() {
    Tensor rows = tensor("[[1., 2], [3, 4], [5, 6]]");
    Tensor sums = Func.vmap(in -> in[0].sum()).apply(rows);
    assertThat(sums).hasToString("tensor([ 3.,  7., 11.])");
    VmapOptions options = VmapOptions.inDims(0, null).withOutDims(1).withChunkSize(2);
    Tensor columns = Func.vmap(in -> in[0].mul(in[1]), options).apply(rows, x);
    assertThat(columns.shape()).containsExactly(2, 3);
    VmapOptions random = VmapOptions.DEFAULT.withRandomness(Randomness.SAME);
    Tensor noise = Func.vmap(in -> rand(2).add(in[0].mul(0)), random).apply(rows);
    assertThat(noise.select(0, 0).equal(noise.select(0, 2))).isTrue();
  }

  @Test
  void rearranged() {
    Tensor image = arange(12).reshape(1, 3, 4);
    Tensor pairs = Func.rearrange(image, "c h (w p) -> (c w) h p", Map.of("p", 2));
    assertThat(pairs.shape()).containsExactly(2, 3, 2);
    Func.vmap(
            in -> {
              assertThat(Func.debugUnwrap(in[0], true).shape()).containsExactly(3, 4);
              return in[0];
            })
        .apply(image.select(0, 0));
  }
}
