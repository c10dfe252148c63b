package dev.gradus;

/// What a backward pass starts from or leads to: a tensor, or the [GradientEdge] that stands for
/// one.
public sealed interface GraphPoint permits Tensor, GradientEdge {}
