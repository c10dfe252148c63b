package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.function.BinaryOperator;

/// Matrix products.
final class MatrixOps {
  private MatrixOps() {}

  static void bind(Bindings<Tensor> b) {
    product(b, "matmul", "other", Tensor::matmul);
    product(b, "__rmatmul__", "other", (x, y) -> y.matmul(x));
    product(b, "mm", "mat2", Tensor::mm);
    product(b, "bmm", "mat2", Tensor::bmm);
    product(b, "mv", "vec", Tensor::mv);
    product(b, "dot", "tensor", Tensor::dot);
  }

  private static void product(
      Bindings<Tensor> b, String name, String second, BinaryOperator<Tensor> f) {
    b.op(
        name,
        "input: tensor, " + second + ": tensor",
        a -> f.apply(a.tensor("input"), a.tensor(second)));
  }
}
