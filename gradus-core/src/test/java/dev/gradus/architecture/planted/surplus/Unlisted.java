package dev.gradus.architecture.planted.surplus;

/// In a package that the table does not have.
public final class Unlisted {
  private Unlisted() {}
}
