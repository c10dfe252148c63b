package dev.gradus.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// How fast memory of some size can be read and written, by a copy between arrays that exist. The
/// size matters: what fits into a cache is copied faster.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CopyBandwidth {
  /// Bytes read and written by one thread.
  @Param("8000000")
  public int bytes;

  private float[] from;
  private float[] to;

  /// Touches all pages.
  @Setup
  public void setUp() {
    from = new float[bytes / 8];
    to = new float[bytes / 8];
    Arrays.fill(from, 1);
    Arrays.fill(to, 2);
  }

  @Benchmark
  public float[] copy() {
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }
}
