package dev.gradus;

/// A binary number in two parts.
///
/// @param mantissa the fraction, from 1/2 up to 1 in size
/// @param exponent the power of 2, int32
public record FractionAndExponent(Tensor mantissa, Tensor exponent) {}
