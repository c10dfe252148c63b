package dev.gradus;

/// What dropout gave, and which elements it kept.
///
/// @param output the result
/// @param mask where elements were kept; bool
public record OutputAndMask(Tensor output, Tensor mask) {}
