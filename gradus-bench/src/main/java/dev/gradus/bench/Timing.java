package dev.gradus.bench;

import dev.gradus.Gradus;
import dev.gradus.bench.work.Lines;
import dev.gradus.bench.work.Torch;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/// One side of one line, in a process of its own. The parameters come from [Measuring].
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Timing {
  static final String GRADUS = "gradus";
  static final String PEER = "libtorch";

  @Param("")
  public String line;

  @Param(GRADUS)
  public String side;

  @Param("1")
  public int threads;

  private Workload workload;

  /// Makes the inputs and warms up, if what is timed is not the first call.
  @Setup
  public void setUp(BenchmarkParams params) {
    Line which = Lines.named(line);
    workload = workload(which, side, threads);
    if (params.getMode() != Mode.SingleShotTime && which.kind() != Line.Kind.PROCESS) {
      (side.equals(GRADUS) ? Warmth.COMPILED : Warmth.NATIVE).reach(workload);
    }
  }

  @Benchmark
  public Object run() {
    return workload.run();
  }

  static Workload workload(Line line, String side, int threads) {
    if (side.equals(GRADUS)) {
      Gradus.setNumThreads(threads);
      return line.gradus().get();
    }
    Torch.setThreads(threads);
    return Objects.requireNonNull(line.peer()).get();
  }
}
