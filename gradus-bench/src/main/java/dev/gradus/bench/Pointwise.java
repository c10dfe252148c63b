package dev.gradus.bench;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Operations on 1 000 000 floats, to compare with [HandWritten]. Each makes a new tensor.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Pointwise {
  private Tensor a;
  private Tensor b;

  /// Numbers like those of [HandWritten].
  @Setup
  public void setUp() {
    a = Inputs.matrix(1000, 1000, 1);
    b = Inputs.matrix(1000, 1000, 2);
  }

  @Benchmark
  public Tensor exp() {
    return a.exp();
  }

  @Benchmark
  public Tensor tanh() {
    return a.tanh();
  }

  @Benchmark
  public Tensor add() {
    return a.add(b);
  }

  /// As one step of a loop that gives its memory back at the end.
  @Benchmark
  public void addInScope(Blackhole hole) {
    try (var _ = Gradus.scope()) {
      hole.consume(a.add(b));
    }
  }

  @Benchmark
  public Tensor sum() {
    return a.sum();
  }
}
