package dev.gradus;

/// What [Tensor#triangularSolve(Tensor)] gives.
///
/// @param solution the solution
/// @param clonedCoefficient a copy of the triangular matrix
public record TriangularSolve(Tensor solution, Tensor clonedCoefficient) {}
