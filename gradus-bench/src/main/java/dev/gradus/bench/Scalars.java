package dev.gradus.bench;

import static dev.gradus.Gradus.tensor;

import dev.gradus.Tensor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What one operation costs when there is nothing to compute: a small graph is made of this.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Scalars {
  private final Tensor x = tensor(2.0).requiresGrad_();

  /// The lesson's first program, 2x⁴ + x³ + 3x² + 5x + 1 and its gradient, from the leaf on.
  @Benchmark
  public @Nullable Tensor polynomial() {
    Tensor leaf = tensor(2.0).requiresGrad_();
    Tensor y = leaf.pow(4).mul(2).add(leaf.pow(3)).add(leaf.pow(2).mul(3)).add(leaf.mul(5)).add(1);
    y.backward();
    return leaf.grad();
  }

  /// One recorded operation with a number.
  @Benchmark
  public Tensor add() {
    return x.add(1);
  }

  /// One recorded operation that saves its result.
  @Benchmark
  public Tensor exp() {
    return x.exp();
  }
}
