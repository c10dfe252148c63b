package dev.gradus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;

/// `./gradus version`: Gradus and the JDK that runs it.
@Command(
    description = "Shows the version of Gradus and of the JDK.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Bare {
  private final PrintStream out;

  VersionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.println("Gradus " + gradus());
    out.println("JDK " + jdk());
    return 0;
  }

  static String gradus() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("gradus.properties")) {
      properties.load(Objects.requireNonNull(in, "gradus.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of an unknown version");
  }

  static String jdk() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }
}
