package dev.gradus.conformance.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Finding and reading files of recorded cases: JSON lines, plain or gzipped.
public final class CaseFiles {
  private static final JsonMapper JSON = JsonMapper.shared();

  private CaseFiles() {}

  /// The files of cases below the given files and folders, sorted within each folder.
  ///
  /// @throws CaseFormatException if a path does not exist or holds no cases
  public static List<Path> find(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        files.add(path);
        continue;
      }
      if (!Files.isDirectory(path)) {
        throw new CaseFormatException(path + ": no such file or folder");
      }
      try (Stream<Path> tree = Files.walk(path)) {
        List<Path> found = tree.filter(CaseFiles::isCaseFile).sorted().toList();
        if (found.isEmpty()) {
          throw new CaseFormatException(path + ": holds no .jsonl.gz or .jsonl file");
        }
        files.addAll(found);
      }
    }
    return files;
  }

  private static boolean isCaseFile(Path path) {
    String name = path.getFileName().toString();
    return (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) && Files.isRegularFile(path);
  }

  /// Hands every case of a file to the consumer, one at a time, in the file's order.
  ///
  /// @throws CaseFormatException if a line is not a recorded case
  public static void read(Path file, Consumer<RecordedCase> consumer) throws IOException {
    try (BufferedReader lines = open(file)) {
      @Nullable String line = lines.readLine();
      for (int number = 1; line != null; number++) {
        if (!line.isBlank()) {
          consumer.accept(parse(line, file + ":" + number));
        }
        line = lines.readLine();
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream text =
          file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    } catch (IOException e) {
      bytes.close();
      throw new CaseFormatException(file + ": " + e.getMessage(), e);
    }
  }

  /// The case on one line.
  ///
  /// @param place file and line, for messages
  /// @throws CaseFormatException if the line is not a recorded case
  public static RecordedCase parse(String line, String place) {
    try {
      return RecordedCase.of(JSON.readTree(line), place);
    } catch (JacksonException e) {
      throw new CaseFormatException(place + ": " + e.getOriginalMessage(), e);
    }
  }
}
