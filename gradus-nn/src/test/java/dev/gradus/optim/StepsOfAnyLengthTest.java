package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Steps in float32, which are one pass over all elements, against the formula in double for each
/// of them: vectors that are full, one element short and one over.
class StepsOfAnyLengthTest {
  private static final int[] LENGTHS = {1, 7, 15, 16, 17, 31, 33, 100, 1000, 4097};
  private static final int STEPS = 5;
  private static final double RATE = 0.01;

  /// A step for one element: `s[0]` is the parameter, what follows what the optimiser remembers.
  private interface Formula {
    void step(double[] s, double g, int t);
  }

  enum Kind {
    SGD(
        p ->
            new SGD(
                p,
                SGDOptions.DEFAULT
                    .withLr(RATE)
                    .withMomentum(0.9)
                    .withWeightDecay(0.1)
                    .withNesterov(true)),
        (s, gradient, t) -> {
          double g = gradient + 0.1 * s[0];
          s[1] = t == 1 ? g : 0.9 * s[1] + g;
          s[0] -= RATE * (g + 0.9 * s[1]);
        }),
    ADAM(
        p -> new Adam(p, AdamOptions.DEFAULT.withLr(RATE).withWeightDecay(0.1)),
        (s, gradient, t) -> adam(s, gradient + 0.1 * s[0], t)),
    AMSGRAD(
        p -> new Adam(p, AdamOptions.DEFAULT.withLr(RATE).withAmsgrad(true)),
        (s, g, t) -> {
          s[1] = 0.9 * s[1] + 0.1 * g;
          s[2] = 0.999 * s[2] + 0.001 * g * g;
          s[3] = Math.max(s[3], s[2]);
          double mean = s[1] / (1 - Math.pow(0.9, t));
          s[0] -= RATE * mean / (Math.sqrt(s[3] / (1 - Math.pow(0.999, t))) + 1e-8);
        }),
    ADAMW(
        p -> new AdamW(p, AdamWOptions.DEFAULT.withLr(RATE).withWeightDecay(0.1)),
        (s, gradient, t) -> {
          s[0] *= 1 - RATE * 0.1;
          adam(s, gradient, t);
        }),
    RMSPROP(
        p -> new RMSprop(p, RMSpropOptions.DEFAULT.withLr(RATE).withMomentum(0.5)),
        (s, g, t) -> {
          s[1] = 0.99 * s[1] + 0.01 * g * g;
          s[2] = 0.5 * s[2] + g / (Math.sqrt(s[1]) + 1e-8);
          s[0] -= RATE * s[2];
        }),
    CENTERED_RMSPROP(
        p -> new RMSprop(p, RMSpropOptions.DEFAULT.withLr(RATE).withCentered(true)),
        (s, g, t) -> {
          s[1] = 0.99 * s[1] + 0.01 * g * g;
          s[2] = 0.99 * s[2] + 0.01 * g;
          s[0] -= RATE * g / (Math.sqrt(s[1] - s[2] * s[2]) + 1e-8);
        }),
    ADAGRAD(
        p -> new Adagrad(p, AdagradOptions.DEFAULT.withLr(RATE)),
        (s, g, t) -> {
          s[1] += g * g;
          s[0] -= RATE * g / (Math.sqrt(s[1]) + 1e-10);
        });

    private final Function<List<Tensor>, Optimizer<?>> maker;
    private final Formula formula;

    Kind(Function<List<Tensor>, Optimizer<?>> maker, Formula formula) {
      this.maker = maker;
      this.formula = formula;
    }

    private static void adam(double[] s, double g, int t) {
      s[1] = 0.9 * s[1] + 0.1 * g;
      s[2] = 0.999 * s[2] + 0.001 * g * g;
      double mean = s[1] / (1 - Math.pow(0.9, t));
      double square = s[2] / (1 - Math.pow(0.999, t));
      s[0] -= RATE * mean / (Math.sqrt(square) + 1e-8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isTheFormula(Kind kind) {
    for (int n : LENGTHS) {
      float[] first = numbers(n, 0);
      Tensor x = Gradus.tensor(first.clone()).requiresGrad_();
      double[][] states = new double[n][];
      for (int i = 0; i < n; i++) {
        states[i] = new double[] {first[i], 0, 0, 0};
      }
      Optimizer<?> optimizer = kind.maker.apply(List.of(x));
      for (int t = 1; t <= STEPS; t++) {
        float[] g = numbers(n, t);
        x.setGrad(Gradus.tensor(g));
        optimizer.step();
        for (int i = 0; i < n; i++) {
          kind.formula.step(states[i], g[i], t);
        }
      }
      float[] y = x.detach().toFloatArray();
      for (int i = 0; i < n; i++) {
        assertThat((double) y[i]).as("%d of %d", i, n).isCloseTo(states[i][0], within(2e-6));
      }
    }
  }

  /// Between 0.5 and 1.5, of both signs.
  private static float[] numbers(int n, int which) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      double size = 1 + 0.5 * Math.sin(3 * i + which);
      x[i] = (float) ((i + which) % 3 == 0 ? -size : size);
    }
    return x;
  }
}
