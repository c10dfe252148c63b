package dev.gradus.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Lets JMH time lines and limits, each in a process of its own.
final class Measuring {
  /// What every JVM needs that computes.
  static final List<String> FLAGS =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow"); // JMH's own

  private final Pace pace;
  private final @Nullable Peer peer;
  private final Map<String, Double> limits = new HashMap<>();

  /// @param pace how long is measured
  /// @param peer the peer, if there is one
  Measuring(Pace pace, @Nullable Peer peer) {
    this.pace = pace;
    this.peer = peer;
  }

  /// A line on some number of threads: ours and the peer's in turn.
  Row row(Line line, int threads) throws RunnerException {
    Sample ours = null;
    Sample theirs = null;
    for (int round = 0; round < rounds(line); round++) {
      ours = join(ours, side(line, Timing.GRADUS, threads));
      if (peer != null && line.peer() != null) {
        theirs = join(theirs, side(line, Timing.PEER, threads));
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

  private Sample side(Line line, String side, int threads) throws RunnerException {
    ChainedOptionsBuilder options =
        options("Timing.run")
            .param("line", line.name())
            .param("side", side)
            .param("threads", Integer.toString(threads));
    if (line.kind() == Line.Kind.FIRST_CALL) {
      options.mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1);
    } else if (side.equals(Timing.GRADUS) && line.kind() != Line.Kind.PROCESS) {
      options.addProfiler(GCProfiler.class);
    }
    return run(options);
  }

  /// How long the work would take at the limit; null if it has none.
  private @Nullable Double limitMicros(Limit limit, int threads) throws RunnerException {
    return switch (limit) {
      case Limit.Flops f -> Double.valueOf(f.count() / flopsPerMicro(threads));
      case Limit.Bytes b -> Double.valueOf(copyMicros(b.count(), threads));
      case Limit.None _ -> null;
    };
  }

  /// The peak of all threads together, measured once.
  double flopsPerMicro(int threads) throws RunnerException {
    String key = "FMA on " + threads;
    Double known = limits.get(key);
    if (known == null) {
      known = threads * FmaPeak.flops() / run(options("FmaPeak.chains").threads(threads)).median();
      limits.put(key, known);
    }
    return known;
  }

  /// How long a copy takes that reads and writes so many bytes, split between the threads; measured
  /// once for each size.
  double copyMicros(double bytes, int threads) throws RunnerException {
    String each = Long.toString(Math.round(bytes / threads));
    String key = each + " bytes on " + threads;
    Double known = limits.get(key);
    if (known == null) {
      known = run(options("CopyBandwidth.copy").threads(threads).param("bytes", each)).median();
      limits.put(key, known);
    }
    return known;
  }

  private ChainedOptionsBuilder options(String benchmark) {
    List<String> flags = new ArrayList<>(FLAGS);
    if (peer != null) {
      flags.addAll(peer.flags());
    }
    return pace.apply(
        new OptionsBuilder()
            .include("^dev\\.gradus\\.bench\\." + benchmark.replace(".", "\\.") + "$")
            .forks(1)
            .jvmArgs(flags.toArray(String[]::new))
            .addProfiler(Quiet.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT));
  }

  private static Sample run(ChainedOptionsBuilder options) throws RunnerException {
    return Sample.of(new Runner(options.build()).run());
  }
}
