/// A loop of training that users may ignore: epochs, accuracy and progress.
module dev.gradus.train {
  requires transitive dev.gradus.core;
  requires transitive dev.gradus.nn;
  requires transitive dev.gradus.io;
  requires transitive dev.gradus.viz;
  requires static transitive org.jspecify;

  exports dev.gradus.train;
}
