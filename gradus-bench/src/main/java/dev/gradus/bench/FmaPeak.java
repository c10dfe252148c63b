package dev.gradus.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What one core can do at most: independent chains of fused multiply-adds in registers.
///
/// Compiled by itself: within a caller that is compiled anew, it was seen at half its speed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FmaPeak {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int ROUNDS = 10_000;
  private static final int CHAINS = 12;

  /// What [CompilerControl] means, for JVMs that JMH does not start.
  static final List<String> FLAGS =
      List.of(
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline," + FmaPeak.class.getName() + "::chains");

  private final float[] sink = new float[S.length()];

  /// Floating-point operations of one call; a fused multiply-add counts as two.
  static double flops() {
    return 2.0 * CHAINS * S.length() * ROUNDS;
  }

  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  public float[] chains() {
    FloatVector x = FloatVector.broadcast(S, 0.999f);
    FloatVector y = FloatVector.broadcast(S, 0.001f);
    FloatVector c0 = y;
    FloatVector c1 = y;
    FloatVector c2 = y;
    FloatVector c3 = y;
    FloatVector c4 = y;
    FloatVector c5 = y;
    FloatVector c6 = y;
    FloatVector c7 = y;
    FloatVector c8 = y;
    FloatVector c9 = y;
    FloatVector c10 = y;
    FloatVector c11 = y;
    for (int i = 0; i < ROUNDS; i++) {
      c0 = c0.fma(x, y);
      c1 = c1.fma(x, y);
      c2 = c2.fma(x, y);
      c3 = c3.fma(x, y);
      c4 = c4.fma(x, y);
      c5 = c5.fma(x, y);
      c6 = c6.fma(x, y);
      c7 = c7.fma(x, y);
      c8 = c8.fma(x, y);
      c9 = c9.fma(x, y);
      c10 = c10.fma(x, y);
      c11 = c11.fma(x, y);
    }
    FloatVector low = c0.add(c1).add(c2.add(c3)).add(c4.add(c5));
    FloatVector high = c6.add(c7).add(c8.add(c9)).add(c10.add(c11));
    low.add(high).intoArray(sink, 0);
    return sink;
  }
}
