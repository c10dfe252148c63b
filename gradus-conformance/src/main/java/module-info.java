/// Runs recorded PyTorch cases on Gradus and reports what agrees.
module dev.gradus.conformance {
  requires transitive dev.gradus.core;
  requires dev.gradus.nn;
  requires transitive info.picocli;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static transitive org.jspecify;

  exports dev.gradus.conformance;

  opens dev.gradus.conformance to
      info.picocli;
}
