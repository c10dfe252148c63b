package dev.gradus;

/// The eigenvalues of matrices and their vectors: A·V = V·diag(L).
///
/// @param eigenvalues a vector for each matrix
/// @param eigenvectors a column of length 1 for each eigenvalue
public record EigenPairs(Tensor eigenvalues, Tensor eigenvectors) {}
