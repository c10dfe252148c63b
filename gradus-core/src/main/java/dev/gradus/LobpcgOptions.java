package dev.gradus;

import org.jspecify.annotations.Nullable;

/// What `lobpcg` may be told.
///
/// @param k how many pairs are wanted; null for as many as `x` has columns, or 1
/// @param b the positive definite matrix of A·x = λ·B·x, or null for the identity
/// @param x where to start, of n columns, or null for random vectors
/// @param n the size of the block; null for as many as `x` has columns, or k
/// @param iK a preconditioner, or null
/// @param niter the most iterations; null for 1000, negative for no bound
/// @param tol the residual to stop at, relative to the sizes of the matrices; null for the root of
///   the dtype's precision
/// @param largest whether the greatest eigenvalues are wanted, else the least
/// @param method `ortho` or `basic`, after how the basis is made orthonormal: by its singular
///   vectors or by Cholesky's factor
public record LobpcgOptions(
    @Nullable Long k,
    @Nullable Tensor b,
    @Nullable Tensor x,
    @Nullable Long n,
    @Nullable Tensor iK,
    @Nullable Long niter,
    @Nullable Double tol,
    boolean largest,
    String method) {
  /// One pair, the greatest.
  public static final LobpcgOptions DEFAULT =
      new LobpcgOptions(null, null, null, null, null, null, null, true, "ortho");

  /// The same with another number of pairs.
  public LobpcgOptions withK(long other) {
    return new LobpcgOptions(other, b, x, n, iK, niter, tol, largest, method);
  }

  /// The same with a matrix on the right side.
  public LobpcgOptions withB(@Nullable Tensor other) {
    return new LobpcgOptions(k, other, x, n, iK, niter, tol, largest, method);
  }

  /// The same with another start.
  public LobpcgOptions withX(@Nullable Tensor other) {
    return new LobpcgOptions(k, b, other, n, iK, niter, tol, largest, method);
  }

  /// The same with another size of the block.
  public LobpcgOptions withN(long other) {
    return new LobpcgOptions(k, b, x, other, iK, niter, tol, largest, method);
  }

  /// The same with a preconditioner.
  public LobpcgOptions withIK(@Nullable Tensor other) {
    return new LobpcgOptions(k, b, x, n, other, niter, tol, largest, method);
  }

  /// The same with another bound of iterations.
  public LobpcgOptions withNiter(long other) {
    return new LobpcgOptions(k, b, x, n, iK, other, tol, largest, method);
  }

  /// The same with another tolerance.
  public LobpcgOptions withTol(double other) {
    return new LobpcgOptions(k, b, x, n, iK, niter, other, largest, method);
  }

  /// The same, looking for the greatest or the least.
  public LobpcgOptions withLargest(boolean other) {
    return new LobpcgOptions(k, b, x, n, iK, niter, tol, other, method);
  }

  /// The same with another method.
  public LobpcgOptions withMethod(String other) {
    return new LobpcgOptions(k, b, x, n, iK, niter, tol, largest, other);
  }
}
