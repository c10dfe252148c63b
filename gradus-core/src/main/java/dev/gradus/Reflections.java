package dev.gradus;

/// R and the reflections that make Q.
///
/// @param a R on and above the diagonal, the vectors of the reflections below it
/// @param tau the factors of the reflections
public record Reflections(Tensor a, Tensor tau) {}
