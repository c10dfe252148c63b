package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Functions that keep their inputs instead of what their gradients need, and compute that again in
/// backward: memory for time.
///
/// **Source**: torch.utils.checkpoint.
public final class Checkpoint {
  private Checkpoint() {}

  /// Applies a function with one result that is run again in backward. **Source**:
  /// torch.utils.checkpoint.checkpoint.
  public static Tensor checkpoint(TensorFunction f, Tensor... x) {
    return checkpoint(f.several(), CheckpointOptions.DEFAULT, x)[0];
  }

  /// Applies a function that is run again in backward.
  ///
  /// @throws dev.gradus.error.CheckpointException in backward, if the second run saves something
  ///   else than the first
  public static Tensor[] checkpoint(TensorsFunction f, CheckpointOptions options, Tensor... x) {
    CheckpointOptions own = CheckpointSettings.current().applied(options);
    if (own.useReentrant()) {
      if (own.debug() || own.hasContexts()) {
        throw new GradusArgumentException(
            "Passing `context_fn` or `debug` is only supported when use_reentrant=False.");
      }
      if (Arrays.stream(x).noneMatch(Tensor::requiresGrad)) {
        Gradus.warn("None of the inputs have requires_grad=True. Gradients will be None");
      }
      return new ReentrantCheckpoint(f, own).applyAll(x);
    }
    if (!Gradus.isGradEnabled()) {
      return f.apply(x);
    }
    return new CheckpointFrame(f, own, x).firstRun(x);
  }

  /// The function with a checkpoint around it. **Source**: torch.utils.checkpoint.checkpoint as a
  /// decorator.
  public static TensorFunction of(TensorFunction f, CheckpointOptions options) {
    TensorsFunction several = f.several();
    return x -> checkpoint(several, options, x)[0];
  }

  /// Applies functions one after another, in so many segments; all but the last are run again in
  /// backward. **Source**: torch.utils.checkpoint.checkpoint\_sequential.
  public static Tensor checkpointSequential(
      List<? extends UnaryOperator<Tensor>> functions, int segments, Tensor x) {
    return checkpointSequential(functions, segments, CheckpointOptions.DEFAULT, x);
  }

  /// As [#checkpointSequential(List, int, Tensor)] with options.
  public static Tensor checkpointSequential(
      List<? extends UnaryOperator<Tensor>> functions,
      int segments,
      CheckpointOptions options,
      Tensor x) {
    if (segments < 1 || segments > functions.size()) {
      throw new GradusArgumentException(
          "checkpointSequential: there are "
              + functions.size()
              + " functions and shall be "
              + segments
              + " segments; each segment needs a function.");
    }
    int size = functions.size() / segments;
    int end = 0;
    Tensor y = x;
    for (int s = 0; s < segments - 1; s++) {
      List<? extends UnaryOperator<Tensor>> part = functions.subList(end, end + size);
      y = of(in -> applied(part, in[0]), options).apply(y);
      end += size;
    }
    return applied(functions.subList(end, functions.size()), y);
  }

  /// Checkpoints of this thread end their second run early or not, whatever their options say,
  /// until it is closed. **Source**: torch.utils.checkpoint.set\_checkpoint\_early\_stop.
  public static Mode setEarlyStop(boolean b) {
    return CheckpointSettings.current().withEarlyStop(b).open("Checkpoint.setEarlyStop", () -> {});
  }

  /// Errors of this thread's checkpoints name the operations of both runs or not, whatever the
  /// options say, until it is closed; null for what the options say. **Source**:
  /// torch.utils.checkpoint.set\_checkpoint\_debug\_enabled.
  public static Mode setDebugEnabled(@Nullable Boolean b) {
    return CheckpointSettings.current().withDebug(b).open("Checkpoint.setDebugEnabled", () -> {});
  }

  private static Tensor applied(List<? extends UnaryOperator<Tensor>> functions, Tensor x) {
    Tensor y = x;
    for (UnaryOperator<Tensor> f : functions) {
      y = f.apply(y);
    }
    return y;
  }
}
