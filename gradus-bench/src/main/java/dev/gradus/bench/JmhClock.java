package dev.gradus.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Lets JMH time each side and each limit in a process of its own.
///
/// @param pace how long is measured
/// @param flags what a JVM needs for both sides
record JmhClock(Pace pace, List<String> flags) implements Clock {
  @Override
  public Sample side(Line line, String side, int threads) throws IOException {
    ChainedOptionsBuilder options =
        options("Timing.run")
            .param("line", line.name())
            .param("side", side)
            .param("threads", Integer.toString(threads));
    if (line.kind() == Line.Kind.FIRST_CALL) {
      options.mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1);
    } else if (side.equals(Timing.GRADUS) && line.kind().isSteady()) {
      options.addProfiler(GCProfiler.class);
      options.jvmArgsAppend(Measuring.TOUCHED_HEAP.toArray(String[]::new));
    }
    return run(options);
  }

  @Override
  public Sample fma(int threads) throws IOException {
    return run(options("FmaPeak.chains").threads(threads));
  }

  @Override
  public Sample copy(long bytes, int threads) throws IOException {
    return run(options("CopyBandwidth.copy").threads(threads).param("bytes", Long.toString(bytes)));
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
