package dev.gradus;

/// The matrices of A = Q·R.
///
/// @param q orthonormal columns; empty if only R was wanted
/// @param r upper triangular
public record QrFactors(Tensor q, Tensor r) {}
