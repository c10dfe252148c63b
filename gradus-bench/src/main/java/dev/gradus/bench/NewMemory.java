package dev.gradus.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to get an array whose memory the process never touched before: the system hands
/// out each page at its first touch.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NewMemory {
  /// The array's size.
  @Param("4000000")
  public int bytes;

  @Benchmark
  public float[] touch() {
    return new float[bytes / 4];
  }
}
