package dev.gradus.nn;

import java.util.List;

/// What did not fit when a state was loaded. **Source**: what torch.nn.Module.load\_state\_dict
/// returns.
///
/// @param missingKeys names that the layer has and the state has not
/// @param unexpectedKeys names that the state has and the layer has not
public record LoadResult(List<String> missingKeys, List<String> unexpectedKeys) {
  /// Copies the lists.
  public LoadResult {
    missingKeys = List.copyOf(missingKeys);
    unexpectedKeys = List.copyOf(unexpectedKeys);
  }

  /// Whether everything fitted.
  public boolean allMatched() {
    return missingKeys.isEmpty() && unexpectedKeys.isEmpty();
  }

  /// As PyTorch prints it.
  @Override
  public String toString() {
    return allMatched()
        ? "<All keys matched successfully>"
        : "_IncompatibleKeys(missing_keys="
            + quoted(missingKeys)
            + ", unexpected_keys="
            + quoted(unexpectedKeys)
            + ")";
  }

  private static String quoted(List<String> names) {
    return names.isEmpty() ? "[]" : "['" + String.join("', '", names) + "']";
  }
}
