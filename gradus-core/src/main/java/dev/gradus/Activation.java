package dev.gradus;

/// Activations and softmax.
public sealed interface Activation permits Tensor {}
