package dev.gradus.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Has lines timed, ours and the peer's in turn, and the limits they are held against.
final class Measuring {
  /// What every JVM needs that computes.
  static final List<String> FLAGS =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow"); // JMH's own

  /// What a JVM needs besides to show a steady state soon. A page of memory that is touched for the
  /// first time costs some microseconds, as much as dozens of small operations: while the heap
  /// grows, that would be all that is measured.
  static final List<String> TOUCHED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private final Pace pace;
  private final Clock clock;
  private final boolean hasPeer;
  private final Map<String, Double> limits = new HashMap<>();

  /// @param pace how often both sides take their turn
  /// @param hasPeer whether there is a peer
  Measuring(Pace pace, Clock clock, boolean hasPeer) {
    this.pace = pace;
    this.clock = clock;
    this.hasPeer = hasPeer;
  }

  /// A line on some number of threads: ours and the peer's in turn.
  Row row(Line line, int threads) throws IOException {
    Sample ours = null;
    Sample theirs = null;
    for (int round = 0; round < rounds(line); round++) {
      ours = join(ours, clock.side(line, Timing.GRADUS, threads));
      if (hasPeer && line.peer() != null) {
        theirs = join(theirs, clock.side(line, Timing.PEER, threads));
      }
    }
    if (ours == null) {
      throw new IllegalStateException("no round");
    }
    double micros = ours.median();
    Double peerMicros = theirs == null ? null : Double.valueOf(theirs.median());
    Double limit = limitMicros(line.limit(), threads);
    Double peerShare = limit == null || peerMicros == null ? null : limit / peerMicros;
    return new Row(
        line,
        threads,
        micros,
        peerMicros,
        line.goal().on(threads).ratioFor(peerShare),
        limit == null ? null : Double.valueOf(limit / micros),
        ours.bytes(),
        ours.gcShare(),
        null);
  }

  private static Sample join(@Nullable Sample before, Sample now) {
    return before == null ? now : before.and(now);
  }

  private int rounds(Line line) {
    return line.kind() == Line.Kind.FIRST_CALL ? pace.firstCalls() : pace.rounds();
  }

  /// How long the work would take at the limit; null if it has none.
  private @Nullable Double limitMicros(Limit limit, int threads) throws IOException {
    return switch (limit) {
      case Limit.Flops f -> Double.valueOf(f.count() / flopsPerMicro(threads));
      case Limit.Bytes b -> Double.valueOf(copyMicros(b.count(), threads));
      case Limit.None _ -> null;
    };
  }

  /// The peak of all threads together, measured once.
  double flopsPerMicro(int threads) throws IOException {
    String key = "FMA on " + threads;
    Double known = limits.get(key);
    if (known == null) {
      known = threads * FmaPeak.flops() / clock.fma(threads).median();
      limits.put(key, known);
    }
    return known;
  }

  /// How long a copy takes that reads and writes so many bytes, split between the threads; measured
  /// once for each size.
  double copyMicros(double bytes, int threads) throws IOException {
    long each = Math.round(bytes / threads);
    String key = each + " bytes on " + threads;
    Double known = limits.get(key);
    if (known == null) {
      known = clock.copy(each, threads).median();
      limits.put(key, known);
    }
    return known;
  }
}
