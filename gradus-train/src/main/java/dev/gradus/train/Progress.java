package dev.gradus.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Says how far a training is: on a terminal a bar with rate and remaining time that is redrawn in
/// place, and about ten lines in all above it or elsewhere.
///
/// The lines do not depend on the clock, so that those of two runs can be compared.
public final class Progress implements Callback {
  private static final int WIDTH = 24;
  private static final int LINES = 10;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier clock;
  private Start start = new Start(1, 0, 0, 0);
  private long began;
  private long drawn;
  private long steps;

  /// Progress on `out`, redrawn in place if that is a terminal.
  public Progress(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  Progress(PrintStream out, boolean terminal, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void onBegin(Start begun) {
    start = begun;
    steps = 0;
    began = clock.getAsLong();
    drawn = began - REDRAW_NANOS;
    if (begun.epoch() > 0 || begun.batch() > 0) {
      out.printf(
          Locale.ROOT,
          "going on after epoch %d of %d%s%n",
          begun.epoch(),
          begun.epochs(),
          begun.batch() == 0 ? "" : " and " + begun.batch() + " batches");
    }
  }

  @Override
  public void onStep(StepReport step) {
    steps++;
    long now = clock.getAsLong();
    if (terminal && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      out.print(ERASE_LINE + bar(step, (now - began) / 1e9));
      out.flush();
    }
  }

  @Override
  public void onEpoch(EpochReport epoch) {
    int done = epoch.epoch();
    if (done == start.epochs() || done % Math.max(1, start.epochs() / LINES) == 0) {
      out.println((terminal ? ERASE_LINE : "") + line(epoch));
      drawn -= REDRAW_NANOS;
    }
  }

  @Override
  public void onEnd(History history) {
    if (terminal) {
      out.print(ERASE_LINE);
    }
    switch (history.end()) {
      case EARLY ->
          out.printf(
              Locale.ROOT,
              "no progress since epoch %d: ended after epoch %d%n",
              history.bestEpoch(),
              history.last().epoch());
      case EPOCHS, REQUESTED -> {}
    }
    out.flush();
  }

  private String line(EpochReport epoch) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "epoch %d of %d: loss %.4f", epoch.epoch(), start.epochs(), epoch.loss()));
    epoch
        .validation()
        .forEach(
            (name, value) -> text.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
    return text.toString();
  }

  /// Where the loader does not know its length, the epochs are counted and not the batches.
  private String bar(StepReport step, double seconds) {
    double rate = steps / Math.max(seconds, 1e-9);
    String now =
        String.format(
            Locale.ROOT, "epoch %d/%d, loss %.4f", step.epoch(), start.epochs(), step.loss());
    if (start.batches() == 0) {
      return String.format(Locale.ROOT, "%s, batch %d, %.1f steps/s", now, step.batch(), rate);
    }
    double all = (double) start.epochs() * start.batches();
    double done = (double) (step.epoch() - 1) * start.batches() + step.batch();
    double before = (double) start.epoch() * start.batches() + start.batch();
    double left = seconds / Math.max(done - before, 1) * (all - done);
    int full = (int) (WIDTH * done / all);
    return String.format(
        Locale.ROOT,
        "[%s%s] %.0f %%, %s, %.1f steps/s, %s left",
        "=".repeat(full),
        " ".repeat(WIDTH - full),
        Math.floor(100 * done / all),
        now,
        rate,
        duration(left));
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }
}
