package dev.gradus.cli;

import dev.gradus.Gradus;
import dev.gradus.dtype.DType;
import dev.gradus.examples.Example;
import dev.gradus.examples.Run;
import dev.gradus.io.Checkpoints;
import dev.gradus.train.Interrupts;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./gradus train`: trains the network of an example; without a name, lists the examples.
@Command(
    description = {
      "Trains the network of an example; without a name, lists the examples.",
      "Ctrl-C leaves a checkpoint after the present step and says how to go on from it; a second"
          + " Ctrl-C stops at once. The exit status is then 130."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private static final int FAILURE = 1;

  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "EXAMPLE", description = "Which one.")
  private @Nullable String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What all random numbers follow from; 0 by default.")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often to go through the data; each example has a number of its own.")
  private @Nullable Integer epochs;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Your own data instead of that made on the spot; './gradus train' lists of what"
              + " kind. For glyphs it may be given twice: images, then classes.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to leave checkpoints, the model, history.csv, curves and pictures.")
  private @Nullable Path folder;

  @Option(
      names = "--resume",
      description = "Go on from the newest checkpoint in the folder of --out.")
  private boolean resume;

  @Option(
      names = "--tensorboard",
      description = "Write files for TensorBoard, in the folder of --out.")
  private boolean tensorboard;

  @Option(
      names = "--autocast",
      arity = "0..1",
      paramLabel = "DTYPE",
      fallbackValue = "bfloat16",
      description =
          "Compute products and convolutions in bfloat16 (where no DTYPE is named) or float16,"
              + " for which the loss is scaled.")
  private @Nullable String autocast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads compute; by default one for each processor. Results do not"
              + " depend on it.")
  private @Nullable Integer threads;

  TrainCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (name == null) {
      list();
      return 0;
    }
    Example example =
        Example.named(name)
            .orElseThrow(() ->
                refused("there is no example '" + name + "'; './gradus train' lists them all"));
    check(example);
    if (threads != null) {
      Gradus.setNumThreads(threads);
    }
    var run =
        new Run(
            seed,
            epochs == null ? 0 : epochs,
            data,
            folder,
            resume,
            tensorboard,
            narrow(),
            out,
            isTerminal());
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return example.run(run).isPresent() ? 0 : Interrupts.STATUS;
    } catch (IOException e) {
      return failed(e);
    } catch (UncheckedIOException e) {
      return failed(Objects.requireNonNull(e.getCause()));
    }
  }

  private @Nullable DType narrow() {
    return switch (autocast) {
      case null -> null;
      case "bfloat16" -> DType.BFLOAT16;
      case "float16" -> DType.FLOAT16;
      default -> throw refused("--autocast " + autocast + ": it is bfloat16 or float16");
    };
  }

  private void list() {
    for (Example e : Example.values()) {
      out.println("  " + e.typed() + " ".repeat(12 - e.typed().length()) + e.summary());
      if (!e.data().isEmpty()) {
        out.println(" ".repeat(14) + "--data: " + e.data());
      }
    }
  }

  private void check(Example example) {
    if (epochs != null && epochs < 1) {
      throw refused("--epochs " + epochs + ": at least 1 is needed");
    }
    if (threads != null && threads < 1) {
      throw refused("--threads " + threads + ": at least 1 is needed");
    }
    if (data.size() > example.mostData()) {
      throw refused(
          example.data().isEmpty()
              ? "--data: " + example.typed() + " takes no data of your own"
              : "--data: " + example.typed() + " takes " + example.data());
    }
    for (Path path : data) {
      if (!Files.exists(path)) {
        throw refused("--data " + path + ": there is no such file or folder");
      }
    }
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw refused("--out " + folder + ": it is a file; a folder is needed");
    }
    if (tensorboard && folder == null) {
      throw refused("--tensorboard needs --out: the folder for its files");
    }
    if (resume) {
      checkResume();
    }
  }

  private void checkResume() {
    if (folder == null) {
      throw refused("--resume needs --out: the folder with the checkpoint");
    }
    try {
      if (new Checkpoints(folder, 1).files().isEmpty()) {
        throw refused("--resume: there is no checkpoint in " + folder);
      }
    } catch (IOException e) {
      throw refused("--resume: " + folder + " cannot be read: " + e.getMessage());
    }
  }

  /// What the file system refused is a message to read, and no defect.
  private int failed(IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException f -> "there is no file " + f.getFile();
          case AccessDeniedException f -> "no permission for " + f.getFile();
          case FileSystemException f ->
              f.getFile() + ": " + Optional.ofNullable(f.getReason()).orElse("it cannot be used");
          default -> String.valueOf(e.getMessage());
        };
    err().println("train: " + why);
    return FAILURE;
  }

  private PrintWriter err() {
    return spec == null
        ? new PrintWriter(System.err, true, System.err.charset())
        : spec.commandLine().getErr();
  }

  private boolean isTerminal() {
    Console console = out == System.out ? System.console() : null;
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  private RuntimeException refused(String message) {
    return Refusal.of(spec, message);
  }
}
