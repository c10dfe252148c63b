package dev.gradus.architecture.planted;

/// What stands for the root package.
public final class Root {
  private Root() {}
}
