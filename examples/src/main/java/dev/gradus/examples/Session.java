package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.io.TorchFiles;
import dev.gradus.io.tensorboard.TensorBoardWriter;
import dev.gradus.optim.GradScaler;
import dev.gradus.train.Callback;
import dev.gradus.train.Curves;
import dev.gradus.train.History;
import dev.gradus.train.Interrupts;
import dev.gradus.train.Progress;
import dev.gradus.train.Saving;
import dev.gradus.train.ScalarLog;
import dev.gradus.train.Trainer;
import dev.gradus.train.TrainerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What all examples have in common while they run: progress, checkpoints, interrupts, and what is
/// left in the folder at the end.
final class Session implements AutoCloseable {
  private static final int CHECKPOINTS = 20;
  private static final int STEPS_BETWEEN = 200;

  private final Example example;
  private final Run run;
  private final Path checkpoints;
  private final @Nullable TensorBoardWriter board;

  /// Without a folder there is a checkpoint only for who interrupts the training, in one of its
  /// own.
  Session(Example example, Run run) throws IOException {
    this.example = example;
    this.run = run;
    Path folder = run.folder();
    this.checkpoints = folder == null ? unused(Path.of("gradus-" + example.typed())) : folder;
    this.board =
        run.tensorboard() && folder != null
            ? new TensorBoardWriter(folder.resolve("tensorboard"))
            : null;
  }

  /// The training was interrupted, and has left a checkpoint.
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void close() {
    if (board != null) {
      board.close();
    }
  }

  long seed() {
    return run.seed();
  }

  PrintStream out() {
    return run.out();
  }

  List<Path> data() {
    return run.data();
  }

  /// The one file of the user's own. **Errors**: it is a folder.
  Path file() {
    Path file = run.data().getFirst();
    if (Files.isDirectory(file)) {
      throw new GradusArgumentException(
          "train: " + file + " is a folder; " + example.typed() + " takes " + example.data());
    }
    return file;
  }

  int epochsOr(int usual) {
    return run.epochs() == 0 ? usual : run.epochs();
  }

  /// Options with progress and checkpoints for a training of so many epochs.
  TrainerOptions options(int epochs) {
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(new Progress(out(), run.terminal()));
    if (board != null) {
      callbacks.add(new ScalarLog(board::scalar));
    }
    return precise(TrainerOptions.DEFAULT)
        .withCallbacks(callbacks.toArray(new Callback[0]))
        .withSaving(saving(epochs));
  }

  /// Gradients need the exponents of float32, which bfloat16 has; for float16 the loss is scaled.
  private TrainerOptions precise(TrainerOptions options) {
    DType narrow = run.autocast();
    if (narrow == null) {
      return options;
    }
    TrainerOptions cast = options.withForwardMode(() -> Gradus.autocast(narrow));
    return narrow == DType.FLOAT16 ? cast.withGradScaler(new GradScaler()) : cast;
  }

  private Saving saving(int epochs) {
    Saving saving =
        run.folder() == null
            ? Saving.whenStopped(checkpoints)
            : Saving.in(checkpoints)
                .withEveryEpochs(Math.max(1, epochs / CHECKPOINTS))
                .withEverySteps(STEPS_BETWEEN)
                .withResume(run.resume());
    return saving.withIdentity(identity());
  }

  private static Path unused(Path folder) {
    Path free = folder;
    for (int i = 2; Files.exists(free); i++) {
      free = folder.resolveSibling(folder.getFileName() + "-" + i);
    }
    return free;
  }

  private String identity() {
    List<String> names =
        run.data().stream().map(path -> String.valueOf(path.getFileName())).toList();
    DType narrow = run.autocast();
    return example.typed()
        + " with seed "
        + seed()
        + (names.isEmpty() ? "" : " and data " + names)
        + (narrow == null ? "" : " in " + narrow.torchName());
  }

  /// Trains to the end, from the checkpoint where that is asked for, and leaves curves and the
  /// model in the folder. **Errors**: [Interrupted].
  void fit(Trainer trainer, DataLoader<List<Tensor>> loader, int epochs) throws IOException {
    History history;
    try (var _ = Interrupts.stop(trainer, out()::println)) {
      history = trainer.fit(loader, epochs);
    }
    Optional<Path> folder = Optional.ofNullable(run.folder());
    if (folder.isPresent()) {
      history.writeCsv(folder.get().resolve("history.csv"));
      if (!history.epochs().isEmpty()) {
        Curves.write(folder.get().resolve("curves.png"), history);
        Curves.write(folder.get().resolve("curves.svg"), history);
      }
    }
    if (history.end() == History.End.REQUESTED) {
      sayHowToResume(history);
      throw new Interrupted();
    }
    if (folder.isPresent()) {
      TorchFiles.save(folder.get().resolve("model.pt"), trainer.model().stateDict());
    }
  }

  private void sayHowToResume(History history) {
    out().println("interrupted after step " + history.steps() + "; go on with");
    out().println("  " + resumption());
  }

  private String resumption() {
    var line = new StringBuilder("./gradus train " + example.typed());
    if (seed() != 0) {
      line.append(" --seed ").append(seed());
    }
    if (run.epochs() != 0) {
      line.append(" --epochs ").append(run.epochs());
    }
    DType narrow = run.autocast();
    if (narrow != null) {
      line.append(" --autocast=").append(narrow.torchName());
    }
    run.data().forEach(path -> line.append(" --data ").append(quoted(path)));
    line.append(" --out ").append(quoted(checkpoints)).append(" --resume");
    return line.append(run.tensorboard() ? " --tensorboard" : "").toString();
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /// Where a picture goes, if any are wanted.
  Optional<Path> picture(String name) {
    return Optional.ofNullable(run.folder()).map(folder -> folder.resolve(name));
  }
}
