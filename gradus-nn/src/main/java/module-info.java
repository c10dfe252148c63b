/// Modules, initialisation, optimisers, schedulers and data, built on the public API of the core.
module dev.gradus.nn {
  requires transitive dev.gradus.core;
  requires static transitive org.jspecify;
}
