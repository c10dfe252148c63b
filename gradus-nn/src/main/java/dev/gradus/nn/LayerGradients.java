package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.FunctionContext;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The backward hooks of one call of a layer.
///
/// Inputs and outputs pass through a function that does nothing: its node is where the gradients of
/// all of them come by together.
final class LayerGradients {
  private final Layer layer;
  private final List<BackwardPreHook> preHooks;
  private final List<BackwardHook> hooks;
  private final int inputs;

  // The places of the inputs that are there; null if none of them requires grad.
  private int @Nullable [] watched;
  private @Nullable Tensor @Nullable [] gradOutputs;

  LayerGradients(
      Layer layer, List<BackwardPreHook> preHooks, List<BackwardHook> hooks, int inputs) {
    this.layer = layer;
    this.preHooks = preHooks;
    this.hooks = hooks;
    this.inputs = inputs;
  }

  /// Passes everything on, in both directions.
  private record BackwardHookFunction() implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... x) {
      ctx.markNonDifferentiable(
          Arrays.stream(x).filter(t -> !t.requiresGrad()).toArray(Tensor[]::new));
      ctx.setMaterializeGrads(false);
      return x;
    }

    @Override
    public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      return g;
    }
  }

  Tensor[] watchInputs(Tensor[] x) {
    int[] places = present(x);
    Tensor[] passed = passed(x, places);
    if (passed != x) {
      watched = places;
      node(passed, places).hooks().after((produced, _) -> onInputs(produced, places));
    }
    return passed;
  }

  Tensor[] watchOutputs(Tensor[] y) {
    int[] places = present(y);
    Tensor[] passed = passed(y, places);
    if (passed != y) {
      node(passed, places).hooks().before(incoming -> onOutputs(incoming, places, y.length));
    }
    return passed;
  }

  private static int[] present(Tensor[] all) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (Objects.nonNull(all[i])) {
        places.add(i);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Tensor[] passed(Tensor[] all, int[] places) {
    Tensor[] some = Arrays.stream(places).mapToObj(i -> all[i]).toArray(Tensor[]::new);
    boolean any = Gradus.isGradEnabled() && Arrays.stream(some).anyMatch(Tensor::requiresGrad);
    if (!any) {
      return all;
    }
    Tensor[] through = new BackwardHookFunction().applyAll(some);
    Tensor[] replaced = all.clone();
    for (int k = 0; k < places.length; k++) {
      replaced[places[k]] = through[k];
    }
    return replaced;
  }

  private static Node<Tensor> node(Tensor[] passed, int[] places) {
    for (int i : places) {
      Node<Tensor> node = passed[i].gradFn();
      if (node != null && passed[i].requiresGrad()) {
        return node;
      }
    }
    throw new GradusArgumentException(
        "Error while setting up backward hooks. Please open an issue with a code sample to"
            + " reproduce this.");
  }

  private @Nullable Tensor[] onOutputs(@Nullable Tensor[] incoming, int[] places, int count) {
    @Nullable Tensor[] now = packed(incoming, places, count);
    for (BackwardPreHook hook : preHooks) {
      @Nullable Tensor @Nullable [] other = hook.beforeBackward(layer, now);
      if (other != null) {
        now = checked("Backward pre hook", "grad_output", other, count);
      }
    }
    gradOutputs = now;
    if (watched == null) {
      callWithoutInputs(now);
      gradOutputs = null;
    }
    return unpacked(now, places);
  }

  private void callWithoutInputs(@Nullable Tensor[] gradOutputs) {
    if (!hooks.isEmpty()) {
      Gradus.warn(
          "Full backward hook is firing when gradients are computed with respect to module outputs"
              + " since no inputs require gradients. See"
              + " https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook"
              + " for more details.");
    }
    for (BackwardHook hook : hooks) {
      @Nullable Tensor @Nullable [] other =
          hook.afterBackward(layer, new @Nullable Tensor[inputs], gradOutputs);
      if (other != null && Arrays.stream(other).anyMatch(Objects::nonNull)) {
        throw new GradusArgumentException(
            "Backward hook for Modules where no input requires gradient should always return None"
                + " or None for all gradients.");
      }
    }
  }

  private @Nullable Tensor[] onInputs(@Nullable Tensor[] produced, int[] places) {
    @Nullable Tensor[] outputs = gradOutputs;
    if (outputs == null) {
      // The pass did not come through the outputs: there is nothing to tell.
      return produced;
    }
    @Nullable Tensor[] now = packed(produced, places, inputs);
    for (BackwardHook hook : hooks) {
      @Nullable Tensor @Nullable [] other = hook.afterBackward(layer, now, outputs);
      if (other != null) {
        now = checked("Backward hook", "grad_input", other, inputs);
      }
    }
    gradOutputs = null;
    return unpacked(now, places);
  }

  private static @Nullable Tensor[] checked(
      String kind, String what, @Nullable Tensor[] other, int count) {
    if (other.length != count) {
      throw new GradusArgumentException(
          kind
              + " returned an invalid number of "
              + what
              + ", got "
              + other.length
              + ", but expected "
              + count);
    }
    return other;
  }

  private static @Nullable Tensor[] packed(@Nullable Tensor[] some, int[] places, int count) {
    @Nullable Tensor[] all = new @Nullable Tensor[count];
    for (int k = 0; k < places.length; k++) {
      all[places[k]] = some[k];
    }
    return all;
  }

  private static @Nullable Tensor[] unpacked(@Nullable Tensor[] all, int[] places) {
    @Nullable Tensor[] some = new @Nullable Tensor[places.length];
    for (int k = 0; k < places.length; k++) {
      some[k] = all[places[k]];
    }
    return some;
  }
}
