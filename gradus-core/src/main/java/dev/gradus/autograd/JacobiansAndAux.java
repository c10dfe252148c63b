package dev.gradus.autograd;

import dev.gradus.Tensor;

/// Jacobians of the differentiated results (first index) by arguments (second index), and the other
/// results of the function.
public record JacobiansAndAux(Tensor[][] jacobians, Tensor[] aux) {}
