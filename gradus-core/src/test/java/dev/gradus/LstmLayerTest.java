package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A layer of long short-term memories, which goes all its steps at once, against its cell.
class LstmLayerTest {
  private static Tensor filled(DType dtype, int seed, long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 0.8 * Math.sin(seed + 1.7 * i + 0.01 * i * i);
    }
    return tensor(numbers).view(sizes).to(dtype).detach().requiresGrad_();
  }

  /// Input, hidden state, cell and the four parameters.
  private static Tensor[] inputs(DType dtype, int steps, int batch, int in, int n) {
    return new Tensor[] {
      filled(dtype, 1, steps, batch, in),
      filled(dtype, 2, 1, batch, n),
      filled(dtype, 3, 1, batch, n),
      filled(dtype, 4, 4L * n, in),
      filled(dtype, 5, 4L * n, n),
      filled(dtype, 6, 4L * n),
      filled(dtype, 7, 4L * n)
    };
  }

  private static LstmResult atOnce(Tensor[] v) {
    return lstm(
        v[0], new LstmState(v[1], v[2]), List.of(v[3], v[4], v[5], v[6]), RecurrentOptions.DEFAULT);
  }

  private static LstmResult oneByOne(Tensor[] v, boolean reverse) {
    LstmState state = new LstmState(v[1].select(0, 0), v[2].select(0, 0));
    List<Tensor> all = new ArrayList<>();
    int steps = (int) v[0].size(0);
    for (int k = 0; k < steps; k++) {
      int t = reverse ? steps - 1 - k : k;
      state = lstmCell(v[0].select(0, t), state, v[3], v[4], v[5], v[6]);
      all.add(reverse ? 0 : k, state.hidden());
    }
    LstmState last = new LstmState(state.hidden().unsqueeze(0), state.cell().unsqueeze(0));
    return new LstmResult(stack(all, 0), last);
  }

  private static Tensor loss(LstmResult r) {
    Tensor y = r.output();
    Tensor weights = arange(y.numel(), y.dtype()).view(y.shape()).sin();
    return y.mul(weights).sum().add(r.last().cell().square().sum()).add(r.last().hidden().sum());
  }

  @Test
  @ResourceLock("threads")
  void theNumberOfThreadsDoesNotChangeABit() {
    int before = Gradus.getNumThreads();
    try {
      setNumThreads(1);
      List<double[]> one = valuesAndGradients();
      setNumThreads(3);
      assertThat(valuesAndGradients()).usingRecursiveComparison().isEqualTo(one);
    } finally {
      setNumThreads(before);
    }
  }

  // Enough work for three threads, in rows that do not fill the last one's tiles.
  private static List<double[]> valuesAndGradients() {
    Tensor[] v = inputs(float32, 8, 29, 5, 64);
    LstmResult y = atOnce(v);
    loss(y).backward();
    List<double[]> all = new ArrayList<>(List.of(values(y.output()), values(y.last().cell())));
    for (Tensor x : v) {
      all.add(values(Seen.grad(x)));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "3,2,2,3", "5,17,3,20", "4,40,7,33", "2,3,5,64", "3,5,8,129"})
  void allStepsAtOnceAreTheStepsOneByOne(int steps, int batch, int in, int n) {
    for (DType dtype : new DType[] {float32, float64}) {
      Tensor[] v = inputs(dtype, steps, batch, in, n);
      LstmResult got = atOnce(v);
      LstmResult wanted = oneByOne(v, false);
      assertThat(values(got.output())).isEqualTo(values(wanted.output()));
      assertThat(values(got.last().hidden())).isEqualTo(values(wanted.last().hidden()));
      assertThat(values(got.last().cell())).isEqualTo(values(wanted.last().cell()));
      assertSlopes(loss(got), loss(wanted), v, dtype == float32 ? 2e-5 : 1e-12);
    }
  }

  private static void assertSlopes(Tensor got, Tensor wanted, Tensor[] v, double tolerance) {
    Tensor[] mine = grad(got, v);
    Tensor[] theirs = grad(wanted, v);
    for (int i = 0; i < v.length; i++) {
      double[] a = values(mine[i]);
      double[] b = values(theirs[i]);
      double size = 1;
      for (double one : b) {
        size = Math.max(size, Math.abs(one));
      }
      assertThat(a).describedAs("input " + i).containsExactly(b, within(tolerance * size));
    }
  }

  @Test
  void theSecondDirectionBeginsAtTheEnd() {
    Tensor[] v = inputs(float64, 4, 3, 2, 5);
    Tensor[] other = inputs(float64, 4, 3, 2, 5);
    List<Tensor> params = new ArrayList<>(List.of(v).subList(3, 7));
    params.addAll(List.of(other).subList(3, 7));
    Tensor h = cat(List.of(v[1], other[1]), 0);
    Tensor c = cat(List.of(v[2], other[2]), 0);
    RecurrentOptions both = RecurrentOptions.DEFAULT.withBidirectional(true);
    Tensor y = lstm(v[0], new LstmState(h, c), params, both).output().narrow(2, 5, 5);
    other[0] = v[0];
    Tensor wanted = oneByOne(other, true).output();
    assertThat(values(y)).isEqualTo(values(wanted));
    assertSlopes(y.square().sum(), wanted.square().sum(), other, 1e-12);
  }

  @Test
  void slopesOfBothOrders() {
    GradientCheck.check(
        "all steps",
        v -> {
          LstmResult r = atOnce(v);
          return r.output().sum(0).add(r.last().cell().select(0, 0));
        },
        inputs(float64, 3, 2, 1, 1));
    GradientCheck.check("cell alone", v -> atOnce(v).last().cell(), inputs(float64, 2, 1, 1, 1));
    Tensor[] w = inputs(float64, 2, 2, 1, 1);
    RecurrentOptions plain = RecurrentOptions.DEFAULT.withHasBiases(false);
    GradientCheck.check(
        "no biases",
        v -> lstm(v[0], new LstmState(v[1], v[2]), List.of(v[3], v[4]), plain).output(),
        w[0],
        w[1],
        w[2],
        w[3],
        w[4]);
  }

  @Test
  void theRecordedGradientIsTheGradient() {
    Tensor[] v = inputs(float64, 4, 3, 2, 5);
    Tensor[] plain = grad(loss(atOnce(v)), v);
    Tensor[] recorded =
        grad(List.of(loss(atOnce(v))), List.of(v), null, GradOptions.DEFAULT.withCreateGraph(true));
    for (int i = 0; i < v.length; i++) {
      assertThat(values(plain[i])).containsExactly(values(recorded[i]), within(1e-12));
    }
  }
}
