package dev.gradus.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;

/// `./gradus shell`: JShell with Gradus imported, which prints values and nothing else.
///
/// Snippets run in this JVM: a second one would double the time to the first prompt.
@Command(
    description = "Opens JShell with everything of Gradus imported. Reads from a pipe, too.",
    mixinStandardHelpOptions = true)
final class ShellCommand implements Bare {
  private final PrintStream out;

  ShellCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  public Integer call() throws Exception {
    return System.console() == null ? piped() : interactive();
  }

  private int piped() throws IOException {
    try (PipedShell shell = new PipedShell(classPath(), lines("imports.jsh"), out)) {
      return shell.run(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
  }

  private int interactive() throws Exception {
    out.println("Gradus " + VersionCommand.gradus() + " on JDK " + Runtime.version().feature());
    out.println("/exit leaves, /help explains JShell; tab completes.");
    Path imports = file("imports.jsh");
    Path feedback = file("feedback.jsh");
    try {
      return JavaShellToolBuilder.builder()
          .persistence(Preferences.userRoot().node("dev/gradus/shell"))
          .start(
              "--execution",
              "local",
              "--class-path",
              classPath(),
              "--startup",
              imports.toString(),
              "--startup",
              feedback.toString(),
              "--feedback",
              "gradus");
    } finally {
      Files.delete(imports);
      Files.delete(feedback);
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /// JShell's tool takes its startup from files.
  private static Path file(String resource) throws IOException {
    return Files.write(Files.createTempFile("gradus", ".jsh"), lines(resource));
  }

  private static List<String> lines(String resource) throws IOException {
    InputStream stream = ShellCommand.class.getResourceAsStream(resource);
    Objects.requireNonNull(stream, resource);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.readAllLines();
    }
  }
}
