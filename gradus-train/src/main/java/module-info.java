/// A loop of training that users may ignore: epochs, validation, metrics, checkpoints, progress and
/// curves.
module dev.gradus.train {
  requires transitive dev.gradus.core;
  requires transitive dev.gradus.nn;
  requires transitive dev.gradus.io;
  requires transitive dev.gradus.viz;
  requires static transitive org.jspecify;
}
