package dev.gradus;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.FunctionContext;
import dev.gradus.autograd.GradCheck;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of custom functions (h…), by their names in behaviours.json.
class CustomFunctionTest {
  private record Cube() implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... x) {
      ctx.saveForBackward(x[0]);
      return new Tensor[] {x[0].pow(3)};
    }

    @Override
    public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      return new Tensor[] {Objects.requireNonNull(g[0]).mul(ctx.saved(0).mul(ctx.saved(0)).mul(3))};
    }
  }

  private static AutogradFunction identity(AutogradFunction.Vjp backward) {
    return AutogradFunction.of("Fn", (_, x) -> x[0].clone(), backward);
  }

  @Test
  void h1_theGraphShowsTheFunctionUnderItsName() {
    Tensor x = leaf("[1., 2]");
    Tensor y = new Cube().apply(x);
    assertThat(nodeName(y)).isEqualTo("CubeBackward");
    assertThat(y.toString()).isEqualTo("tensor([1., 8.], grad_fn=<CubeBackward>)");
    y.backward(ones(2));
    assertEqual(x.grad(), "[3., 12]");
  }

  @Test
  void checkersFindItRight() {
    assertThat(GradCheck.gradcheck(x -> new Cube().apply(x), leaf64("[1., -2, 0.5]"))).isTrue();
    assertThat(GradCheck.gradgradcheck(x -> new Cube().apply(x), leaf64("[1., -2]"))).isTrue();
  }

  @Test
  void forwardModeFollowsFromBackward() {
    try (var level = Gradus.dualLevel()) {
      Tensor y = new Cube().apply(level.makeDual(tensor("[1., 2]"), tensor("[1., 10]")));
      assertEqual(level.tangent(y), "[3., 120]");
    }
  }

  @Test
  void aStatedJvpIsUsed() {
    AutogradFunction stated =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(FunctionContext ctx, Tensor... x) {
            ctx.saveForForward(x[0]);
            return new Tensor[] {x[0].mul(x[0])};
          }

          @Override
          public @Nullable Tensor[] jvp(FunctionContext ctx, @Nullable Tensor... t) {
            return new Tensor[] {
              ctx.savedForForward()[0].mul(100).mul(Objects.requireNonNull(t[0]))
            };
          }
        };
    try (var level = Gradus.dualLevel()) {
      Tensor y = stated.apply(level.makeDual(tensor("[1., 2]"), tensor("[1., 10]")));
      assertEqual(level.tangent(y), "[100., 2000]");
    }
  }

  @Test
  void h2_onceDifferentiable() {
    AutogradFunction once =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(FunctionContext ctx, Tensor... x) {
            ctx.saveForBackward(x[0]);
            return new Tensor[] {x[0].mul(x[0])};
          }

          @Override
          public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
            assertThat(Gradus.isGradEnabled()).isFalse();
            return new Tensor[] {Objects.requireNonNull(g[0]).mul(ctx.saved(0)).mul(2)};
          }

          @Override
          public boolean onceDifferentiable() {
            return true;
          }
        };
    Tensor x = leaf("[3.]");
    Tensor weight = leaf("[1.]");
    Tensor g =
        Objects.requireNonNull(
            grad(List.of(once.apply(x)), List.of(x), List.of(weight), GradOptions.creating())[0]);
    assertEqual(g, "[6.]");
    assertRefused(
        GradusStateException.class,
        "trying to differentiate twice a function that was marked with @once_differentiable",
        () -> grad(g.sum(), weight));
  }

  @Test
  void h3_needsInputGrad() {
    List<Boolean> seen = new ArrayList<>();
    AutogradFunction sum =
        AutogradFunction.of(
            "Sum",
            (ctx, x) -> {
              seen.add(ctx.needsInputGrad(0));
              seen.add(ctx.needsInputGrad(1));
              return x[0].add(x[1]);
            },
            (ctx, g) -> new Tensor[] {ctx.needsInputGrad(0) ? g : null, null});
    Tensor x = leaf("[1.]");
    sum.apply(x, tensor("[2.]")).backward();
    assertThat(seen).containsExactly(true, false);
    assertEqual(x.grad(), "[1.]");
  }

  private static AutogradFunction twice(boolean materialize, List<@Nullable Tensor> arrived) {
    return new AutogradFunction() {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        ctx.setMaterializeGrads(materialize);
        return new Tensor[] {x[0].mul(2), x[0].mul(3)};
      }

      @Override
      public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
        arrived.addAll(Arrays.asList(g));
        return new Tensor[] {Objects.requireNonNull(g[0]).mul(2)};
      }
    };
  }

  @Test
  void h4_gradientsThatDoNotArrive() {
    Tensor x = leaf("[1., 2]");
    List<@Nullable Tensor> arrived = new ArrayList<>();
    twice(true, arrived).applyAll(x)[0].sum().backward();
    assertEqual(arrived.get(1), "[0., 0]");
    arrived.clear();
    twice(false, arrived).applyAll(x)[0].sum().backward();
    assertThat(arrived.get(1)).isNull();
  }

  @Test
  void h5_resultsWithoutGradient() {
    AutogradFunction f =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(FunctionContext ctx, Tensor... x) {
            Tensor sign = x[0].sign();
            ctx.markNonDifferentiable(sign);
            return new Tensor[] {x[0].mul(2), sign};
          }

          @Override
          public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
            assertEqual(g[1], "[0., 0]");
            return new Tensor[] {Objects.requireNonNull(g[0]).mul(2)};
          }
        };
    Tensor[] y = f.applyAll(leaf("[1., -2]"));
    assertThat(y[0].requiresGrad()).isTrue();
    assertThat(y[1].requiresGrad()).isFalse();
    y[0].sum().backward();
  }

  @Test
  void h8_theNumberOfGradients() {
    Tensor x = leaf("[1.]");
    identity((_, g) -> new @Nullable Tensor[] {g, null, null}).apply(x).backward();
    assertEqual(x.grad(), "[1.]");
    assertRefused(
        GradusStateException.class,
        "function FnBackward returned an incorrect number of gradients (expected 1, got 2)",
        () -> identity((_, g) -> new Tensor[] {g, g}).apply(x).backward());
    assertRefused(
        GradusStateException.class,
        "function FnBackward returned an incorrect number of gradients (expected 2, got 1)",
        () -> identity((_, g) -> new Tensor[] {g}).apply(x, x).backward());
  }

  @Test
  void aGradientOfAnotherShape() {
    Tensor x = leaf("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "Function FnBackward returned an invalid gradient at index 1 - got [3] but expected shape compatible with [2]",
        () -> identity((_, g) -> new Tensor[] {g, zeros(3)}).apply(x, x).backward(ones(2)));
  }

  private static AutogradFunction doubling(boolean mark) {
    return AutogradFunction.of(
        "Double",
        (ctx, x) -> {
          x[0].mul_(2);
          if (mark) {
            ctx.markDirty(x[0]);
          }
          return x[0];
        },
        (_, g) -> new Tensor[] {g.mul(2)});
  }

  @Test
  void h10_inPlaceFunctions() {
    Tensor leaf = leaf("[1., 2]");
    Tensor x = leaf.mul(1);
    Tensor y = doubling(true).apply(x);
    assertThat(y).isSameAs(x);
    assertThat(nodeName(x)).isEqualTo("DoubleBackward");
    assertThat(x.version()).isEqualTo(2);
    x.sum().backward();
    assertEqual(leaf.grad(), "[2., 2]");
    assertRefused(
        GradusStateException.class,
        "a leaf Variable that requires grad has been used in an in-place operation.",
        () -> doubling(true).apply(leaf("[1.]")));
  }

  @Test
  void dirtyInputsMustBeReturned() {
    AutogradFunction f =
        AutogradFunction.of(
            "Fn",
            (ctx, x) -> {
              ctx.markDirty(x[0]);
              return x[0].clone();
            },
            (_, g) -> new Tensor[] {g});
    assertRefused(
        GradusStateException.class,
        "Some elements marked as dirty during the forward method were not returned as output. The inputs that are modified inplace must all be outputs of the Function.",
        () -> f.apply(leaf("[1.]").mul(1)));
  }

  @Test
  void h11_whatWasSavedIsChecked() {
    Tensor x = leaf("[1., 2]").mul(1);
    Tensor y = new Cube().apply(x);
    x.add_(1);
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("modified by an inplace operation")
        .hasMessageContaining("is at version 1; expected version 0");
    Tensor z = new Cube().apply(leaf("[1.]"));
    z.backward();
    assertThatThrownBy(z::backward)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
    AutogradFunction keepsNull =
        AutogradFunction.of(
            "Fn",
            (ctx, in) -> {
              ctx.saveForBackward(null, in[0]);
              return in[0].clone();
            },
            (ctx, g) -> {
              assertThat(ctx.savedTensors()[0]).isNull();
              return new Tensor[] {g.mul(ctx.saved(1))};
            });
    Tensor w = leaf("[5.]");
    keepsNull.apply(w).backward();
    assertEqual(w.grad(), "[5.]");
  }

  @Test
  void aSavedResultIsEqualButNoCycle() {
    AutogradFunction exp =
        AutogradFunction.of(
            "MyExp",
            (ctx, x) -> ctx.saving(x[0].exp()),
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0))});
    Tensor x = leaf64("[0.5, 1]");
    assertThat(GradCheck.gradcheck(exp::apply, x)).isTrue();
    assertThat(GradCheck.gradgradcheck(exp::apply, x)).isTrue();
  }

  @Test
  void h12_setupContext() {
    AutogradFunction separate =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(Tensor... x) {
            return new Tensor[] {x[0].pow(3)};
          }

          @Override
          public void setupContext(FunctionContext ctx, Tensor[] x, Tensor[] y) {
            ctx.saveForBackward(x[0]);
          }

          @Override
          public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
            return new Cube().backward(ctx, g);
          }
        };
    Tensor x = leaf("[1., 2]");
    separate.apply(x).sum().backward();
    assertEqual(x.grad(), "[3., 12]");
  }

  @Test
  void h13_nothingInsideIsRecorded() {
    AutogradFunction f =
        AutogradFunction.of(
            "Fn",
            (_, x) -> {
              assertThat(Gradus.isGradEnabled()).isFalse();
              Tensor y = x[0].mul(2);
              assertThat(y.requiresGrad()).isFalse();
              return y;
            },
            (_, g) -> new Tensor[] {g});
    assertThat(Gradus.isGradEnabled()).isTrue();
    assertThat(f.apply(leaf("[1.]")).requiresGrad()).isTrue();
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void h14_exceptionsArriveUnchanged() {
    var thrown = new UnsupportedOperationException("mine");
    AutogradFunction f =
        identity((_, _) -> {
          throw thrown;
        });
    assertThatThrownBy(() -> f.apply(leaf("[1.]")).backward()).isSameAs(thrown);
  }

  @Test
  void h15_backwardInsideBackward() {
    AutogradFunction nested =
        AutogradFunction.of(
            "Deep",
            (ctx, x) -> {
              ctx.note(x[1].item());
              return x[0].clone();
            },
            (ctx, g) -> {
              double depth = (double) ctx.note(0);
              if (depth > 0) {
                Tensor inner = leaf("[1.]");
                Gradus.enableGrad(() -> deeper(inner, depth - 1)).backward();
                assertEqual(inner.grad(), "[1.]");
              }
              return new Tensor[] {g, null};
            });
    NESTED.set(nested);
    Tensor x = leaf("[1.]");
    nested.apply(x, tensor(200.0)).backward();
    assertEqual(x.grad(), "[1.]");
  }

  // Inheritable: deep passes go on in another thread.
  private static final ThreadLocal<AutogradFunction> NESTED = new InheritableThreadLocal<>();

  private static Tensor deeper(Tensor x, double depth) {
    return NESTED.get().apply(x, tensor(depth));
  }

  @Test
  void h17_withoutGradientsThereIsNoNode() {
    AtomicInteger calls = new AtomicInteger();
    AutogradFunction f =
        identity((_, g) -> {
          calls.incrementAndGet();
          return new Tensor[] {g};
        });
    Tensor y = f.apply(tensor("[1.]"));
    assertThat(y.gradFn()).isNull();
    assertThat(y.requiresGrad()).isFalse();
    Tensor z = noGrad(() -> f.apply(leaf("[1.]")));
    assertThat(z.requiresGrad()).isFalse();
    assertThat(calls).hasValue(0);
  }

  @Test
  void whatIsMissingIsNamed() {
    AutogradFunction empty = new AutogradFunction() {};
    assertRefused(
        GradusUnsupportedException.class,
        "You must implement the forward function for custom autograd.Function.",
        () -> empty.apply(leaf("[1.]")));
    AutogradFunction noBackward =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(Tensor... x) {
            return new Tensor[] {x[0].clone()};
          }
        };
    assertRefused(
        GradusUnsupportedException.class,
        "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.",
        () -> noBackward.apply(leaf("[1.]")).backward());
  }

  @Test
  void e16_viewsOfCustomFunctionsStayAsTheyAre() {
    AutogradFunction asIs = AutogradFunction.of("AsIs", (_, x) -> x[0], (_, g) -> new Tensor[] {g});
    AutogradFunction part =
        AutogradFunction.of(
            "Part", (_, x) -> x[0].narrow(0, 0, 1), (_, g) -> new Tensor[] {g.expand(2)});
    for (AutogradFunction f : List.of(asIs, part)) {
      Tensor x = leaf("[1., 2]").mul(1);
      Tensor y = f.apply(x);
      assertThat(y).isNotSameAs(x);
      assertThatThrownBy(() -> y.mul_(2))
          .isInstanceOf(GradusStateException.class)
          .hasMessage(
              "Output 0 of "
                  + f.name()
                  + " is a view and is being modified inplace. This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function.");
    }
  }

  @Test
  void theDtypeOfAGradientCanBeStated() {
    List<DType> seen = new ArrayList<>();
    AutogradFunction f =
        AutogradFunction.of(
            "Fn",
            (ctx, x) -> {
              ctx.setOutputGradDtype(DType.FLOAT64);
              return x[0].mul(2);
            },
            (_, g) -> {
              seen.add(g.dtype());
              return new Tensor[] {g.mul(2)};
            });
    Tensor x = leaf("[1.]");
    f.apply(x).backward();
    assertThat(seen).containsExactly(DType.FLOAT64);
    assertThat(gradOf(f.apply(x).sum(), x).dtype()).isEqualTo(DType.FLOAT32);
  }
}
