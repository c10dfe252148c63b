package dev.gradus;

import dev.gradus.kernel.KernelChoice;
import java.util.stream.Collectors;

/// How this process computes. **Source**: torch.\_\_config\_\_.
public final class Config {
  private Config() {}

  /// Vectors, kernels and threads, a line each, with the reason of each choice.
  public static String show() {
    return KernelChoice.describe().stream()
        .map(l -> "%-12s %s (%s)".formatted(l.subject(), l.choice(), l.reason()))
        .collect(Collectors.joining("\n"));
  }
}
