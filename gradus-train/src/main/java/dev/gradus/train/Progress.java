package dev.gradus.train;

import java.io.PrintStream;
import java.util.Locale;

/// Says how far a training is: a bar with rate and remaining time that is redrawn in place on a
/// terminal, and about ten lines in all elsewhere.
///
/// What it says elsewhere does not depend on the clock, so that two runs can be compared.
public final class Progress {
  private static final int WIDTH = 24;
  private static final int LINES = 10;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final boolean terminal;
  private long start;
  private long drawn;

  /// Progress on `out`, redrawn in place if that is a terminal.
  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void begin() {
    start = System.nanoTime();
    drawn = start - REDRAW_NANOS;
  }

  void epoch(int done, int all, double loss) {
    if (terminal) {
      long now = System.nanoTime();
      if (done == all || now - drawn >= REDRAW_NANOS) {
        drawn = now;
        out.print("\r" + bar(done, all, loss, (now - start) / 1e9) + (done == all ? "\n" : ""));
        out.flush();
      }
    } else if (done == all || done % Math.max(1, all / LINES) == 0) {
      out.printf(Locale.ROOT, "epoch %d of %d: loss %.4f%n", done, all, loss);
    }
  }

  static String bar(int done, int all, double loss, double seconds) {
    int full = (int) ((long) WIDTH * done / all);
    double rate = done / Math.max(seconds, 1e-9);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d/%d epochs, loss %.4f, %.1f a second, %.0f s left ",
        "=".repeat(full),
        " ".repeat(WIDTH - full),
        done,
        all,
        loss,
        rate,
        (all - done) / rate);
  }
}
