package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ParameterState;
import dev.gradus.optim.SGDOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignOptimizerTest {
  /// An optimiser of somebody else's, which may do with gradients what it likes.
  private static final class Keeping extends Optimizer<SGDOptions> {
    private final List<Tensor> kept = new ArrayList<>();

    Keeping(Tensor parameter) {
      super(List.of(parameter), SGDOptions.DEFAULT);
    }

    @Override
    protected void update(Tensor parameter, Tensor gradient, ParameterState state, SGDOptions o) {
      kept.add(gradient);
    }
  }

  @Test
  void gradientsThatItKeepsStay() {
    Tensor w = ones(10_000).requiresGrad_();
    Keeping optimizer = new Keeping(w);
    for (int k = 1; k <= 3; k++) {
      optimizer.zeroGrad();
      w.mul((double) k).sum().backward();
      optimizer.step();
    }
    assertThat(optimizer.kept.stream().map(g -> g.mean().item())).containsExactly(1.0, 2.0, 3.0);
  }
}
