package dev.gradus.architecture.planted.op.reduce;

import dev.gradus.architecture.planted.autograd.Late;

/// An operation does not know what users call.
public final class Early {
  private Early() {}

  /// A name.
  public static String name() {
    return Late.name();
  }
}
