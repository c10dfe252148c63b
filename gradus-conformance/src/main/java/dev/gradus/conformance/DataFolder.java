package dev.gradus.conformance;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/// Finds the repository's own recorded cases.
final class DataFolder {
  private DataFolder() {}

  /// The folder `conformance` of the repository in which `start` lies, or null outside of one.
  static @Nullable Path above(@Nullable Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path data = folder.resolve("conformance");
      if (Files.isDirectory(data.resolve("ops"))) {
        return data;
      }
    }
    return null;
  }

  /// The folder of the repository in which this class was built, else of the one in which the
  /// working directory lies; null if there is none.
  static @Nullable Path find() {
    Path ofClass = above(placeOfClass());
    return ofClass == null ? above(Path.of("").toAbsolutePath()) : ofClass;
  }

  private static @Nullable Path placeOfClass() {
    CodeSource source = DataFolder.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException _) {
      return null;
    }
  }
}
