package dev.gradus.nn;

import dev.gradus.error.GradusArgumentException;

/// What follows a weight, and by how much the weight has to make up for it. **Source**:
/// torch.nn.init.calculate\_gain.
public enum Nonlinearity {
  /// Nothing, or a convolution.
  LINEAR(1),
  /// The logistic function.
  SIGMOID(1),
  /// The hyperbolic tangent.
  TANH(5.0 / 3),
  /// A rectifier.
  RELU(Math.sqrt(2)),
  /// A leaky rectifier.
  LEAKY_RELU(Double.NaN),
  /// The self-normalising unit.
  SELU(3.0 / 4);

  private final double gain;

  Nonlinearity(double gain) {
    this.gain = gain;
  }

  /// The factor by which weights are larger than without a nonlinearity; for a leaky rectifier of
  /// slope 0.01.
  public double gain() {
    return gain(0.01);
  }

  /// The factor by which weights are larger than without a nonlinearity.
  ///
  /// @param slope of a leaky rectifier
  public double gain(double slope) {
    return this == LEAKY_RELU ? Math.sqrt(2 / (1 + slope * slope)) : gain;
  }

  /// That of this name in PyTorch: `relu`, `leaky_relu`, `tanh`, `sigmoid`, `selu`, `linear`, and
  /// `conv1d` and the like, which are linear.
  public static Nonlinearity of(String name) {
    return switch (name) {
      case "linear",
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d" ->
          LINEAR;
      case "sigmoid" -> SIGMOID;
      case "tanh" -> TANH;
      case "relu" -> RELU;
      case "leaky_relu" -> LEAKY_RELU;
      case "selu" -> SELU;
      default -> throw new GradusArgumentException("Unsupported nonlinearity " + name);
    };
  }
}
