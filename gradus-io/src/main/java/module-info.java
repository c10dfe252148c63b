/// Reads and writes tensors in the files that others use. What comes from outside is hostile until
/// parsed.
module dev.gradus.io {
  requires de.siegmar.fastcsv;
  requires transitive dev.gradus.core;
  requires static transitive org.jspecify;

  exports dev.gradus.io;
  exports dev.gradus.io.csv;
  exports dev.gradus.io.tensorboard;
}
