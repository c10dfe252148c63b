package dev.gradus;

import dev.gradus.op.matrix.Chain;
import dev.gradus.op.matrix.Contraction;
import dev.gradus.op.matrix.Einsum;
import dev.gradus.op.matrix.Linear;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sums of products among the statics of [Gradus].
abstract sealed class ProductCalls extends MatrixCalls permits Integration {
  /// Sums of products described by subscripts, as in `"ij,jk->ik"`. **Shape**: one dimension for
  /// each subscript behind the arrow; without an arrow those that occur once, in alphabetical
  /// order. `...` stands for dimensions that broadcast. **Gradient**: that of the products.
  /// **Errors**: an equation that does not fit the operands. **Source**: torch.einsum.
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, List.of(operands));
  }

  /// The sum of products over the last `dims` dimensions of a and the first of b. **Gradient**:
  /// that of the product of matrices. **Source**: torch.tensordot.
  public static Tensor tensordot(Tensor a, Tensor b, int dims) {
    return Contraction.tensordot(a, b, dims);
  }

  /// The sum of products over pairs of dimensions.
  public static Tensor tensordot(Tensor a, Tensor b, int[] of, int[] with) {
    return Contraction.tensordot(a, b, of, with);
  }

  /// The product of matrices in the order that needs the fewest multiplications. **Gradient**: that
  /// of the products. **Source**: torch.chain\_matmul.
  public static Tensor chainMatmul(Tensor... matrices) {
    return matrices.length == 1 ? matrices[0] : Chain.of("chain_matmul", List.of(matrices));
  }

  /// A fully connected layer: x·Wᵀ + b. **Shape**: (…, in), (out, in), (out) → (…, out).
  /// **Gradient**: that of the product and the sum. **Source**: torch.nn.functional.linear.
  public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    return Linear.linear(x, weight, bias);
  }

  /// [#linear(Tensor, Tensor, Tensor)] without an addend.
  public static Tensor linear(Tensor x, Tensor weight) {
    return Linear.linear(x, weight, null);
  }

  /// x1ᵀ·W·x2 + b for each matrix of W. **Shape**: (…, n), (…, m), (out, n, m), (out) → (…, out).
  /// **Gradient**: that of the products. **Source**: torch.nn.functional.bilinear.
  public static Tensor bilinear(Tensor x1, Tensor x2, Tensor weight, @Nullable Tensor bias) {
    return Linear.bilinear(x1, x2, weight, bias);
  }
}
