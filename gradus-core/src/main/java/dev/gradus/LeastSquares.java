package dev.gradus;

/// What [Linalg#lstsq(Tensor, Tensor)] gives.
///
/// @param solution the solution
/// @param residuals the squared norm of what remains of each column; empty where PyTorch gives none
/// @param rank the rank of each matrix, int64; empty for the driver gels
/// @param singularValues the singular values; empty for the drivers gels and gelsy
public record LeastSquares(Tensor solution, Tensor residuals, Tensor rank, Tensor singularValues) {}
