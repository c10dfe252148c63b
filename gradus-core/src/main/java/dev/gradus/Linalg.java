package dev.gradus;

/// PyTorch's `torch.linalg`: factorisations, solvers and functions of matrices.
///
/// Every function takes batches: the last two dimensions are those of a matrix, all before them are
/// counted through, and batches of two operands broadcast. **Dtype**: float32, float64, complex64
/// and complex128; computed in float64 and rounded once. Results that LAPACK writes by columns have
/// the strides of that, as in PyTorch.
public final class Linalg extends LinalgProducts {
  private Linalg() {}
}
