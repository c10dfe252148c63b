package dev.gradus;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Rows normalised in blocks agree with the operations that say what is meant, in float64.
@ResourceLock("dev.gradus.Globals")
class RowNormsTest {
  private static final long[][] SIZES = {
    {1, 1}, {3, 1}, {3, 7}, {5, 17}, {7, 32}, {2, 4097}, {130, 100}, {1, 9000}
  };

  private static Tensor numbers(long seed, long... sizes) {
    return randn(new Generator().manualSeed(seed), sizes);
  }

  private static Tensor reference(Tensor x, Tensor w, Tensor b, boolean centred) {
    Tensor off = centred ? x.sub(x.mean(new int[] {1}, true)) : x;
    Tensor variance = off.square().mean(new int[] {1}, true);
    Tensor y = off.mul(variance.add(1e-5).rsqrt()).mul(w);
    return centred ? y.add(b) : y;
  }

  private static void check(Tensor source, DType dtype, boolean centred) {
    long n = source.size(1);
    Tensor x = source.to(dtype).detach().requiresGrad_();
    Tensor w = numbers(2, n).to(dtype).requiresGrad_();
    Tensor b = numbers(3, n).to(dtype).requiresGrad_();
    Tensor g = numbers(4, source.shape()).to(dtype);
    Tensor y =
        centred
            ? layerNorm(x, new long[] {n}, NormOptions.DEFAULT.withWeight(w).withBias(b))
            : rmsNorm(x, new long[] {n}, w, 1e-5);
    List<Tensor> of = centred ? List.of(x, w, b) : List.of(x, w);
    Tensor[] d = grad(List.of(y), of, List.of(g), GradOptions.DEFAULT);
    Tensor xd = x.detach().to(DType.FLOAT64).requiresGrad_();
    Tensor wd = w.detach().to(DType.FLOAT64).requiresGrad_();
    Tensor bd = b.detach().to(DType.FLOAT64).requiresGrad_();
    Tensor yd = reference(xd, wd, bd, centred);
    List<Tensor> ofd = centred ? List.of(xd, wd, bd) : List.of(xd, wd);
    Tensor[] dd = grad(List.of(yd), ofd, List.of(g.to(DType.FLOAT64)), GradOptions.DEFAULT);
    double tolerance = dtype == DType.FLOAT64 ? 1e-9 : dtype == DType.FLOAT32 ? 2e-3 : 0.3;
    near(y, yd, tolerance);
    for (int i = 0; i < d.length; i++) {
      near(d[i], dd[i], tolerance);
    }
  }

  private static void near(Tensor actual, Tensor expected, double tolerance) {
    double size = Math.max(1, expected.abs().max().item());
    double off = actual.detach().to(DType.FLOAT64).sub(expected.detach()).abs().max().item();
    assertThat(off).isLessThan(tolerance * size);
  }

  @Test
  void awkwardSizes() {
    for (long[] sizes : SIZES) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16, DType.FLOAT16)) {
        check(numbers(1, sizes).add(3), dtype, true);
        check(numbers(1, sizes), dtype, false);
      }
    }
  }

  @Test
  void partsOfOtherTensors() {
    Tensor whole = numbers(5, 40, 60);
    check(whole.narrow(0, 3, 20), DType.FLOAT32, true);
    check(whole.narrow(1, 7, 33), DType.FLOAT32, true);
  }

  @Test
  void aLargeOffsetCostsNoDigits() {
    Tensor x = numbers(6, 4, 1000);
    Tensor y = layerNorm(x.to(DType.FLOAT64).add(4096).to(DType.FLOAT32), 1000);
    Tensor expected =
        layerNorm(x.to(DType.FLOAT64).add(4096).to(DType.FLOAT32).to(DType.FLOAT64), 1000);
    near(y, expected, 1e-5);
  }

  @Test
  void everyNumberOfThreadsGivesTheSameBits() {
    Tensor x = numbers(7, 300, 700).requiresGrad_();
    Tensor w = numbers(8, 700).requiresGrad_();
    NormOptions options = NormOptions.DEFAULT.withWeight(w).withBias(w);
    int before = getNumThreads();
    Tensor[][] results = new Tensor[2][];
    try {
      for (int k = 0; k < 2; k++) {
        setNumThreads(1 + 2 * k);
        Tensor y = layerNorm(x, new long[] {700}, options);
        Tensor[] d = grad(List.of(y.square().sum()), List.of(x, w), null, GradOptions.DEFAULT);
        results[k] = new Tensor[] {y, d[0], d[1]};
      }
    } finally {
      setNumThreads(before);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(results[0][i].equal(results[1][i])).isTrue();
    }
  }
}
