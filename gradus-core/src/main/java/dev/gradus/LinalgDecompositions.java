package dev.gradus;

/// The factorisations among the functions of [Linalg].
abstract sealed class LinalgDecompositions permits Linalg {}
