package dev.gradus;

import dev.gradus.dtype.DType;

/// What a gradient must look like to arrive at a place in the graph.
record TensorMeta(long[] sizes, DType dtype) {}
