package dev.gradus;

/// A determinant that a number could be too small for.
///
/// @param sign the sign, or of complex matrices the determinant over its absolute value; 0 if it is
///   0
/// @param logabsdet the logarithm of the absolute value
public record SignAndLogDet(Tensor sign, Tensor logabsdet) {}
