/// Benchmarks: Gradus beside LibTorch.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // JMH has no module-info
module dev.gradus.bench {
  requires dev.gradus.core;
  requires dev.gradus.nn;
  requires jdk.incubator.vector;
  requires java.management;
  requires jdk.management;
  requires jmh.core;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.pytorch;
  requires static org.jspecify;
}
