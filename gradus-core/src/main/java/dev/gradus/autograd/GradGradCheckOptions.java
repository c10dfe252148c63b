package dev.gradus.autograd;

import dev.gradus.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of [GradCheck#gradgradcheck(TensorsFunction, GradGradCheckOptions, Tensor...)].
///
/// @param check those of the check itself; which modes it checks is said by the last two
/// @param gradOutputs the gradients of the results; null for random ones between -1 and 1
/// @param genNonContigGradOutputs whether random gradients lie in memory with gaps
/// @param checkFwdOverRev whether forward mode of the gradient is checked
/// @param checkRevOverRev whether reverse mode of the gradient is checked
public record GradGradCheckOptions(
    GradCheckOptions check,
    @Nullable List<Tensor> gradOutputs,
    boolean genNonContigGradOutputs,
    boolean checkFwdOverRev,
    boolean checkRevOverRev) {
  /// PyTorch's defaults.
  public static final GradGradCheckOptions DEFAULT =
      new GradGradCheckOptions(GradCheckOptions.DEFAULT, null, false, false, true);

  /// With other options of the check.
  public GradGradCheckOptions withCheck(GradCheckOptions other) {
    return new GradGradCheckOptions(
        other, gradOutputs, genNonContigGradOutputs, checkFwdOverRev, checkRevOverRev);
  }

  /// With these gradients of the results.
  public GradGradCheckOptions withGradOutputs(Tensor... given) {
    return new GradGradCheckOptions(
        check, List.of(given), genNonContigGradOutputs, checkFwdOverRev, checkRevOverRev);
  }

  /// With gaps between the elements of random gradients, or without.
  public GradGradCheckOptions withGenNonContigGradOutputs(boolean b) {
    return new GradGradCheckOptions(check, gradOutputs, b, checkFwdOverRev, checkRevOverRev);
  }

  /// With or without forward mode of the gradient.
  public GradGradCheckOptions withCheckFwdOverRev(boolean b) {
    return new GradGradCheckOptions(
        check, gradOutputs, genNonContigGradOutputs, b, checkRevOverRev);
  }

  /// With or without reverse mode of the gradient.
  public GradGradCheckOptions withCheckRevOverRev(boolean b) {
    return new GradGradCheckOptions(
        check, gradOutputs, genNonContigGradOutputs, checkFwdOverRev, b);
  }
}
