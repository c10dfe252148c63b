/// Tensors, the graph that records them, and the kernels that compute them.
module dev.gradus.core {
  requires jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports dev.gradus.dtype;
  exports dev.gradus.error;
  exports dev.gradus.expr;
}
