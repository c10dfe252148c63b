package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.UnpoolOptions;

/// Puts the largest elements of windows back where they were and 0 elsewhere: `unpool.call(values,
/// indices)`. **Shape**: (N, C, H, W) or without N. **Source**: torch.nn.MaxUnpool2d.
public final class MaxUnpool2d extends Layer {
  private final UnpoolOptions options;

  /// Creates it for windows side by side.
  public MaxUnpool2d(long kernel) {
    this(UnpoolOptions.kernel(kernel));
  }

  /// Creates it for windows at a distance.
  public MaxUnpool2d(long kernel, long stride) {
    this(UnpoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public MaxUnpool2d(UnpoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "indices");
    return Gradus.maxUnpool2d(x[0], x[1], options);
  }

  /// As `call`, where the result has these sizes.
  public Tensor withSize(Tensor values, Tensor indices, long... outputSize) {
    UnpoolOptions sized = options.withOutputSize(outputSize);
    return run(in -> new Tensor[] {Gradus.maxUnpool2d(in[0], in[1], sized)}, values, indices)[0];
  }

  @Override
  public String extraRepr() {
    return PoolText.unpool(options, 2);
  }
}
