/// Tensors, the graph that records them, and the kernels that compute them.
module dev.gradus.core {
  requires jdk.incubator.vector;
  requires jdk.jfr;
  requires static transitive org.jspecify;

  exports dev.gradus;
  exports dev.gradus.autograd;
  exports dev.gradus.dtype;
  exports dev.gradus.error;
  exports dev.gradus.expr;
  exports dev.gradus.graph;
  exports dev.gradus.memory;
  exports dev.gradus.shape;
}
