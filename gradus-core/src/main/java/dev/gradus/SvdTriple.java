package dev.gradus;

/// The matrices of A = U·diag(S)·Vᴴ with V for Vᴴ, as PyTorch's older function gives them.
///
/// @param u orthonormal columns
/// @param s the singular values in descending order, real
/// @param v orthonormal columns
public record SvdTriple(Tensor u, Tensor s, Tensor v) {}
