package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// Softmax over the channels of images. **Shape**: (N, C, H, W) or (C, H, W). **Source**:
/// torch.nn.Softmax2d.
public final class Softmax2d extends Layer {
  /// Creates it.
  public Softmax2d() {}

  @Override
  public Tensor forward(Tensor x) {
    if (x.dim() != 3 && x.dim() != 4) {
      throw new GradusArgumentException(
          "Softmax2d: expected input to be 3D or 4D, got " + x.dim() + "D instead");
    }
    return x.softmax(-3);
  }
}
