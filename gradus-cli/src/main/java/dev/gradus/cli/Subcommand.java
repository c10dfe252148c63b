package dev.gradus.cli;

import dev.gradus.conformance.ConformanceCommand;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The subcommands of `./gradus`, in the order in which help lists them.
///
/// A subcommand is a picocli command class. Its class is loaded only when it is the one that runs:
/// picocli's tree of all of them would cost more than most of them take.
enum Subcommand {
  LESSON("run the lesson: its cells with code, result and explanation", LessonCommand::new),
  DOCTOR(
      "show the JDK, the vector unit, threads, memory and the kernels chosen", DoctorCommand::new),
  GRAPH("draw the graph of a program of the lesson; alone, list them", GraphCommand::new),
  SHELL("open JShell with everything imported", ShellCommand::new),
  CONFORMANCE("run recorded PyTorch results and report what agrees", _ -> new ConformanceCommand()),
  TRAIN("train an example's network; alone, list the examples", TrainCommand::new),
  TEST(
      "run all tests; Maven's options may follow",
      out -> new ScriptCommand(out, ScriptCommand.TEST)),
  BENCH(
      "run the benchmarks and compare with the goals",
      out -> new ScriptCommand(out, ScriptCommand.BENCH)),
  VERSION("show the version of Gradus and of the JDK", VersionCommand::new),
  HELP(
      "show this list, or the options of one subcommand",
      out -> new ScriptCommand(out, ScriptCommand.HELP));

  private final String summary;
  private final Function<PrintStream, Callable<Integer>> command;

  Subcommand(String summary, Function<PrintStream, Callable<Integer>> command) {
    this.summary = summary;
    this.command = command;
  }

  /// The subcommand of this name, as typed.
  static Optional<Subcommand> named(String name) {
    for (Subcommand s : values()) {
      if (s.typed().equals(name)) {
        return Optional.of(s);
      }
    }
    return Optional.empty();
  }

  /// The name as typed.
  String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it does, in one line.
  String summary() {
    return summary;
  }

  /// A new command object that writes to `out`.
  Callable<Integer> create(PrintStream out) {
    return command.apply(out);
  }
}
