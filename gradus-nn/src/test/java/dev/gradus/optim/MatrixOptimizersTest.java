package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The optimisers that look at matrices as a whole, against their formulas.
class MatrixOptimizersTest {
  private static final double[] START = {1, -2, 0.5, 3, 0.25, -1};
  private static final double[][] GRADIENTS = {
    {0.1, -0.2, 0.3, 0.4, -0.5, 0.6}, {1, 2, -3, 0.5, 0.25, -0.125}, {0.3, 0.2, 0.1, -4, 0, 1}
  };

  private static Tensor matrix() {
    return Gradus.tensor(START).reshape(2, 3).clone().requiresGrad_();
  }

  @Test
  void adafactorFollowsItsFormulasForAMatrix() {
    AdafactorOptions o =
        AdafactorOptions.DEFAULT.withLr(0.5).withWeightDecay(0.1).withD(1.25).withMaximize(true);
    Tensor w = matrix();
    Adafactor adafactor = new Adafactor(List.of(w), o);
    double[] p = START.clone();
    double[] rows = new double[2];
    double[] columns = new double[3];
    for (int t = 1; t <= 3; t++) {
      double[] g = GRADIENTS[t - 1];
      w.setGrad(Gradus.tensor(g).reshape(2, 3));
      adafactor.step();
      double share = Math.pow(t, -0.8);
      double length = Math.max(1e-3, rms(p)) * Math.min(0.5, 1 / Math.sqrt(t));
      for (int i = 0; i < 2; i++) {
        double mean = (square(g[3 * i]) + square(g[3 * i + 1]) + square(g[3 * i + 2])) / 3;
        rows[i] += share * (mean - rows[i]);
      }
      for (int j = 0; j < 3; j++) {
        columns[j] += share * ((square(g[j]) + square(g[3 + j])) / 2 - columns[j]);
      }
      double[] u = new double[6];
      for (int k = 0; k < 6; k++) {
        u[k] = -g[k] / Math.sqrt(rows[k / 3] * columns[k % 3] / ((rows[0] + rows[1]) / 2));
      }
      for (int k = 0; k < 6; k++) {
        p[k] = p[k] * (1 - 0.5 * 0.1) - length * u[k] / Math.max(1, rms(u) / 1.25);
      }
      assertThat(w.detach().toDoubleArray()).containsExactly(p, within(1e-12));
    }
  }

  @Test
  void adafactorFollowsItsFormulasForAVector() {
    Tensor b = Gradus.tensor(START).requiresGrad_();
    Adafactor adafactor =
        new Adafactor(List.of(b), AdafactorOptions.DEFAULT.withEps(0.5, 1e-3).withBeta2Decay(-1));
    double[] p = START.clone();
    double[] variance = new double[6];
    for (int t = 1; t <= 3; t++) {
      double[] g = GRADIENTS[t - 1];
      b.setGrad(Gradus.tensor(g));
      adafactor.step();
      double length = rms(p) * Math.min(0.01, 1 / Math.sqrt(t));
      double[] u = new double[6];
      for (int k = 0; k < 6; k++) {
        variance[k] += (square(g[k]) - variance[k]) / t;
        u[k] = g[k] / Math.sqrt(Math.max(variance[k], 0.25));
      }
      for (int k = 0; k < 6; k++) {
        p[k] -= length * u[k] / Math.max(1, rms(u));
      }
      assertThat(b.detach().toDoubleArray()).containsExactly(p, within(1e-12));
    }
    assertThat(adafactor.state(b).find("variance")).isNotNull();
  }

  @Test
  void adafactorGoesOnFromItsState() {
    Tensor w = matrix();
    Adafactor first = new Adafactor(List.of(w));
    w.setGrad(Gradus.tensor(GRADIENTS[0]).reshape(2, 3));
    first.step();
    Tensor v = w.detach().clone().requiresGrad_();
    Adafactor second = new Adafactor(List.of(v), AdafactorOptions.DEFAULT.withEps(0.1, 1));
    second.loadStateDict(first.stateDict());
    w.setGrad(Gradus.tensor(GRADIENTS[1]).reshape(2, 3));
    v.setGrad(Gradus.tensor(GRADIENTS[1]).reshape(2, 3));
    first.step();
    second.step();
    assertThat(v.detach().toDoubleArray()).isEqualTo(w.detach().toDoubleArray());
    assertThat(second.paramGroups().getFirst().options().eps().variance()).isNull();
    assertThat(first.toString()).contains("    eps: (None, 0.001)\n    foreach: None\n");
  }

  @Test
  void muonStepsAlongANearlyOrthogonalMatrix() {
    Gradus.manualSeed(3);
    Tensor w = Gradus.zeros(DType.FLOAT64, 8, 5).requiresGrad_();
    Tensor g = Gradus.randn(DType.FLOAT64, 8, 5);
    w.setGrad(g);
    new Muon(List.of(w), MuonOptions.DEFAULT.withLr(0.1).withWeightDecay(0)).step();
    Tensor step = w.detach().div(-0.1 * Math.sqrt(8 / 5.0));
    for (double size : Linalg.svdvals(step).toDoubleArray()) {
      assertThat(size).isBetween(0.6, 1.3);
    }
    // The directions stay: what the gradient turns, the step turns alike.
    Tensor symmetric = step.t().mm(g);
    assertThat(symmetric.sub(symmetric.t()).abs().max().item()).isLessThan(0.1);
  }

  @Test
  void muonAveragesDecaysAndScalesByShape() {
    Tensor w = matrix();
    MuonOptions o =
        MuonOptions.DEFAULT
            .withLr(0.25)
            .withMomentum(0.5)
            .withNesterov(false)
            .withNsSteps(0)
            .withAdjustLrFn(MuonOptions.AdjustLr.MATCH_RMS_ADAMW);
    Muon muon = new Muon(List.of(w), o);
    double[] p = START.clone();
    double[] mean = new double[6];
    for (double[] g : GRADIENTS) {
      w.setGrad(Gradus.tensor(g).reshape(2, 3));
      muon.step();
      double norm = 0;
      for (int k = 0; k < 6; k++) {
        mean[k] += 0.5 * (g[k] - mean[k]);
        norm += square(mean[k]);
      }
      for (int k = 0; k < 6; k++) {
        double step = mean[k] / Math.sqrt(norm);
        p[k] = p[k] * (1 - 0.25 * 0.1) - 0.25 * 0.2 * Math.sqrt(3) * step;
      }
      // Without an iteration only the rounding to bfloat16 is left.
      assertThat(w.detach().toDoubleArray()).containsExactly(p, within(5e-3));
    }
    assertThat(muon.stateDict().get("state")).asString().startsWith("{0={momentum_buffer=");
    Muon other = new Muon(List.of(matrix()));
    other.loadStateDict(muon.stateDict());
    assertThat(other.paramGroups().getFirst().options()).isEqualTo(o);
    assertThat(other.toString())
        .contains("    adjust_lr_fn: match_rms_adamw\n")
        .contains("    ns_coefficients: (3.4445, -4.775, 2.0315)\n");
  }

  private static final DType[] DTYPES = {DType.FLOAT64, DType.FLOAT32, DType.BFLOAT16};

  private static double tolerance(DType dtype) {
    return dtype == DType.FLOAT64 ? 1e-12 : dtype == DType.FLOAT32 ? 1e-5 : 0.03;
  }

  @Test
  void adafactorTakesTheStepsOfSingleOperations() {
    for (DType dtype : DTYPES) {
      for (long[] sizes : new long[][] {{1}, {97}, {5, 1}, {1, 33}, {17, 67}, {3, 5, 7}}) {
        AdafactorOptions o = AdafactorOptions.DEFAULT.withLr(0.3).withWeightDecay(0.1);
        Gradus.manualSeed(7);
        Tensor w = Gradus.randn(dtype, sizes).requiresGrad_();
        Tensor p = w.detach().to(DType.FLOAT64);
        Adafactor adafactor = new Adafactor(List.of(w), o.withEps(1e-3, 1e-3));
        Map<String, Tensor> known = new HashMap<>();
        for (int t = 1; t <= 3; t++) {
          Tensor g = Gradus.randn(dtype, sizes);
          w.setGrad(g);
          adafactor.step();
          adafactorStep(p, g.to(DType.FLOAT64), known, t, o);
        }
        close(w, p, tolerance(dtype));
      }
    }
  }

  // In float64, operation by operation.
  private static void adafactorStep(
      Tensor p, Tensor g, Map<String, Tensor> known, int t, AdafactorOptions o) {
    double share = Math.pow(t, o.beta2Decay());
    double root = Math.sqrt((double) p.numel());
    double length = Math.max(1e-3, p.norm(2).item() / root) * Math.min(o.lr(), 1 / Math.sqrt(t));
    p.mul_(1 - o.lr() * o.weightDecay());
    Tensor squares = g.square();
    Tensor estimate;
    if (g.dim() > 1) {
      Tensor rows = squares.mean(new int[] {-1}, true);
      Tensor columns = squares.mean(new int[] {-2}, true);
      rows = known.merge("rows", rows, (a, b) -> a.lerp(b, share));
      columns = known.merge("columns", columns, (a, b) -> a.lerp(b, share));
      estimate = rows.matmul(columns).div(rows.mean(new int[] {-2}, true).clampMin(1e-3));
    } else {
      estimate = known.merge("squares", squares, (a, b) -> a.lerp(b, share));
    }
    Tensor u = estimate.clampMin(1e-6).rsqrt().mul(g);
    p.add_(u, -length / Math.max(1, u.norm(2).item() / root / o.d()));
  }

  @Test
  void muonTakesTheStepsOfSingleOperations() {
    for (DType dtype : DTYPES) {
      for (long[] sizes : new long[][] {{1, 1}, {1, 33}, {17, 5}, {31, 67}}) {
        MuonOptions o = MuonOptions.DEFAULT.withLr(0.1);
        Gradus.manualSeed(7);
        Tensor w = Gradus.randn(dtype, sizes).requiresGrad_();
        Tensor p = w.detach().clone();
        Tensor mean = Gradus.zerosLike(p);
        Muon muon = new Muon(List.of(w), o);
        for (int t = 1; t <= 3; t++) {
          Tensor g = Gradus.randn(dtype, sizes);
          w.setGrad(g);
          muon.step();
          mean.lerp_(g, 1 - o.momentum());
          Tensor step = orthogonal(g.lerp(mean, o.momentum()).to(DType.BFLOAT16), o);
          p.mul_(1 - o.lr() * o.weightDecay());
          double ratio = Math.sqrt(Math.max(1, sizes[0] / (double) sizes[1]));
          p.add_(step.to(dtype), -o.lr() * ratio);
        }
        // bfloat16 rounds what is iterated; a last bit more or less of the mean may change it.
        close(w, p, dtype == DType.BFLOAT16 ? 0.03 : 0.01);
      }
    }
  }

  private static Tensor orthogonal(Tensor x, MuonOptions o) {
    Tensor y = x.size(0) > x.size(1) ? x.t() : x;
    y = y.div(y.norm(2).clampMin(o.eps()));
    MuonOptions.Coefficients k = o.nsCoefficients();
    for (int i = 0; i < o.nsSteps(); i++) {
      Tensor gram = y.mm(y.t());
      Tensor odd = gram.addmm(gram, gram, k.b(), k.c());
      y = y.addmm(odd, y, k.a(), 1);
    }
    return x.size(0) > x.size(1) ? y.t() : y;
  }

  private static void close(Tensor w, Tensor wanted, double tolerance) {
    Tensor far = w.detach().to(DType.FLOAT64).sub(wanted.to(DType.FLOAT64)).abs();
    assertThat(far.max().item()).isLessThanOrEqualTo(tolerance * (1 + wanted.abs().max().item()));
  }

  @Test
  void refuseWithPyTorchsSentences() {
    Tensor complex = Gradus.zeros(DType.COMPLEX64, 2, 2).requiresGrad_();
    Tensor vector = Gradus.zeros(3).requiresGrad_();
    assertThatThrownBy(() -> new Muon(List.of(vector)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Muon only supports 2D parameters whereas we found a parameter with size: torch.Size([3])");
    assertThatThrownBy(() -> new Muon(List.of(complex)))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("Muon does not support complex parameters");
    assertThatThrownBy(() -> new Adafactor(List.of(complex)))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("Adafactor does not support complex parameters");
    refused("Learning rate should be >= 0 but is: -1.0", () -> AdafactorOptions.DEFAULT.withLr(-1));
    refused(
        "beta2_decay should be <= 0 but is: 0.5",
        () -> AdafactorOptions.DEFAULT.withBeta2Decay(0.5));
    refused(
        "epsilon1 should be >= 0 but is: -1.0", () -> AdafactorOptions.DEFAULT.withEps(-1.0, 0));
    refused(
        "epsilon2 should be >= 0 but is: -2.0", () -> AdafactorOptions.DEFAULT.withEps(null, -2));
    refused(
        "Clipping threshold d should be >= 1 but is: 0.5",
        () -> AdafactorOptions.DEFAULT.withD(0.5));
    refused("momentum should be >= 0 but is: -0.5", () -> MuonOptions.DEFAULT.withMomentum(-0.5));
    refused(
        "weight decay should be >= 0 but is: -0.5",
        () -> MuonOptions.DEFAULT.withWeightDecay(-0.5));
    refused("Number of steps must be less than 100", () -> MuonOptions.DEFAULT.withNsSteps(100));
  }

  private static void refused(String sentence, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double rms(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum / x.length);
  }
}
