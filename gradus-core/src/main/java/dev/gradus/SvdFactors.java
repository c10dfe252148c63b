package dev.gradus;

/// The matrices of A = U·diag(S)·Vᴴ.
///
/// @param u orthonormal columns
/// @param s the singular values in descending order, real
/// @param vh orthonormal rows
public record SvdFactors(Tensor u, Tensor s, Tensor vh) {}
