package dev.gradus.cli;

import dev.gradus.Config;
import java.io.PrintStream;
import picocli.CommandLine.Command;

/// `./gradus doctor`: what Gradus found on this machine, and what it makes of it.
@Command(
    description = "Shows the JDK, the vector unit, threads, memory and the kernels chosen.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Bare {
  private final PrintStream out;

  DoctorCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Runtime runtime = Runtime.getRuntime();
    line("Gradus", VersionCommand.gradus());
    line("JDK", VersionCommand.jdk() + " in " + System.getProperty("java.home"));
    line("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    line("processors", Integer.toString(runtime.availableProcessors()));
    line(
        "memory",
        "%d MiB used of at most %d MiB"
            .formatted(
                runtime.totalMemory() - runtime.freeMemory() >> 20, runtime.maxMemory() >> 20));
    out.println(Config.show());
    return 0;
  }

  private void line(String name, String value) {
    out.printf("%-12s %s%n", name, value);
  }
}
