/// Networks that are trained from the first line to the last, to be read as well as run.
@SuppressWarnings("requires-automatic") // XChart has no name of its own as a module.
module dev.gradus.examples {
  requires java.desktop;
  requires xchart;
  requires transitive dev.gradus.core;
  requires transitive dev.gradus.nn;
  requires transitive dev.gradus.io;
  requires transitive dev.gradus.viz;
  requires transitive dev.gradus.train;
  requires static transitive org.jspecify;

  exports dev.gradus.examples;
}
