/// Benchmarks of what the speed goals name.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // JMH has no module-info
module dev.gradus.bench {
  requires dev.gradus.core;
  requires jdk.incubator.vector;
  requires jmh.core;
  requires static org.jspecify;
}
