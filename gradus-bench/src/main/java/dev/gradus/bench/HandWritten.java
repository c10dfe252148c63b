package dev.gradus.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Loops over 1 000 000 floats as one would write them by hand: the plain ones with the methods of
/// `Math`, the tuned ones with the Vector API. All write into an array that exists, which costs
/// less than a new one; [#addPlainNew] makes a new one, as an operation on tensors does.
///
/// The tuned exp and tanh use `lanewise`, which gives up what Gradus keeps: the same bits in the
/// interpreter, in compiled code and in the tail.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HandWritten {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int N = 1_000_000;

  private float[] a;
  private float[] b;
  private float[] out;

  @Setup
  public void setUp() {
    a = normal(1);
    b = normal(2);
    out = new float[N];
  }

  @Benchmark
  public float[] expPlain() {
    for (int i = 0; i < N; i++) {
      out[i] = (float) Math.exp(a[i]);
    }
    return out;
  }

  @Benchmark
  public float[] expTuned() {
    for (int i = 0; i < S.loopBound(N); i += S.length()) {
      FloatVector.fromArray(S, a, i).lanewise(VectorOperators.EXP).intoArray(out, i);
    }
    for (int i = S.loopBound(N); i < N; i++) {
      out[i] = (float) Math.exp(a[i]);
    }
    return out;
  }

  @Benchmark
  public float[] tanhPlain() {
    for (int i = 0; i < N; i++) {
      out[i] = (float) Math.tanh(a[i]);
    }
    return out;
  }

  @Benchmark
  public float[] tanhTuned() {
    for (int i = 0; i < S.loopBound(N); i += S.length()) {
      FloatVector.fromArray(S, a, i).lanewise(VectorOperators.TANH).intoArray(out, i);
    }
    for (int i = S.loopBound(N); i < N; i++) {
      out[i] = (float) Math.tanh(a[i]);
    }
    return out;
  }

  @Benchmark
  public float[] addPlain() {
    for (int i = 0; i < N; i++) {
      out[i] = a[i] + b[i];
    }
    return out;
  }

  @Benchmark
  public float[] addPlainNew() {
    float[] fresh = new float[N];
    for (int i = 0; i < N; i++) {
      fresh[i] = a[i] + b[i];
    }
    return fresh;
  }

  @Benchmark
  public float[] addTuned() {
    for (int i = 0; i < S.loopBound(N); i += S.length()) {
      FloatVector.fromArray(S, a, i).add(FloatVector.fromArray(S, b, i)).intoArray(out, i);
    }
    for (int i = S.loopBound(N); i < N; i++) {
      out[i] = a[i] + b[i];
    }
    return out;
  }

  @Benchmark
  public float sumPlain() {
    float sum = 0;
    for (int i = 0; i < N; i++) {
      sum += a[i];
    }
    return sum;
  }

  /// Four accumulators hide the latency of the addition.
  @Benchmark
  public float sumTuned() {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int step = S.length();
    int end = N - N % (4 * step);
    for (int i = 0; i < end; i += 4 * step) {
      s0 = s0.add(FloatVector.fromArray(S, a, i));
      s1 = s1.add(FloatVector.fromArray(S, a, i + step));
      s2 = s2.add(FloatVector.fromArray(S, a, i + 2 * step));
      s3 = s3.add(FloatVector.fromArray(S, a, i + 3 * step));
    }
    float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    for (int i = end; i < N; i++) {
      sum += a[i];
    }
    return sum;
  }

  /// Numbers as `randn` gives them, the same in every run.
  static float[] normal(long seed) {
    Random random = new Random(seed);
    float[] values = new float[N];
    for (int i = 0; i < N; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
