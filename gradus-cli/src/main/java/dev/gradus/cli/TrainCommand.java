package dev.gradus.cli;

import dev.gradus.examples.Example;
import dev.gradus.examples.Run;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./gradus train`: trains the network of an example; without a name, lists the examples.
@Command(
    description = "Trains the network of an example; without a name, lists the examples.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
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

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write pictures.")
  private @Nullable Path folder;

  TrainCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      for (Example e : Example.values()) {
        out.println("  " + e.typed() + " ".repeat(12 - e.typed().length()) + e.summary());
      }
      return 0;
    }
    Example example =
        Example.named(name)
            .orElseThrow(() ->
                refused("there is no example '" + name + "'; './gradus train' lists them all"));
    if (epochs != null && epochs < 1) {
      throw refused("--epochs " + epochs + ": at least 1 is needed");
    }
    example.run(new Run(seed, epochs == null ? 0 : epochs, folder, out, isTerminal()));
    return 0;
  }

  private boolean isTerminal() {
    Console console = out == System.out ? System.console() : null;
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  private ParameterException refused(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
