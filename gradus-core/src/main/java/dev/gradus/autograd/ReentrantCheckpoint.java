package dev.gradus.autograd;

import dev.gradus.AutocastOptions;
import dev.gradus.BackwardOptions;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checkpoint as one custom function: its backward runs the function again and then backward on
/// that. Inputs must require grad for anything inside to get a gradient.
record ReentrantCheckpoint(TensorsFunction f, CheckpointOptions options)
    implements AutogradFunction {
  @Override
  public Tensor[] forward(FunctionContext ctx, Tensor... x) {
    ctx.saveForBackward(x);
    ctx.note(Gradus.defaultGenerator().getState());
    ctx.note(Gradus.autocastOptions());
    return f.apply(x);
  }

  @Override
  public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
    Run<Tensor> run = Gradus.currentBackward();
    if (run != null && run.isLimited()) {
      throw new GradusStateException(
          "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an `inputs` parameter to .backward(). To resolve this error, you can either set use_reentrant=False, or call .backward() without passing the `inputs` argument.");
    }
    Tensor[] saved = ctx.savedTensors();
    Tensor[] x = new Tensor[saved.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = saved[i].detach();
      if (saved[i].requiresGrad()) {
        x[i].requiresGrad_();
      }
    }
    backward(again(ctx, x), g);
    @Nullable Tensor[] grads = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      grads[i] = x[i].grad();
    }
    return grads;
  }

  private Tensor[] again(FunctionContext ctx, Tensor[] x) {
    Tensor before = Gradus.defaultGenerator().getState();
    if (options.preserveRngState()) {
      Gradus.defaultGenerator().setState((Tensor) ctx.note(0));
    }
    try (Mode _ = Gradus.autocast((AutocastOptions) ctx.note(1))) {
      return Gradus.enableGrad(() -> f.apply(x));
    } finally {
      Gradus.defaultGenerator().setState(before);
    }
  }

  private static void backward(Tensor[] y, @Nullable Tensor[] g) {
    List<Tensor> roots = new ArrayList<>();
    List<@Nullable Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < y.length; k++) {
      if (y[k].requiresGrad()) {
        roots.add(y[k]);
        seeds.add(g[k]);
      }
    }
    if (roots.isEmpty()) {
      throw new GradusStateException(
          "none of output has requires_grad=True, this checkpoint() is not necessary");
    }
    Gradus.backward(roots, seeds, BackwardOptions.DEFAULT);
  }
}
