package dev.gradus;

/// A result that may be without meaning.
///
/// @param result the result
/// @param info for each matrix 0, or a number that says where it failed; int32
public record ResultAndInfo(Tensor result, Tensor info) {}
