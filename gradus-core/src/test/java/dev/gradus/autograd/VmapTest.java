package dev.gradus.autograd;

import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.onesLike;
import static dev.gradus.Gradus.rand;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.randperm;
import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.where;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Functions mapped over batches: against the loop, composed with gradients, and what is refused.
class VmapTest {
  private Tensor x = zeros(0);

  @BeforeEach
  void draw() {
    manualSeed(4);
    x = randn(DType.FLOAT64, 4, 3);
  }

  private static void same(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    assertThat(a.allclose(b)).as("%s%n%s", a, b).isTrue();
  }

  private static Tensor loop(TensorFunction f, Tensor... x) {
    List<Tensor> rows = new ArrayList<>();
    for (long e = 0; e < x[0].size(0); e++) {
      Tensor[] one = new Tensor[x.length];
      for (int i = 0; i < one.length; i++) {
        one[i] = x[i].select(0, e);
      }
      rows.add(f.apply(one));
    }
    return stack(rows, 0);
  }

  @Test
  void dimensionsOfInputsAndResults() {
    Tensor y = randn(DType.FLOAT64, 3, 4);
    Tensor w = randn(DType.FLOAT64, 3);
    TensorFunction f = in -> in[0].mul(in[1]).add(in[2]);
    Tensor wanted = x.mul(y.t()).add(w);
    VmapOptions options = VmapOptions.inDims(0, 1, null);
    same(Func.vmap(f, options).apply(x, y, w), wanted);
    same(Func.vmap(f, options.withOutDims(1)).apply(x, y, w), wanted.t());
    same(Func.vmap(f, options.withInDims(-2, -1, null)).apply(x, y, w), wanted);
    same(Func.vmap(f, options.withChunkSize(3)).apply(x, y, w), wanted);
    same(Func.vmap(f, options.withChunkSize(1).withOutDims(-1)).apply(x, y, w), wanted.t());
    // A result that is the same for all examples is repeated.
    same(Func.vmap(in -> w.exp()).apply(x), w.exp().expand(4, 3));
    Tensor[] both = Func.vmapAll(in -> new Tensor[] {in[0].sum(), in[0].mul(2)}).apply(x);
    same(both[0], x.sum(1));
    same(both[1], x.mul(2));
  }

  @Test
  void mapsNest() {
    Tensor a = randn(DType.FLOAT64, 2, 3, 5);
    TensorFunction dot = in -> in[0].dot(in[1]);
    same(Func.vmap(Func.vmap(dot)).apply(a, a), a.square().sum(-1));
    Tensor outer =
        Func.vmap(
                Func.vmap(in -> in[0].mul(in[1]), VmapOptions.inDims(null, 0)),
                VmapOptions.inDims(0, null))
            .apply(tensor(new double[] {1, 2}), tensor(new double[] {3, 4, 5}));
    same(outer, tensor(new double[][] {{3, 4, 5}, {6, 8, 10}}));
  }

  @Test
  void numbersOfExamplesPromoteAsNumbers() {
    Tensor half = randn(4).to(DType.FLOAT16);
    Tensor wide = randn(DType.FLOAT64, 4);
    Tensor vectors = randn(4, 3).to(DType.FLOAT16);
    Tensor y = Func.vmap(in -> in[0].mul(in[1])).apply(vectors, wide);
    assertThat(y.dtype()).isEqualTo(DType.FLOAT16);
    Tensor z = Func.vmap(in -> in[0].mul(in[1])).apply(half, wide);
    assertThat(z.dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void gradientsOfEveryExample() {
    Tensor w = randn(DType.FLOAT64, 2, 3);
    Tensor b = randn(DType.FLOAT64, 2);
    Tensor classes = tensor(new long[] {0, 1, 1, 0});
    TensorFunction loss =
        in ->
            Gradus.crossEntropy(in[0].mv(in[2]).add(in[1]).tanh().unsqueeze(0), in[3].unsqueeze(0));
    Tensor[] g =
        Func.vmapAll(Func.grad(loss, 0, 1), VmapOptions.inDims(null, null, 0, 0))
            .apply(w, b, x, classes);
    same(g[0], loop(in -> Func.grad(loss, 0, 1).apply(w, b, in[0], in[1])[0], x, classes));
    same(g[1], loop(in -> Func.grad(loss, 0, 1).apply(w, b, in[0], in[1])[1], x, classes));
  }

  @Test
  void convolutionsOfEveryExample() {
    Tensor images = randn(DType.FLOAT64, 3, 2, 5, 5);
    Tensor w = randn(DType.FLOAT64, 4, 2, 3, 3);
    Tensor b = randn(DType.FLOAT64, 4);
    TensorFunction f =
        in ->
            Gradus.maxPool2d(Gradus.conv2d(in[2].unsqueeze(0), in[0], in[1]).relu(), 2)
                .square()
                .sum();
    VmapOptions options = VmapOptions.inDims(null, null, 0);
    for (int by = 0; by < 3; by++) {
      int argnum = by;
      same(
          Func.vmap(Func.grad(f, argnum), options).apply(w, b, images),
          loop(in -> Func.grad(f, argnum).apply(w, b, in[0]), images));
    }
    Tensor filters = randn(DType.FLOAT64, 3, 4, 2, 3, 3);
    same(
        Func.vmap(in -> Gradus.conv2d(in[1].unsqueeze(0), in[0])).apply(filters, images),
        loop(in -> Gradus.conv2d(in[1].unsqueeze(0), in[0]), filters, images));
  }

  @Test
  void gradientThroughAMap() {
    TensorFunction f = in -> Func.vmap(i -> i[0].sin().prod()).apply(in[0]).square().sum();
    Tensor own = x.clone().requiresGrad_();
    same(Func.grad(f).apply(x), Gradus.grad(f.apply(own), own)[0]);
    TensorFunction row = in -> in[0].sin().prod();
    same(Func.vmap(Func.hessian(row)).apply(x), loop(in -> Functional.hessian(row, in[0]), x));
    same(
        Func.vmap(Func.jacfwd(Func.grad(row))).apply(x),
        loop(in -> Functional.hessian(row, in[0]), x));
  }

  @Test
  void ordinaryRecordingGoesOnBelow() {
    x.requiresGrad_();
    Tensor y = Func.vmap(in -> in[0].exp().sum()).apply(x);
    same(Gradus.grad(y.sum(), x)[0], x.detach().exp());
  }

  @Test
  void batchesOfGradientsInOnePass() {
    Tensor own = randn(DType.FLOAT64, 3).requiresGrad_();
    Tensor y = own.exp().mul(own.sum());
    Tensor basis = Gradus.eye(DType.FLOAT64, 3);
    Tensor rows =
        Gradus.grad(
            List.of(y), List.of(own), List.of(basis), GradOptions.DEFAULT.withIsGradsBatched(true))[
            0];
    same(rows, Functional.jacobian(in -> in[0].exp().mul(in[0].sum()), own.detach()));
  }

  @Test
  void changesInPlace() {
    TensorFunction f =
        in -> {
          Tensor y = in[0].clone();
          y.select(0, 0).add_(in[1]);
          y.narrow(0, 1, 2).mul_(y.narrow(0, 0, 2).clone());
          Tensor z = in[0].newZeros(2, 3);
          z.select(0, 1).copy_(y);
          return z.t_().unsqueeze_(0).squeeze();
        };
    Tensor s = randn(DType.FLOAT64, 4);
    same(Func.vmap(f).apply(x, s), loop(f, x, s));
    same(
        Func.vmap(Func.grad(in -> f.apply(in).square().sum())).apply(x, s),
        loop(Func.grad(in -> f.apply(in).square().sum()), x, s));
    assertThatThrownBy(() -> Func.vmap(in -> zeros(DType.FLOAT64, 3).add_(in[0])).apply(x))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith(
            "vmap: inplace arithmetic(self, *extra_args) is not possible because there exists a Tensor `other` in extra_args that has more elements than `self`. This happened due to `other` being vmapped over but `self` not being vmapped over in a vmap. Please try to use out-of-place operators instead of inplace arithmetic. If said operator is being called inside the PyTorch framework, please file a bug report instead.");
  }

  @Test
  void elementsCannotBeRead() {
    assertThatThrownBy(() -> Func.vmap(in -> in[0].mul(in[0].sum().item())).apply(x))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessage(
            "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please try to rewrite what you're doing with other operations. If error is occurring somewhere inside PyTorch internals, please file a bug report.");
    assertThatThrownBy(
            () -> Func.vmap(in -> in[0].sum().gt(0).itemBoolean() ? in[0] : in[0].neg()).apply(x))
        .hasMessageStartingWith(
            "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow.");
    same(
        Func.vmap(in -> where(in[0].sum().gt(0), in[0], in[0].neg())).apply(x),
        x.mul(x.sum(new int[] {1}, true).sign()));
    assertThatThrownBy(() -> Func.vmap(in -> in[0].nonzero()).apply(x))
        .hasMessageStartingWith(
            "vmap: We do not support batching operators that can output dynamic shape.");
  }

  @Test
  void randomNumbers() {
    assertThatThrownBy(() -> Func.vmap(in -> in[0].add(rand(3))).apply(x))
        .hasMessageStartingWith(
            "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap");
    VmapOptions alike = VmapOptions.DEFAULT.withRandomness(Randomness.SAME);
    Tensor same = Func.vmap(in -> rand(3), alike).apply(x);
    assertThat(same.select(0, 0).equal(same.select(0, 3))).isTrue();
    VmapOptions apart = VmapOptions.DEFAULT.withRandomness(Randomness.DIFFERENT);
    Tensor other = Func.vmap(in -> randperm(9), apart).apply(x);
    assertThat(other.select(0, 0).equal(other.select(0, 3))).isFalse();
    assertThat(other.sum(1).equal(zeros(DType.INT64, 4).add(36L))).isTrue();
    Tensor dropped =
        Func.vmap(in -> Gradus.dropout(onesLike(in[0]), 0.5, true), apart).apply(randn(4, 64));
    assertThat(dropped.select(0, 0).equal(dropped.select(0, 1))).isFalse();
    Tensor filled = Func.vmap(in -> in[0].clone().uniform_(), apart).apply(x);
    assertThat(filled.select(0, 0).equal(filled.select(0, 1))).isFalse();
    Tensor chunks = Func.vmap(in -> rand(3), alike.withChunkSize(2)).apply(x);
    assertThat(chunks.select(0, 0).equal(chunks.select(0, 3))).isTrue();
  }

  @Test
  void errorsOfTheCall() {
    assertThatThrownBy(() -> Func.vmap(in -> in[0]).apply())
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            "vmap(<lambda>)(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported.");
    assertThatThrownBy(() -> Func.vmap(in -> in[0].add(in[1])).apply(x, randn(5, 3)))
        .hasMessage(
            "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [4, 5] for the mapped dimension");
    assertThatThrownBy(() -> Func.vmap(in -> in[0], VmapOptions.inDims(2)).apply(x))
        .hasMessage(
            "vmap(<lambda>, in_dims=2, ...)(<inputs>): Got in_dim=2 for some input, but that input is a Tensor of dimensionality 2 so expected in_dim to satisfy -2 <= in_dim < 2.");
    assertThatThrownBy(() -> Func.vmap(in -> in[0], VmapOptions.inDims(null, null)).apply(x, x))
        .hasMessage("vmap: Expected at least one Tensor to vmap over");
    assertThatThrownBy(() -> Func.vmap(in -> in[0], VmapOptions.inDims(0, 0)).apply(x))
        .hasMessageStartingWith(
            "vmap(<lambda>, in_dims=(0, 0), ...)(<inputs>): in_dims is not compatible with the structure of `inputs`.");
    assertThatThrownBy(() -> VmapOptions.DEFAULT.withChunkSize(0))
        .hasMessage("vmap: chunk_size should be None or greater than 0. (got 0)");
    List<Tensor> kept = new ArrayList<>();
    Func.vmap(
            in -> {
              kept.add(in[0]);
              return in[0];
            })
        .apply(x);
    assertThatThrownBy(() -> kept.get(0).mul(2))
        .hasMessageStartingWith(
            "Either your tensor may have escaped from inside a function being vmapped and this is a user error (see https://pytorch.org/functorch/stable/ux_limitations.html)");
  }

  private record Cube(boolean generates) implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... in) {
      Tensor square = in[0].square();
      ctx.saveForBackward(in[0], in[1]);
      return new Tensor[] {square.mul(in[0]).mul(in[1])};
    }

    @Override
    public Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      Tensor[] kept = ctx.savedTensors();
      Tensor arrived = Objects.requireNonNull(g[0]);
      return new Tensor[] {
        arrived.mul(kept[0].square()).mul(3).mul(kept[1]), arrived.mul(kept[0].pow(3))
      };
    }

    @Override
    public boolean generateVmapRule() {
      return generates;
    }
  }

  @Test
  void customFunctions() {
    Cube cube = new Cube(true);
    Tensor w = randn(DType.FLOAT64, 3);
    VmapOptions options = VmapOptions.inDims(0, null);
    Tensor wanted = x.pow(3).mul(w);
    same(Func.vmap(cube::apply, options).apply(x, w), wanted);
    TensorFunction sum = in -> cube.apply(in).sum();
    same(Func.vmap(Func.grad(sum), options).apply(x, w), x.square().mul(3).mul(w));
    same(Func.vmap(Func.grad(sum, 1), options).apply(x, w), x.pow(3));
    TensorFunction all = in -> Func.vmap(cube::apply, options).apply(in).sum();
    same(Func.grad(all).apply(x, w), x.square().mul(3).mul(w));
    same(Func.grad(all, 1).apply(x, w), x.pow(3).sum(0));
    same(Func.vmap(Func.jacfwd(Func.grad(sum)), options).apply(x, w).sum(-1), x.mul(6).mul(w));
    Tensor own = x.clone().requiresGrad_();
    Tensor y = Func.vmap(cube::apply, options).apply(own, w);
    same(Gradus.grad(y.sum(), own)[0], x.square().mul(3).mul(w));
    assertThatThrownBy(() -> Func.vmap(new Cube(false)::apply, options).apply(x, w))
        .hasMessageStartingWith(
            "You tried to vmap over Cube, but it does not have vmap support. Please override and implement the vmap staticmethod or set generate_vmap_rule=True. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html");
  }

  // Functions made of random steps, under random stacks of transforms.
  @Test
  void randomCompositions() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      TensorFunction f = randomFunction(random);
      Tensor in = randn(DType.FLOAT64, 2, 3);
      same(Func.vmap(f).apply(in), loop(f, in));
      same(
          Func.vmap(Func.grad(f)).apply(in),
          loop(i -> Functional.vjp(f, i[0], null).product(), in));
      TensorFunction sum = i -> Func.vmap(f).apply(i[0]).sum();
      same(Func.grad(sum).apply(in), Func.vmap(Func.grad(f)).apply(in));
      TensorFunction curvature =
          random.nextBoolean() ? Func.hessian(f) : Func.jacrev(Func.jacfwd(f));
      same(Func.vmap(curvature).apply(in), loop(i -> Functional.hessian(f, i[0]), in));
    }
  }

  private static TensorFunction randomFunction(Random random) {
    int[] steps = random.ints(4, 0, 8).toArray();
    return in -> {
      Tensor t = in[0];
      for (int step : steps) {
        t =
            switch (step) {
              case 0 -> t.sin();
              case 1 -> t.mul(in[0]);
              case 2 -> t.softmax(0);
              case 3 -> t.flip(0).add(t.sum());
              case 4 -> t.unsqueeze(0).matmul(t.unsqueeze(1)).reshape(1).mul(in[0]);
              case 5 -> t.cumsum(0).tanh();
              case 6 -> t.sub(t.mean());
              default -> t.roll(1, 0).exp().log1p();
            };
      }
      return t.square().sum();
    };
  }
}
