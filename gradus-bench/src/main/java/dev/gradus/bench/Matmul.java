package dev.gradus.bench;

import dev.gradus.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The product of two 1024 × 1024 float matrices, to compare with [FmaPeak].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Matmul {
  static final int SIZE = 1024;

  private final Tensor a = Inputs.matrix(SIZE, SIZE, 1);
  private final Tensor b = Inputs.matrix(SIZE, SIZE, 2);

  @Benchmark
  public Tensor matmul() {
    return a.matmul(b);
  }
}
