package dev.gradus.nn;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cross entropy of scores that a trained linear map makes of the input: `loss.call(input,
/// target)`.
///
/// **Shape**: input (n, in) or (in); target (n, d₁, …) of classes, or with the classes as second
/// dimension of probabilities. The map is the layer `linear`, whose rows are classes · d₁ · ….
/// **Source**: torch.nn.LinearCrossEntropyLoss.
public final class LinearCrossEntropyLoss extends Layer {
  private final CrossEntropyOptions options;
  private final long[] weightSizes;
  private final Linear linear;

  /// Creates it without bias, with the mean.
  public LinearCrossEntropyLoss(long inFeatures, long classes) {
    this(inFeatures, classes, new long[0], false, CrossEntropyOptions.DEFAULT);
  }

  /// Creates it.
  ///
  /// @param inFeatures the size of an input
  /// @param classes how many classes there are
  /// @param outFeatures the sizes behind the classes, of losses of several dimensions
  /// @param bias whether a trained number is added to each score
  /// @param options of the cross entropy; weights are a buffer of the layer
  public LinearCrossEntropyLoss(
      long inFeatures,
      long classes,
      long[] outFeatures,
      boolean bias,
      CrossEntropyOptions options) {
    this.options = options;
    weightSizes = new long[outFeatures.length + 2];
    weightSizes[0] = classes;
    System.arraycopy(outFeatures, 0, weightSizes, 1, outFeatures.length);
    weightSizes[outFeatures.length + 1] = inFeatures;
    long rows = classes * Arrays.stream(outFeatures).reduce(1, (a, b) -> a * b);
    weightBuffer(options.weight());
    linear = layer("linear", new Linear(inFeatures, rows, bias));
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    @Nullable Tensor bias = linear.bias();
    return Gradus.linearCrossEntropy(
        x[0],
        linear.weight().reshape(weightSizes),
        x[1],
        bias == null ? null : bias.reshape(Arrays.copyOf(weightSizes, weightSizes.length - 1)),
        options.withWeight(getOrNull("weight")));
  }

  @Override
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return inputs[0].numel() * (linear.weight().numel() / linear.weight().size(1));
  }
}
