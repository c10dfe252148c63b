/// A loop of training that users may ignore: epochs, accuracy and progress.
// The libraries that draw have no names of their own as modules yet: their files' names count.
@SuppressWarnings("requires-automatic")
module dev.gradus.train {
  requires transitive dev.gradus.core;
  requires transitive dev.gradus.nn;
  requires transitive dev.gradus.io;
  requires transitive dev.gradus.viz;
  requires java.desktop;
  requires xchart;
  requires VectorGraphics2D;
  requires jdk.unsupported; // Signals: see Interrupts.
  requires static transitive org.jspecify;

  exports dev.gradus.train;
}
