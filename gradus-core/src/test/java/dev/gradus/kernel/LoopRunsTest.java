package dev.gradus.kernel;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.flag;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole runs: dimensions, threads, results over their own inputs, and the change to vector loops.
class LoopRunsTest {
  private static final DType F = DType.FLOAT32;
  private static final long[] NONE = {};

  private static PointwiseLoop floats(Expr e, int inputs, Kernels.Mode mode) {
    DType[] in = new DType[inputs];
    Arrays.fill(in, F);
    return PointwiseLoop.compile(
        List.of(Formulas.lower(e, Compute.FLOAT)), Compute.FLOAT, new DType[] {F}, in, mode);
  }

  private static float[] random(int n, int seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  void anyDimensionsAndStrides(Kernels.Mode mode) {
    Random random = new Random(7);
    PointwiseLoop loop = floats(x(0).gt(x(1)).select(x(0).sub(x(1)), x(1)), 2, mode);
    for (int trial = 0; trial < 150; trial++) {
      int dims = random.nextInt(6);
      long[] sizes = new long[dims];
      for (int d = 0; d < dims; d++) {
        sizes[d] = random.nextInt(8) == 0 ? 40 : random.nextInt(trial % 10 == 0 ? 4 : 5);
      }
      long[][] strides = {
        dense(sizes, random, false), dense(sizes, random, true), dense(sizes, random, true)
      };
      float[] y = new float[span(sizes, strides[0]) + 3];
      float[] a = random(span(sizes, strides[1]) + 3, trial);
      float[] b = random(span(sizes, strides[2]) + 3, trial + 1000);
      float[] want = y.clone();
      reference(sizes, 0, want, 3, strides[0], a, 2, strides[1], b, 1, strides[2]);
      loop.run(sizes, new Object[] {y, a, b}, new long[] {3, 2, 1}, strides, NONE);
      assertThat(y).as("sizes %s", Arrays.toString(sizes)).isEqualTo(want);
    }
  }

  /// Strides of a dense array whose dimensions lie in a random order; some may be broadcast.
  private static long[] dense(long[] sizes, Random random, boolean broadcast) {
    Integer[] order = new Integer[sizes.length];
    Arrays.setAll(order, d -> d);
    java.util.Collections.shuffle(Arrays.asList(order), random);
    long[] strides = new long[sizes.length];
    long step = random.nextInt(4) == 0 ? 2 : 1;
    for (int d : order) {
      if (broadcast && random.nextInt(4) == 0) {
        continue;
      }
      strides[d] = step;
      step *= Math.max(1, sizes[d]);
    }
    return strides;
  }

  private static int span(long[] sizes, long[] strides) {
    long last = 0;
    for (int d = 0; d < sizes.length; d++) {
      last += Math.max(0, sizes[d] - 1) * strides[d];
    }
    return (int) last + 1;
  }

  private static void reference(
      long[] sizes,
      int d,
      float[] y,
      long yo,
      long[] ys,
      float[] a,
      long ao,
      long[] as,
      float[] b,
      long bo,
      long[] bs) {
    if (d == sizes.length) {
      float p = a[(int) ao];
      float q = b[(int) bo];
      y[(int) yo] = p > q ? p - q : q;
      return;
    }
    for (int i = 0; i < sizes[d]; i++) {
      reference(sizes, d + 1, y, yo + i * ys[d], ys, a, ao + i * as[d], as, b, bo + i * bs[d], bs);
    }
  }

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  @ResourceLock("threads")
  void theNumberOfThreadsChangesNothing(Kernels.Mode mode) {
    int n = 300_001;
    float[] a = random(n, 1);
    float[] b = random(n, 2);
    PointwiseLoop loop = floats(x(0).mul(x(1)).tanh().add(x(0)), 2, mode);
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      float[] one = new float[n];
      loop.run2(n, one, 0, a, 0, 1, b, 0, 1, NONE);
      float[] pieces = new float[n];
      for (int i = 0; i < n; i += 777) {
        loop.run2(Math.min(777, n - i), pieces, i, a, i, 1, b, i, 1, NONE);
      }
      Parallel.setThreads(3);
      float[] three = new float[n];
      loop.run2(n, three, 0, a, 0, 1, b, 0, 1, NONE);
      float[] rows = new float[n];
      long[][] strides = {{1, 1000}, {1, 1000}, {1, 1000}};
      loop.run(new long[] {1000, 300}, new Object[] {rows, a, b}, new long[3], strides, NONE);
      assertThat(pieces).isEqualTo(one);
      assertThat(three).isEqualTo(one);
      assertThat(Arrays.copyOf(rows, n - 1)).isEqualTo(Arrays.copyOf(one, n - 1));
    } finally {
      Parallel.setThreads(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Kernels.Mode.class)
  void resultsMayReplaceTheirInputs(Kernels.Mode mode) {
    int n = 5003;
    Expr half = PointwiseLoopTest.longExpression();
    List<Expr> outputs = List.of(half.add(x(1)), x(0).sub(half), x(0).add(x(1)).mul(p(0)));
    DType[] three = {F, F, F};
    DType[] two = {F, F};
    long[] params = {Double.doubleToRawLongBits(0.5)};
    PointwiseLoop loop = PointwiseLoop.compile(outputs, Compute.FLOAT, three, two, mode);
    for (int step = 1; step <= 2; step++) {
      float[] a = random(2 * n, 3);
      float[] b = random(2 * n, 4);
      float[][] apart = {new float[2 * n], new float[2 * n], new float[2 * n]};
      int[] strides = {step, step, step, step, step};
      Object[] fresh = {apart[0], apart[1], apart[2], a, b};
      loop.run(n, fresh, new int[5], strides, params);
      float[] third = new float[2 * n];
      loop.run(n, new Object[] {a, b, third, a, b}, new int[5], strides, params);
      for (int i = 0; i < n * step; i += step) {
        assertThat(a[i]).isEqualTo(apart[0][i]);
        assertThat(b[i]).isEqualTo(apart[1][i]);
        assertThat(third[i]).isEqualTo(apart[2][i]);
      }
    }
  }

  @Test
  void vectorLoopsTakeOverAndGiveTheSameBits() throws InterruptedException {
    int n = 40_003;
    float[] a = random(n, 5);
    PointwiseLoop loop = floats(x(0).exp(), 1, Kernels.Mode.AUTO);
    float[] cold = new float[n];
    loop.run1(n, cold, 0, a, 0, 1, NONE);
    assertThat(loop.isVectorReady()).isFalse();
    float[] now = new float[n];
    long deadline = System.nanoTime() + 12_000_000_000L;
    while (!loop.isVectorReady() && System.nanoTime() < deadline) {
      loop.run1(n, now, 0, a, 0, 1, NONE);
      assertThat(now).isEqualTo(cold);
      Thread.sleep(2);
    }
    assumeTrue(loop.isVectorReady(), "C2 was too busy to compile the loop");
    loop.run1(n, now, 0, a, 0, 1, NONE);
    assertThat(now).isEqualTo(cold);
  }

  @Test
  void smallOperationsNeverPrepareVectorLoops() {
    PointwiseLoop loop = floats(x(0).exp(), 1, Kernels.Mode.AUTO);
    float[] a = random(200, 6);
    float[] y = new float[200];
    for (int call = 0; call < 20_000; call++) {
      loop.run1(200, y, 0, a, 0, 1, NONE);
    }
    assertThat(loop.isVectorReady()).isFalse();
  }

  @Test
  void kindOfLoopFollowsTheSteps() {
    assertThat(needsVector(x(0).add(x(1)).mul(c(2)).sqrt().min(x(1)))).isFalse();
    assertThat(needsVector(x(0).exp())).isTrue();
    assertThat(needsVector(x(0).gt(0).select(x(1), c(0)))).isTrue();
    assertThat(needsVector(flag(0).select(x(1), c(0)))).isTrue();
    assertThat(needsVector(x(0).gt(0).select(x(0).rem(x(1)), c(0)))).isFalse();
  }

  private static boolean needsVector(Expr e) {
    DType[] in = {F, F};
    Expr lowered = Formulas.lower(e, Compute.FLOAT);
    return new LoopSource(List.of(lowered), Compute.FLOAT, new DType[] {F}, in, Kernels.Mode.AUTO)
        .needsVector();
  }

  @Test
  void whatCannotBeCompiledIsRefused() {
    assertThatThrownBy(() -> floatsRaw(x(0).exp())).hasMessageContaining("EXP");
    assertThatThrownBy(() ->
            PointwiseLoop.compile(
                List.of(x(0)), Compute.FLOAT, new DType[] {DType.COMPLEX64}, new DType[] {F}))
        .hasMessageContaining("complex64");
    DType[] many = new DType[64];
    Arrays.fill(many, F);
    assertThatThrownBy(
            () -> PointwiseLoop.compile(List.of(x(0)), Compute.FLOAT, new DType[] {F}, many))
        .hasMessageContaining("65 operands");
  }

  private static PointwiseLoop floatsRaw(Expr e) {
    return PointwiseLoop.compile(List.of(e), Compute.FLOAT, new DType[] {F}, new DType[] {F});
  }
}
