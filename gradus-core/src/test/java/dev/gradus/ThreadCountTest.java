package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.Parallel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Operations that are no rows: the same bits, of result and gradient, from one, two, three and
/// five threads. Sizes are large enough to be shared, and no multiple of anything.
@ResourceLock("threads")
class ThreadCountTest {
  private final int before = Parallel.threads();

  @AfterEach
  void restoreThreads() {
    Parallel.setThreads(before);
  }

  @TestFactory
  Stream<DynamicTest> operations() {
    Map<String, UnaryOperator<Tensor>> onMatrix = new LinkedHashMap<>();
    onMatrix.put("sum", Tensor::sum);
    onMatrix.put("sum over rows", x -> x.sum(0));
    onMatrix.put("sum over columns", x -> x.sum(1));
    onMatrix.put("sum over rows of a turned matrix", x -> x.t().sum(0));
    onMatrix.put("mean in float64", x -> x.mean(new int[] {1}, false, DType.FLOAT64));
    onMatrix.put("maximum", x -> x.amax(new int[] {1}, false));
    onMatrix.put("norm", Tensor::norm);
    onMatrix.put("norm over rows", x -> x.norm(2, new int[] {0}, false));
    onMatrix.put("variance", x -> x.var(new int[] {1}, 1, false));
    onMatrix.put("logsumexp", x -> x.logsumexp(1));
    onMatrix.put("softmax", x -> x.softmax(1));
    onMatrix.put("softmax over rows", x -> x.softmax(0));
    onMatrix.put("log of softmax", x -> x.logSoftmax(1));
    onMatrix.put("cumulative sum", x -> x.cumsum(1));
    onMatrix.put("cumulative sum over rows", x -> x.cumsum(0));
    onMatrix.put("sort", x -> x.sort(1, false).values());
    onMatrix.put("index select", x -> x.indexSelect(0, everySecond(x.size(0))));
    onMatrix.put("turned and copied", x -> x.t().contiguous());
    onMatrix.put("distances", x -> Gradus.cdist(x.narrow(1, 0, 67), x.narrow(1, 67, 67)));
    Map<String, UnaryOperator<Tensor>> onPlanes = new LinkedHashMap<>();
    onPlanes.put("max pooling", x -> Gradus.maxPool2d(x, 2, 2));
    onPlanes.put("max pooling by three", x -> Gradus.maxPool2d(x, 3, 3));
    onPlanes.put("average pooling", x -> Gradus.avgPool2d(x, 3, 3));
    onPlanes.put("batched products", x -> x.matmul(x.transpose(-1, -2)));
    Tensor matrix = numbers(517, 1031);
    Tensor planes = numbers(7, 19, 67, 61);
    return Stream.concat(tests(onMatrix, matrix), tests(onPlanes, planes));
  }

  private static Stream<DynamicTest> tests(Map<String, UnaryOperator<Tensor>> all, Tensor x) {
    return all.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getValue(), x)));
  }

  private static void compare(UnaryOperator<Tensor> operation, Tensor x) {
    Parallel.setThreads(1);
    double[][] wanted = values(operation, x);
    for (int threads : new int[] {2, 3, 5}) {
      Parallel.setThreads(threads);
      assertThat(Arrays.deepEquals(values(operation, x), wanted))
          .as("%d threads", threads)
          .isTrue();
    }
  }

  /// The result and the gradient of its sum, in which each element has a weight of its own.
  private static double[][] values(UnaryOperator<Tensor> operation, Tensor x) {
    Tensor leaf = x.detach().requiresGrad_();
    Tensor y = operation.apply(leaf);
    y.mul(numbers(y.shape()).to(y.dtype())).sum().backward();
    return new double[][] {
      Seen.values(y.detach()), Seen.values(Objects.requireNonNull(leaf.grad()))
    };
  }

  private static Tensor everySecond(long n) {
    return Gradus.arange(0, n, 2);
  }

  private static Tensor numbers(long... sizes) {
    Generator generator = new Generator().manualSeed(5);
    return Gradus.randn(generator, sizes);
  }
}
