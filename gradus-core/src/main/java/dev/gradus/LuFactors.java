package dev.gradus;

/// The matrices of A = P·L·U.
///
/// @param p a permutation
/// @param l lower triangular with ones on the diagonal
/// @param u upper triangular
public record LuFactors(Tensor p, Tensor l, Tensor u) {}
