package dev.gradus;

/// The matrices of A = U·H.
///
/// @param u orthonormal columns
/// @param h Hermitian, its eigenvalues not negative
public record PolarFactors(Tensor u, Tensor h) {}
