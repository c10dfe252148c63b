package dev.gradus.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times in a hurry: native code, the limits included, in one process for all lines; ours in a
/// process for each family of lines, since what the compiler makes of one depends on what it saw
/// before. Both thread counts of a line are a family, as are products of any size, steps that
/// differ in the optimiser alone, and lines that go through a million elements and more: their
/// loops are classes of their own, and what is around them takes a hundredth of the time.
///
/// Once both sides are warm they take turns of some hundredths of a second, and the limit with
/// them: where others use the machine too, its speed can be half of what it was a second ago.
final class QuickClock implements Clock {
  /// Rows shorter than this are not worth a second thread's measurement.
  static final double SECOND_THREAD_MICROS = 1000;

  private static final int FIRST_CALLS = 2;
  private static final String LONG = "long";
  private static final Pattern SIZE_OR_OPTIMISER =
      Pattern.compile("(?<=^matmul) \\d+$|, (SGD|Adam) step$");
  private static final double LONG_BYTES = 4e6;
  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 15;
  private static final long ENOUGH_MILLIS = 600;

  /// How long LibTorch's threads look for new work before they sleep.
  private static final long THREADS_SPIN_MILLIS = 200;

  private final List<String> flags;
  private @Nullable Conversation natives;
  private @Nullable Conversation ours;
  private @Nullable String oursFor;

  QuickClock(List<String> flags) {
    this.flags = List.copyOf(flags);
  }

  @Override
  public Times times(Line line, int threads, boolean withPeer) throws IOException {
    if (line.kind() == Line.Kind.FIRST_CALL) {
      return firstCalls(line, threads);
    }
    Conversation own = ours(line);
    own.ask(QuickProcess.WARM, Integer.toString(threads), Timing.GRADUS, line.name());
    if (withPeer) {
      natives().ask(QuickProcess.WARM, Integer.toString(threads), Timing.PEER, line.name());
    }
    if (line.limit() != Limit.NONE) {
      limit(line.limit(), threads);
    }
    return rounds(line, threads, withPeer, own);
  }

  private Times firstCalls(Line line, int threads) throws IOException {
    Sample all = Sample.NONE;
    Sample touches = Sample.NONE;
    for (int i = 0; i < FIRST_CALLS; i++) {
      try (Conversation fresh = new Conversation(flags)) {
        String many = Integer.toString(threads);
        all = all.and(fresh.ask(QuickProcess.ONCE, many, Timing.GRADUS, line.name()));
        if (line.limit() instanceof Limit.NewBytes(int bytes)) {
          touches = touches.and(fresh.ask(QuickProcess.TOUCH, many, Integer.toString(bytes)));
        }
      }
    }
    return new Times(all, null, line.limit() == Limit.NONE ? null : touches, null, false);
  }

  private Times rounds(Line line, int threads, boolean withPeer, Conversation own)
      throws IOException {
    Sample mine = Sample.NONE;
    Sample theirs = Sample.NONE;
    Sample limits = Sample.NONE;
    Sample alone = Sample.NONE;
    long start = System.nanoTime();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (round >= LEAST_ROUNDS && took >= ENOUGH_MILLIS) {
        break;
      }
      mine = mine.and(own.ask(QuickProcess.TURN, Integer.toString(threads)));
      if (threads > 1) {
        alone = alone.and(own.ask(QuickProcess.TURN, "1"));
      }
      if (line.limit() != Limit.NONE) {
        limits = limits.and(limit(line.limit(), threads));
      }
      if (withPeer) {
        theirs = theirs.and(natives().ask(QuickProcess.TURN, Integer.toString(threads)));
        letThreadsSleep(threads);
      }
    }
    return new Times(
        mine,
        withPeer ? theirs : null,
        line.limit() != Limit.NONE ? limits : null,
        threads > 1 ? alone : null,
        true);
  }

  private Sample limit(Limit limit, int threads) throws IOException {
    String many = Integer.toString(threads);
    return switch (limit) {
      case Limit.Flops f -> f.at(natives().ask(QuickProcess.FMA, many), threads);
      case Limit.Bytes b -> natives().ask(QuickProcess.COPY, many, Long.toString(b.each(threads)));
      case Limit.NewBytes _, Limit.None _ -> Sample.NONE;
    };
  }

  private static void letThreadsSleep(int threads) throws IOException {
    if (threads > 1) {
      try {
        Thread.sleep(THREADS_SPIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  private Conversation natives() throws IOException {
    Conversation open = natives;
    if (open == null) {
      List<String> all = new ArrayList<>(flags);
      all.addAll(FmaPeak.FLAGS);
      open = new Conversation(all);
      natives = open;
    }
    return open;
  }

  private static String family(Line line) {
    boolean isLong = line.limit() instanceof Limit.Bytes bytes && bytes.count() >= LONG_BYTES;
    return isLong ? LONG : SIZE_OR_OPTIMISER.matcher(line.name()).replaceFirst("");
  }

  private Conversation ours(Line line) throws IOException {
    Conversation open = ours;
    String family = family(line);
    if (open == null || !family.equals(oursFor)) {
      if (open != null) {
        open.close();
      }
      List<String> all = new ArrayList<>(flags);
      if (line.kind().isSteady()) {
        all.addAll(Measuring.TOUCHED_IN_PART);
      }
      open = new Conversation(all);
      ours = open;
      oursFor = family;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    for (Conversation open : new @Nullable Conversation[] {ours, natives}) {
      if (open != null) {
        open.close();
      }
    }
  }
}
