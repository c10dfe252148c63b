package dev.gradus.autograd;

import dev.gradus.Tensor;

/// What a function of [Functional] gives: the results of the function, and a product with its
/// Jacobian or Hessian, one tensor for each input (or each result, for `jvp`).
public record Products(Tensor[] outputs, Tensor[] products) {
  /// The only result.
  public Tensor output() {
    return outputs[0];
  }

  /// The only product.
  public Tensor product() {
    return products[0];
  }
}
