package dev.gradus.train;

import dev.gradus.error.GradusArgumentException;
import java.nio.file.Path;

/// Where and how often a [Trainer] leaves checkpoints.
///
/// A checkpoint has all that a training needs to go on as if it had not been interrupted: model,
/// optimiser, schedulers, random generators, the place in the loader's order, the history and the
/// best model so far. It is written at the end of every `everyEpochs` epochs, after every
/// `everySteps` steps, when the training is asked to stop, and at its end.
///
/// @param folder where; made when needed
/// @param keep how many checkpoints stay
/// @param everyEpochs after how many epochs; 0 for none
/// @param everySteps after how many steps; 0 for none
/// @param resume whether to go on from the newest undamaged checkpoint, if there is one
/// @param identity what run this is: a checkpoint of another is refused
public record Saving(
    Path folder, int keep, int everyEpochs, long everySteps, boolean resume, String identity) {
  /// Checks the values.
  public Saving {
    if (keep < 1 || everyEpochs < 0 || everySteps < 0) {
      throw new GradusArgumentException(
          "Saving: got keep "
              + keep
              + ", everyEpochs "
              + everyEpochs
              + " and everySteps "
              + everySteps
              + "; keep at least one, the others are not negative.");
    }
  }

  /// After every epoch, the last two kept.
  public static Saving in(Path folder) {
    return new Saving(folder, 2, 1, 0, false, "");
  }

  /// Only when the training is asked to stop.
  public static Saving whenStopped(Path folder) {
    return in(folder).withEveryEpochs(0);
  }

  boolean onlyWhenStopped() {
    return everyEpochs == 0 && everySteps == 0;
  }

  /// With another `keep`.
  public Saving withKeep(int other) {
    return new Saving(folder, other, everyEpochs, everySteps, resume, identity);
  }

  /// With another `everyEpochs`.
  public Saving withEveryEpochs(int other) {
    return new Saving(folder, keep, other, everySteps, resume, identity);
  }

  /// With another `everySteps`.
  public Saving withEverySteps(long other) {
    return new Saving(folder, keep, everyEpochs, other, resume, identity);
  }

  /// With another `resume`.
  public Saving withResume(boolean other) {
    return new Saving(folder, keep, everyEpochs, everySteps, other, identity);
  }

  /// With another `identity`.
  public Saving withIdentity(String other) {
    return new Saving(folder, keep, everyEpochs, everySteps, resume, other);
  }
}
