package dev.gradus;

import org.jspecify.annotations.Nullable;

/// How often the memory that some tensors share was changed in place, and by what.
final class Version {
  int value;
  @Nullable String changedBy;
}
