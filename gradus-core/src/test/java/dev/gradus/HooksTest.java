package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Handle;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of hooks (f…), by their names in behaviours.json, and rules 39 to 46 of the
/// mechanics note.
class HooksTest {
  private static Node<Tensor> leafNode(Tensor leaf) {
    return Objects.requireNonNull(leaf.gradientEdge()).node();
  }

  @Test
  void f1_hooksRunInOrderAndLaterOnesSeeEarlierChanges() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    y.registerHook(g -> g.mul(3));
    y.registerHook(g -> g.add(1));
    Handle last = y.registerHook(g -> g.mul(100));
    last.remove();
    last.remove();
    y.sum().backward();
    assertEqual(x.grad(), "[8., 8]");
  }

  @Test
  void f2_aHookSeesTheTotalOnce() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(1);
    List<Tensor> seen = new ArrayList<>();
    y.registerHook(g -> {
      seen.add(g);
      return null;
    });
    y.mul(3).add(y.mul(4)).sum().backward();
    assertThat(seen).hasSize(1);
    assertEqual(seen.get(0), "[7., 7]");
  }

  @Test
  void f3_hooksStayWithTheOldValue() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    List<Tensor> seen = new ArrayList<>();
    y.registerHook(g -> {
      seen.add(g);
      return null;
    });
    y.mul_(10);
    y.sum().backward();
    assertEqual(seen.get(0), "[10., 10]");
    assertEqual(x.grad(), "[20., 20]");
  }

  @Test
  void f4_retainGradKeepsTheGradientOfAResult() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    y.retainGrad();
    y.retainGrad();
    assertThat(y.retainsGrad()).isTrue();
    Tensor z = y.mul(3).sum();
    z.backward(BackwardOptions.retaining());
    assertEqual(y.grad(), "[3., 3]");
    z.backward();
    assertEqual(y.grad(), "[6., 6]");
    x.retainGrad();
    assertThat(x.retainsGrad()).isFalse();
    assertRefused(
        GradusStateException.class,
        "can't retain_grad on Tensor that has requires_grad=False",
        () -> tensor("1.").retainGrad());
  }

  @Test
  void f4_aRetainedGradientLiesRowByRow() {
    Tensor y = ones(2, 3).requiresGrad_().mul(1);
    y.retainGrad();
    y.t().backward(tensor("[[1., 2], [3, 4], [5, 6]]"));
    assertEqual(y.grad(), "[[1., 3, 5], [2, 4, 6]]");
    assertThat(grad(y).isContiguous()).isTrue();
    assertThat(grad(y).requiresGrad()).isFalse();
  }

  @Test
  void f5_retainGradFollowsTheTensor() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    y.retainGrad();
    y.mul_(10);
    y.mul(3).sum().backward();
    assertEqual(y.grad(), "[3., 3]");
    assertEqual(x.grad(), "[60., 60]");

    Tensor base = x.mul(1);
    Tensor view = base.select(0, 0);
    view.retainGrad();
    base.retainGrad();
    base.mul_(5);
    view.mul(7).backward();
    assertEqual(view.grad(), "7.");
    assertEqual(base.grad(), "[7., 0]");
  }

  @Test
  void f6_retainGradComesAfterAllTensorHooks() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(1);
    y.retainGrad();
    y.registerHook(g -> g.mul(2));
    y.registerHook(g -> g.mul(5));
    y.sum().backward();
    assertEqual(y.grad(), "[10., 10]");
  }

  @Test
  void f7_nodePreHooksComeAfterAndAreNotRetained() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(1);
    y.retainGrad();
    node(y).hooks().before(g -> new @Nullable Tensor[] {Objects.requireNonNull(g[0]).mul(2)});
    y.registerHook(g -> g.mul(3));
    y.sum().backward();
    assertEqual(y.grad(), "[3., 3]");
    assertEqual(x.grad(), "[6., 6]");
  }

  @Test
  void f8_theOrderAtALeaf() {
    Tensor x = leaf("[1., 2]");
    List<String> order = new ArrayList<>();
    Node<Tensor> accumulate = leafNode(x);
    accumulate
        .hooks()
        .after((_, _) -> {
          order.add("posthook");
          return null;
        });
    x.registerPostAccumulateGradHook(t -> order.add("accumulated " + (t.grad() != null)));
    accumulate
        .hooks()
        .before(_ -> {
          order.add("prehook " + (x.grad() != null));
          return null;
        });
    x.registerHook(g -> {
      order.add("hook");
      return null;
    });
    x.mul(2).sum().backward();
    assertThat(order).containsExactly("hook", "prehook false", "accumulated true", "posthook");
  }

  @Test
  void f9_anOptimizerInTheHook() {
    Tensor w = leaf("[1., 2]");
    w.registerPostAccumulateGradHook(t -> {
      t.sub_(grad(t));
      t.setGrad(null);
    });
    w.mul(w).sum().backward();
    assertEqual(w.detach(), "[-1., -2]");
    assertThat(w.grad()).isNull();
  }

  @Test
  void f10_postAccumulateHooksAreForLeaves() {
    Tensor x = leaf("[1., 2]");
    assertRefused(
        GradusStateException.class,
        "post accumulate grad hooks cannot be registered on non-leaf tensors",
        () -> x.mul(2).registerPostAccumulateGradHook(_ -> {}));
    assertRefused(
        GradusStateException.class,
        "cannot register a hook on a tensor that doesn't require gradient",
        () -> tensor("1.").registerPostAccumulateGradHook(_ -> {}));
    assertRefused(
        GradusStateException.class,
        "cannot register a hook on a tensor that doesn't require gradient",
        () -> tensor("1.").registerHook(_ -> null));
  }

  @Test
  void removingOneOfTwoRegistrationsKeepsTheOther() {
    Tensor x = leaf("1.");
    int[] count = {0};
    Consumer<Tensor> hook = _ -> count[0]++;
    Handle first = x.registerPostAccumulateGradHook(hook);
    x.registerPostAccumulateGradHook(hook);
    first.remove();
    first.remove();
    x.mul(1).backward();
    assertThat(count[0]).isEqualTo(1);
  }

  @Test
  void f12_gradRunsTensorHooksOfItsInputsButNotTheirNodes() {
    Tensor a = leaf("1.");
    Tensor b = a.mul(2);
    Tensor c = b.mul(2);
    int[] counts = new int[3];
    for (Tensor t : List.of(a, b, c)) {
      t.registerHook(_ -> {
        counts[0]++;
        return null;
      });
      Node<Tensor> n = Objects.requireNonNull(t.gradientEdge()).node();
      n.hooks()
          .before(_ -> {
            counts[1]++;
            return null;
          });
      n.hooks()
          .after((_, _) -> {
            counts[2]++;
            return null;
          });
    }
    GradOptions keep = GradOptions.retaining();
    Gradus.grad(List.of(c), List.of(b), null, keep);
    assertThat(counts).containsExactly(2, 1, 1);
    Gradus.grad(List.of(c), List.of(a, b), null, keep);
    assertThat(counts).containsExactly(5, 3, 3);
    c.backward(BackwardOptions.only(b));
    assertThat(counts).containsExactly(7, 5, 5);
  }

  @Test
  void f13_hooksOfLeavesThatAreNotNeededDoNotRun() {
    Tensor x = leaf("1.");
    Tensor y = leaf("2.");
    int[] count = {0};
    y.registerHook(_ -> {
      count[0]++;
      return null;
    });
    Gradus.grad(x.mul(y), x);
    x.mul(y).backward(BackwardOptions.only(x));
    assertThat(count[0]).isZero();
  }

  @Test
  void f17_anExceptionGoesThroughUnchanged() {
    Tensor x = leaf("1.");
    IllegalStateException thrown = new IllegalStateException("mine");
    x.registerHook(_ -> {
      throw thrown;
    });
    assertThatThrownBy(() -> x.mul(2).backward()).isSameAs(thrown);
    assertThat(x.grad()).isNull();
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void f18_whatAHookMayReturn() {
    Tensor x = leaf("[1., 2]");
    Handle h = x.registerHook(_ -> ones(3));
    assertRefused(
        GradusArgumentException.class,
        "hook '<lambda>' has changed the size of value",
        () -> x.mul(2).sum().backward());
    h.remove();
    x.registerHook(g -> g.to(DType.FLOAT64));
    assertRefused(
        GradusArgumentException.class,
        "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)",
        () -> x.mul(2).sum().backward());
    assertThat(x.grad()).isNull();
  }
}
