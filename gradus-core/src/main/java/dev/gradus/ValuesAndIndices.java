package dev.gradus;

/// What a selection along a dimension gives.
///
/// @param values the selected elements
/// @param indices where they were, int64
public record ValuesAndIndices(Tensor values, Tensor indices) {}
