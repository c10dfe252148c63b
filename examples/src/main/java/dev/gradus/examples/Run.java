package dev.gradus.examples;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an example is run.
///
/// @param seed what every random number of the run follows from
/// @param epochs how often the data is gone through; 0 for as often as the example chooses
/// @param data the user's own files; none for data that is made on the spot
/// @param folder where checkpoints, the model, curves and pictures are written; none without it
/// @param resume whether to go on from the checkpoint in the folder
/// @param tensorboard whether numbers go to files for TensorBoard, below the folder
/// @param autocast the narrow dtype in which products and convolutions compute; null for none
/// @param out where the run is reported
/// @param terminal whether `out` is a terminal
public record Run(
    long seed,
    int epochs,
    List<Path> data,
    @Nullable Path folder,
    boolean resume,
    boolean tensorboard,
    @Nullable DType autocast,
    PrintStream out,
    boolean terminal) {
  /// Checks the values.
  public Run {
    data = List.copyOf(data);
    if (epochs < 0) {
      throw new GradusArgumentException("train: --epochs must not be negative, but is " + epochs);
    }
    if (autocast != null && autocast != DType.BFLOAT16 && autocast != DType.FLOAT16) {
      throw new GradusArgumentException(
          "train: --autocast takes bfloat16 or float16, not " + autocast.torchName());
    }
    if (tensorboard && folder == null) {
      throw new GradusArgumentException("train: --tensorboard needs --out, where its files go");
    }
    if (resume && folder == null) {
      throw new GradusArgumentException("train: --resume needs --out, where the checkpoint is");
    }
  }

  /// A run on data made on the spot that leaves nothing behind.
  public static Run of(long seed, PrintStream out) {
    return new Run(seed, 0, List.of(), null, false, false, null, out, false);
  }
}
