package dev.gradus.kernel;

import java.lang.System.Logger.Level;

/// Whether the Vector API is there; asked once, when a loop first wants it.
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";
  private static final boolean PRESENT = probe();

  private VectorModule() {}

  static boolean isPresent() {
    return PRESENT;
  }

  private static boolean probe() {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return true;
    }
    System.getLogger("dev.gradus")
        .log(
            Level.INFO,
            "Gradus: exp, tanh, comparisons and the like run up to ten times slower than they"
                + " could, because the module {0} is not there. Start Java with --add-modules {0}.",
            NAME);
    return false;
  }
}
