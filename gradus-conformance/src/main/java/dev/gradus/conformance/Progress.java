package dev.gradus.conformance;

import java.io.Console;
import java.io.PrintWriter;

/// One line on a terminal that says how far the run is; nothing when output is piped.
final class Progress {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long INTERVAL_NANOS = 100_000_000;

  private final PrintWriter out;
  private final boolean visible;
  private final int files;
  private int file;
  private long cases;
  private long nextNanos = System.nanoTime();

  private Progress(PrintWriter out, boolean visible, int files) {
    this.out = out;
    this.visible = visible;
    this.files = files;
  }

  /// Progress through that many files, shown if the program talks to a terminal.
  static Progress through(int files, PrintWriter out) {
    return new Progress(out, isTerminal(), files);
  }

  // Whether there is a console without a terminal depends on the JDK's release and its properties.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  void file() {
    file++;
  }

  void step() {
    cases++;
    if (visible && System.nanoTime() >= nextNanos) {
      nextNanos = System.nanoTime() + INTERVAL_NANOS;
      out.print(ERASE_LINE + "file " + file + " of " + files + ", " + cases + " cases");
      out.flush();
    }
  }

  /// Removes the line.
  void end() {
    if (visible) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }
}
