/// Networks: layers, losses and their initialisation, built on the public API of the core.
module dev.gradus.nn {
  requires java.desktop;
  requires transitive dev.gradus.core;
  requires static transitive org.jspecify;

  exports dev.gradus.data;
  exports dev.gradus.nn;
  exports dev.gradus.optim;
}
