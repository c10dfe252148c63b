package dev.gradus.examples;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.train.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How an example is run.
///
/// @param seed what every random number of the run follows from
/// @param epochs how often the data is gone through; 0 for as often as the example chooses
/// @param folder where pictures are written; none without it
/// @param out where the run is reported
/// @param terminal whether `out` is a terminal
public record Run(long seed, int epochs, @Nullable Path folder, PrintStream out, boolean terminal) {
  /// Checks the values.
  public Run {
    if (epochs < 0) {
      throw new GradusArgumentException("train: --epochs must not be negative, but is " + epochs);
    }
  }

  int epochsOr(int usual) {
    return epochs == 0 ? usual : epochs;
  }

  Progress progress() {
    return new Progress(out, terminal);
  }
}
