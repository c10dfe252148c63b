package dev.gradus.bench;

import java.io.IOException;
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

/// Lets JMH time each side and each limit in a process of its own.
final class JmhClock implements Clock {
  private final Pace pace;
  private final List<String> flags;
  private final Map<String, Sample> limits = new HashMap<>();

  /// @param pace how often both sides take their turn, each time in new processes, and how long
  /// @param flags what a JVM needs for both sides
  JmhClock(Pace pace, List<String> flags) {
    this.pace = pace;
    this.flags = List.copyOf(flags);
  }

  @Override
  public Times times(Line line, int threads, boolean withPeer) throws IOException {
    Sample ours = null;
    Sample theirs = null;
    for (int round = 0; round < pace.rounds(line.kind()); round++) {
      ours = join(ours, side(line, Timing.GRADUS, threads));
      if (withPeer) {
        theirs = join(theirs, side(line, Timing.PEER, threads));
      }
    }
    if (ours == null) {
      throw new IllegalStateException("no round");
    }
    return new Times(ours, theirs, limit(line.limit(), threads), null, false);
  }

  private static Sample join(@Nullable Sample before, Sample now) {
    return before == null ? now : before.and(now);
  }

  private Sample side(Line line, String side, int threads) throws IOException {
    ChainedOptionsBuilder options =
        options("Timing.run")
            .param("line", line.name())
            .param("side", side)
            .param("threads", Integer.toString(threads));
    if (line.kind() == Line.Kind.FIRST_CALL) {
      single(options);
    } else if (side.equals(Timing.GRADUS) && line.kind().isSteady()) {
      options.addProfiler(GCProfiler.class);
      options.jvmArgsAppend(Measuring.TOUCHED_HEAP.toArray(String[]::new));
    }
    return run(options);
  }

  private @Nullable Sample limit(Limit limit, int threads) throws IOException {
    return switch (limit) {
      case Limit.Flops f ->
          f.at(once("FMA on " + threads, options("FmaPeak.chains").threads(threads)), threads);
      case Limit.Bytes b -> {
        String bytes = Long.toString(b.each(threads));
        yield once(
            bytes + " bytes on " + threads,
            options("CopyBandwidth.copy").threads(threads).param("bytes", bytes));
      }
      case Limit.NewBytes n ->
          once(
              n.count() + " new bytes",
              single(options("NewMemory.touch"))
                  .forks(pace.firstCalls())
                  .param("bytes", Integer.toString(n.count())));
      case Limit.None _ -> null;
    };
  }

  private Sample once(String what, ChainedOptionsBuilder options) throws IOException {
    Sample known = limits.get(what);
    if (known == null) {
      known = run(options);
      limits.put(what, known);
    }
    return known;
  }

  private ChainedOptionsBuilder options(String benchmark) {
    return pace.apply(
        new OptionsBuilder()
            .include("^dev\\.gradus\\.bench\\." + benchmark.replace(".", "\\.") + "$")
            .forks(1)
            .jvmArgs(new ArrayList<>(flags).toArray(String[]::new))
            .addProfiler(Quiet.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT));
  }

  private static ChainedOptionsBuilder single(ChainedOptionsBuilder options) {
    return options.mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1);
  }

  private static Sample run(ChainedOptionsBuilder options) throws IOException {
    try {
      return Sample.of(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {}
}
