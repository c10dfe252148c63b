package dev.gradus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;

/// `./gradus shell`: JShell with Gradus imported, in a feedback mode that prints values and nothing
/// else.
@Command(
    description = "Opens JShell with everything of Gradus imported. Reads from a pipe, too.",
    mixinStandardHelpOptions = true)
final class ShellCommand implements Bare {
  private final PrintStream out;

  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  private final boolean terminal = System.console() != null;

  ShellCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    Path startup = startup();
    try {
      JavaShellToolBuilder tool = JavaShellToolBuilder.builder();
      if (terminal) {
        out.println("Gradus " + VersionCommand.gradus() + " on JDK " + Runtime.version().feature());
        out.println("/exit leaves, /help explains JShell; tab completes.");
        tool.persistence(Preferences.userRoot().node("dev/gradus/shell"));
      } else {
        tool.in(System.in, null).out(out).persistence(new HashMap<>());
      }
      return tool.start(options(startup));
    } finally {
      Files.deleteIfExists(startup);
    }
  }

  /// Snippets run in this JVM: a second one would double the time to the first prompt.
  private static String[] options(Path startup) {
    return new String[] {
      "--execution",
      "local",
      "--class-path",
      System.getProperty("java.class.path"),
      "--startup",
      startup.toString(),
      "--feedback",
      "gradus"
    };
  }

  /// JShell takes its startup from a file. Without a terminal there is nobody to prompt.
  private Path startup() throws IOException {
    try (InputStream resource = ShellCommand.class.getResourceAsStream("startup.jsh")) {
      byte[] text = Objects.requireNonNull(resource, "startup.jsh").readAllBytes();
      Path file = Files.createTempFile("gradus", ".jsh");
      Files.write(file, text);
      if (!terminal) {
        Files.write(file, List.of("/set prompt gradus \"\" \"\""), StandardOpenOption.APPEND);
      }
      return file;
    }
  }
}
