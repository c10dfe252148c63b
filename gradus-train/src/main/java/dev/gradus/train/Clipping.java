package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.nn.NnUtils;
import java.util.Collection;

/// What is done to gradients before a step, so that no batch throws the parameters far off.
@FunctionalInterface
public interface Clipping {
  /// Changes the gradients of these parameters.
  void clip(Collection<Tensor> parameters);

  /// Shortens all gradients together to a norm of at most `most`: see [NnUtils#clipGradNorm_].
  static Clipping norm(double most) {
    positive("norm", most);
    return parameters -> NnUtils.clipGradNorm_(parameters, most);
  }

  /// Brings each element of a gradient into [-most, most]: see [NnUtils#clipGradValue_].
  static Clipping value(double most) {
    positive("value", most);
    return parameters -> NnUtils.clipGradValue_(parameters, most);
  }

  private static void positive(String kind, double most) {
    if (!(most > 0)) {
      throw new GradusArgumentException(
          "Clipping." + kind + ": got " + most + "; it must be above 0.");
    }
  }
}
