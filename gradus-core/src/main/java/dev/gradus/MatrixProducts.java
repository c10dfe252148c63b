package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.matrix.AddProduct;
import dev.gradus.op.matrix.AddProduct.Kind;
import dev.gradus.op.matrix.Contraction;
import dev.gradus.op.matrix.Cross;
import dev.gradus.op.matrix.Trace;
import dev.gradus.shape.Sizes;

/// Products of matrices that are added to something, and products made of others.
///
/// In `addmm` and its like the result is β · this + α · product; this broadcasts to the product's
/// sizes, and does not count at all where β is 0, nan included. Whole numbers cut β and α off.
public sealed interface MatrixProducts permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Kind kind, Tensor a, Tensor b, Complex beta, Complex alpha) {
    return Call.run(new AddProduct(kind, beta, alpha), self(), a, b);
  }

  private Tensor inPlace(Kind kind, Tensor a, Tensor b, Complex beta, Complex alpha) {
    return Call.inPlace(new AddProduct(kind, beta, alpha), self(), a, b);
  }

  private static Complex real(double value) {
    return new Complex(value, 0);
  }

  /// This plus a product of matrices. **Shape**: (n, k), (k, m) → (n, m). **Gradient**: β̄·g;
  /// ᾱ·g·bᴴ; ᾱ·aᴴ·g. **Errors**: sizes that do not fit, different dtypes. **Source**: torch.addmm.
  default Tensor addmm(Tensor a, Tensor b) {
    return addmm(a, b, 1, 1);
  }

  /// β · this + α · a·b.
  default Tensor addmm(Tensor a, Tensor b, double beta, double alpha) {
    return run(Kind.ADDMM, a, b, real(beta), real(alpha));
  }

  /// As [#addmm(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addmm(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return run(Kind.ADDMM, a, b, beta, alpha);
  }

  /// [#addmm(Tensor, Tensor, double, double)] in place.
  default Tensor addmm_(Tensor a, Tensor b, double beta, double alpha) {
    return inPlace(Kind.ADDMM, a, b, real(beta), real(alpha));
  }

  /// [#addmm(Tensor, Tensor)] in place.
  default Tensor addmm_(Tensor a, Tensor b) {
    return addmm_(a, b, 1, 1);
  }

  /// This plus a matrix times a vector. **Shape**: (n, k), (k) → (n). **Gradient**: β̄·g; ᾱ·g b̄ᵀ;
  /// ᾱ·aᴴ·g. **Source**: torch.addmv.
  default Tensor addmv(Tensor matrix, Tensor vector) {
    return addmv(matrix, vector, 1, 1);
  }

  /// β · this + α · a·v.
  default Tensor addmv(Tensor matrix, Tensor vector, double beta, double alpha) {
    return run(Kind.ADDMV, matrix, vector, real(beta), real(alpha));
  }

  /// As [#addmv(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addmv(Tensor matrix, Tensor vector, Complex beta, Complex alpha) {
    return run(Kind.ADDMV, matrix, vector, beta, alpha);
  }

  /// [#addmv(Tensor, Tensor, double, double)] in place.
  default Tensor addmv_(Tensor matrix, Tensor vector, double beta, double alpha) {
    return inPlace(Kind.ADDMV, matrix, vector, real(beta), real(alpha));
  }

  /// [#addmv(Tensor, Tensor)] in place.
  default Tensor addmv_(Tensor matrix, Tensor vector) {
    return addmv_(matrix, vector, 1, 1);
  }

  /// This plus a column times a row. **Shape**: (n), (m) → (n, m). **Gradient**: β̄·g; ᾱ·g·b̄;
  /// ᾱ·gᵀ·ā. **Source**: torch.addr.
  default Tensor addr(Tensor column, Tensor row) {
    return addr(column, row, 1, 1);
  }

  /// β · this + α · column·row.
  default Tensor addr(Tensor column, Tensor row, double beta, double alpha) {
    return run(Kind.ADDR, column, row, real(beta), real(alpha));
  }

  /// As [#addr(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addr(Tensor column, Tensor row, Complex beta, Complex alpha) {
    return run(Kind.ADDR, column, row, beta, alpha);
  }

  /// [#addr(Tensor, Tensor, double, double)] in place.
  default Tensor addr_(Tensor column, Tensor row, double beta, double alpha) {
    return inPlace(Kind.ADDR, column, row, real(beta), real(alpha));
  }

  /// [#addr(Tensor, Tensor)] in place.
  default Tensor addr_(Tensor column, Tensor row) {
    return addr_(column, row, 1, 1);
  }

  /// This plus the sum of the products of two batches. **Shape**: (b, n, k), (b, k, m) → (n, m).
  /// **Gradient**: β̄·g; ᾱ·g·bᴴ; ᾱ·aᴴ·g. **Source**: torch.addbmm.
  default Tensor addbmm(Tensor a, Tensor b) {
    return addbmm(a, b, 1, 1);
  }

  /// β · this + α · Σ a·b.
  default Tensor addbmm(Tensor a, Tensor b, double beta, double alpha) {
    return run(Kind.ADDBMM, a, b, real(beta), real(alpha));
  }

  /// As [#addbmm(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addbmm(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return run(Kind.ADDBMM, a, b, beta, alpha);
  }

  /// [#addbmm(Tensor, Tensor, double, double)] in place.
  default Tensor addbmm_(Tensor a, Tensor b, double beta, double alpha) {
    return inPlace(Kind.ADDBMM, a, b, real(beta), real(alpha));
  }

  /// [#addbmm(Tensor, Tensor)] in place.
  default Tensor addbmm_(Tensor a, Tensor b) {
    return addbmm_(a, b, 1, 1);
  }

  /// This plus the products of two batches. **Shape**: (b, n, k), (b, k, m) → (b, n, m).
  /// **Gradient**: β̄·g; ᾱ·g·bᴴ; ᾱ·aᴴ·g. **Source**: torch.baddbmm.
  default Tensor baddbmm(Tensor a, Tensor b) {
    return baddbmm(a, b, 1, 1);
  }

  /// β · this + α · a·b by batch.
  default Tensor baddbmm(Tensor a, Tensor b, double beta, double alpha) {
    return run(Kind.BADDBMM, a, b, real(beta), real(alpha));
  }

  /// As [#baddbmm(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor baddbmm(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return run(Kind.BADDBMM, a, b, beta, alpha);
  }

  /// [#baddbmm(Tensor, Tensor, double, double)] in place.
  default Tensor baddbmm_(Tensor a, Tensor b, double beta, double alpha) {
    return inPlace(Kind.BADDBMM, a, b, real(beta), real(alpha));
  }

  /// [#baddbmm(Tensor, Tensor)] in place.
  default Tensor baddbmm_(Tensor a, Tensor b) {
    return baddbmm_(a, b, 1, 1);
  }

  /// The inner products of the last dimensions. **Shape**: (…, k), (…′, k) → (…, …′). **Gradient**:
  /// that of [Gradus#tensordot(Tensor, Tensor, int)]. **Source**: torch.inner.
  default Tensor inner(Tensor other) {
    return Contraction.inner(self(), other);
  }

  /// A column times a row. **Shape**: (n), (m) → (n, m). **Gradient**: that of the product.
  /// **Errors**: more or fewer than one dimension. **Source**: torch.outer.
  default Tensor outer(Tensor row) {
    Checks.oneDimension("outer", self(), "self");
    Checks.oneDimension("outer", row, "vec2");
    return self().reshape(self().size(0), 1).mul(row);
  }

  /// Another name of [#outer(Tensor)]. **Source**: torch.ger.
  default Tensor ger(Tensor row) {
    return outer(row);
  }

  /// The Kronecker product: every element of this times the whole other tensor. **Gradient**: that
  /// of the product. **Source**: torch.kron.
  default Tensor kron(Tensor other) {
    return Contraction.kron(self(), other);
  }

  /// The sum of a matrix's diagonal. **Gradient**: g on the diagonal. **Errors**: not a matrix.
  /// **Source**: torch.trace.
  default Tensor trace() {
    return Call.run(new Trace(), self());
  }

  /// A power of a square matrix; a negative one of its inverse. **Gradient**: that of the products.
  /// **Errors**: not square. **Source**: torch.matrix\_power.
  default Tensor matrixPower(long n) {
    return Linalg.matrixPower(self(), n);
  }

  /// Cross products along the first dimension of size 3. **Gradient**: b × g; g × a. **Source**:
  /// torch.cross.
  default Tensor cross(Tensor other) {
    Tensor x = self();
    for (int d = 0; d < x.dim(); d++) {
      if (x.size(d) == 3) {
        return Cross.of(x, other, d);
      }
    }
    throw new GradusArgumentException(
        "no dimension of size 3 in input"
            + "\ncross: the tensor has shape "
            + Sizes.text(x.layout().sizes())
            + ".");
  }

  /// As [#cross(Tensor)] along a dimension.
  default Tensor cross(Tensor other, int dim) {
    return Cross.of(self(), other, dim);
  }
}
