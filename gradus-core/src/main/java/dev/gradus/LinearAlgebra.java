package dev.gradus;

/// Products of matrices and vectors.
public sealed interface LinearAlgebra permits Tensor {}
