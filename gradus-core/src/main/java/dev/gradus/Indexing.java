package dev.gradus;

/// Reading and writing parts by index.
public sealed interface Indexing permits Tensor {}
