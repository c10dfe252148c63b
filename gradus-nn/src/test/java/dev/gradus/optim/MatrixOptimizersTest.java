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
import java.util.List;
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
