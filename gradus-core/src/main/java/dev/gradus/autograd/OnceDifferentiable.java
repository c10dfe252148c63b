package dev.gradus.autograd;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The node behind the results of a backward that may not be differentiated: it says so.
///
/// @param count how many tensors it passes on
record OnceDifferentiable(int count) implements Operation {
  static @Nullable Tensor[] run(
      AutogradFunction function, FunctionContext context, @Nullable Tensor[] g) {
    @Nullable Tensor[] found = Gradus.noGrad(() -> function.backward(context, g));
    if (!Gradus.isGradEnabled()) {
      return found;
    }
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor t : found) {
      if (t != null) {
        inputs.add(t);
      }
    }
    int count = inputs.size();
    boolean recorded = false;
    for (Tensor t : g) {
      if (t != null && t.requiresGrad()) {
        inputs.add(t);
        recorded = true;
      }
    }
    if (count == 0 || !recorded) {
      return found;
    }
    Tensor[] guarded = Call.runAll(new OnceDifferentiable(count), inputs.toArray(new Tensor[0]));
    @Nullable Tensor[] out = found.clone();
    int next = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] == null ? null : guarded[next++];
    }
    return out;
  }

  @Override
  public String name() {
    return "once_differentiable";
  }

  @Override
  public String node() {
    return "torch::autograd::Error";
  }

  @Override
  public int outputs() {
    return count;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] y = new Tensor[count];
    for (int k = 0; k < count; k++) {
      y[k] = Objects.requireNonNull(x[k]).detach();
    }
    return y;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, b.front(x));
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    throw new GradusStateException(
        "trying to differentiate twice a function that was marked with @once_differentiable");
  }
}
