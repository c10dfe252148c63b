package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.SavedTensorHooks;
import dev.gradus.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

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
    if (options.useReentrant()) {
      return new ReentrantCheckpoint(f, options).applyAll(x);
    }
    CheckpointFrame frame = new CheckpointFrame(f, options, x);
    try (var _ = Gradus.savedTensorsHooks(SavedTensorHooks.of(frame::pack, frame::unpack))) {
      return f.apply(x);
    }
  }

  /// Applies functions one after another, in so many segments; all but the last are run again in
  /// backward. **Source**: torch.utils.checkpoint.checkpoint\_sequential.
  public static Tensor checkpointSequential(
      List<? extends UnaryOperator<Tensor>> functions, int segments, Tensor x) {
    int size = functions.size() / segments;
    int end = 0;
    Tensor y = x;
    for (int s = 0; s < segments - 1; s++) {
      List<? extends UnaryOperator<Tensor>> part = functions.subList(end, end + size);
      y = checkpoint(in -> applied(part, in[0]), y);
      end += size;
    }
    return applied(functions.subList(end, functions.size()), y);
  }

  private static Tensor applied(List<? extends UnaryOperator<Tensor>> functions, Tensor x) {
    Tensor y = x;
    for (UnaryOperator<Tensor> f : functions) {
      y = f.apply(y);
    }
    return y;
  }
}
