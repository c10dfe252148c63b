/// Drawings of recorded graphs, and plots.
module dev.gradus.viz {
  requires transitive dev.gradus.core;
  requires static transitive org.jspecify;
}
