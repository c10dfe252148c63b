package dev.gradus.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFilesTest {
  private static final String LINE =
      "{\"id\": \"a\", \"op\": \"add\", \"args\": [], \"kwargs\": {}, \"value\": 1}";

  @TempDir private Path folder;

  private static List<String> names(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    CaseFiles.read(file, c -> names.add(c.name()));
    return names;
  }

  @Test
  void readsPlainAndGzippedLines() throws IOException {
    Path plain = Files.writeString(folder.resolve("b.jsonl"), LINE + "\n\n" + LINE + "\n");
    Path zipped = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(
          "{\"id\": \"s\", \"scheduler\": \"StepLR\", \"optimizer\": \"SGD\"}"
              .getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("other.json"), "[]");
    assertThat(CaseFiles.find(List.of(folder))).containsExactly(zipped, plain);
    assertThat(names(plain)).containsExactly("add", "add");
    assertThat(names(zipped)).containsExactly("schedulers");
  }

  @Test
  void faultsNameFileAndLine() throws IOException {
    Path broken = Files.writeString(folder.resolve("x.jsonl"), LINE + "\n{\"id\": 3\n");
    assertThatThrownBy(() -> names(broken))
        .isInstanceOf(CaseFormatException.class)
        .hasMessageStartingWith(broken + ":2: ");
    Path other = Files.writeString(folder.resolve("y.jsonl"), "{\"id\": \"z\"}\n");
    assertThatThrownBy(() -> names(other)).hasMessageContaining("case z is neither");
    Path notZipped = Files.writeString(folder.resolve("z.jsonl.gz"), LINE);
    assertThatThrownBy(() -> names(notZipped)).isInstanceOf(CaseFormatException.class);
  }

  @Test
  void missingAndEmptyPathsAreRefused() {
    assertThatThrownBy(() -> CaseFiles.find(List.of(folder.resolve("none"))))
        .hasMessageEndingWith("no such file or folder");
    assertThatThrownBy(() -> CaseFiles.find(List.of(folder)))
        .hasMessageEndingWith("holds no .jsonl.gz or .jsonl file");
  }
}
