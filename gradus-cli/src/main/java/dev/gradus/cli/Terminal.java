package dev.gradus.cli;

import dev.gradus.cli.lesson.Page;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// What the standard output is connected to.
final class Terminal {
  private static final int COLUMNS = 80;

  private Terminal() {}

  /// A page as wide as the terminal, with styles unless NO_COLOR or a dumb terminal forbids; 80
  /// plain columns if there is none.
  static Page page(PrintStream out) {
    if (!is(out)) {
      return new Page(out, COLUMNS, false);
    }
    return new Page(out, columns(), wantsStyles(System.getenv("NO_COLOR"), System.getenv("TERM")));
  }

  /// Whether this is the standard output and somebody sits before it.
  static boolean is(PrintStream out) {
    Console console = out == System.out ? System.console() : null;
    return console != null && console.isTerminal();
  }

  /// See no-color.org: set and not empty means none.
  static boolean wantsStyles(@Nullable String noColor, @Nullable String term) {
    return (noColor == null || noColor.isEmpty()) && !"dumb".equals(term);
  }

  private static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (var in = stty.inputReader()) {
        String size = in.readLine();
        return size == null ? COLUMNS : Integer.parseInt(size.substring(size.indexOf(' ') + 1));
      }
    } catch (IOException | NumberFormatException _) {
      return COLUMNS; // No stty here, or not the answer that we know.
    }
  }
}
