package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.Parallel;
import dev.gradus.memory.Elements;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The same bits from one, two and three threads and in every run, results and gradients.
@ResourceLock("threads")
class RepeatabilityTest {
  // Enough for several threads, and no multiple of anything.
  private static final int COUNT = (1 << 17) + 3;

  private final int before = Parallel.threads();

  @AfterEach
  void restoreThreads() {
    Parallel.setThreads(before);
  }

  @TestFactory
  Stream<DynamicTest> rows() {
    return RowSamples.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> repeat(e.getValue())));
  }

  private void repeat(Row row) {
    Tensor[] x = RowSamples.inputs(row, new long[] {3});
    for (int i = 0; i < x.length; i++) {
      x[i] = many(x[i]);
    }
    Object[] wanted = null;
    for (int threads : new int[] {1, 2, 3, 1}) {
      Parallel.setThreads(threads);
      Object[] got = run(row, x);
      wanted = wanted == null ? got : wanted;
      assertThat(Arrays.deepEquals(got, wanted)).as("%d threads", threads).isTrue();
    }
    Parallel.setThreads(before);
  }

  // The result and the gradients as arrays.
  private static Object[] run(Row row, Tensor[] x) {
    Scalar[] p = RowSamples.numbers(row);
    Tensor y = row.apply(p, x);
    Stream<Tensor> all = Stream.of(y);
    if (row.differentiable()) {
      Tensor[] leaves = Stream.of(x).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
      GradOptions options = GradOptions.DEFAULT.withMaterializeGrads(true);
      @Nullable Tensor[] g =
          Gradus.grad(
              java.util.List.of(y),
              java.util.List.of(leaves),
              java.util.List.of(Gradus.onesLike(y)),
              options);
      all = Stream.concat(all, Stream.of(g).map(Objects::requireNonNull));
    }
    return all.map(t -> t.contiguous().storage().array()).toArray();
  }

  private static Tensor many(Tensor few) {
    boolean flag = few.dtype() == DType.BOOL;
    Tensor t = Tensor.empty(flag ? DType.BOOL : DType.FLOAT32, COUNT);
    double[] values = Seen.values(few);
    for (int i = 0; i < COUNT; i++) {
      double step = flag ? 0 : 1e-6 * (i % 100_003);
      Elements.setDouble(t.storage(), t.dtype(), i, values[i % 3] + step);
    }
    return flag ? t : t.requiresGrad_();
  }
}
