package dev.gradus.cli.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Compares with the document that the lesson comes from, kept as it was.
class OriginalTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "lesson", "original.ru.md");

  private record Cell(List<String> code, List<String> output) {}

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void everyCellPrintsWhatTheDocumentPrints() throws IOException {
    Map<Integer, Cell> originals = originals();
    assertThat(originals).hasSize(10);
    Map<Integer, List<String>> results = Runs.results(Language.RU);
    originals.forEach((number, cell) ->
        assertThat(String.join("\n", results.getOrDefault(number, List.of())))
            .as("In [%d]", number)
            .isEqualTo(String.join("\n", cell.output()).replace("Backward1>", "Backward0>")));
  }

  @Test
  void thePythonShownIsTheDocuments() throws IOException {
    Map<Integer, Cell> originals = originals();
    for (Language language : Language.values()) {
      for (Block.Cell cell : Runs.cells(language).subList(0, 10)) {
        assertThat(cell.python()).isEqualTo(cell(originals, cell.number()).code());
      }
    }
  }

  @Test
  void theResultsAreThoseThatWeKnow() throws IOException {
    Map<Integer, Cell> originals = originals();
    assertThat(cell(originals, 3).output()).containsExactly("tensor(63., grad_fn=<AddBackward0>)");
    assertThat(cell(originals, 9).output())
        .containsExactly("tensor(140., grad_fn=<MeanBackward1>)");
    assertThat(cell(originals, 10).output())
        .containsExactly("tensor([[10., 16., 22.],", "        [22., 16., 10.]])");
  }

  private static Cell cell(Map<Integer, Cell> cells, int number) {
    return Objects.requireNonNull(cells.get(number), "the document has no such cell");
  }

  /// Code goes from `In [n]:` to a blank line before the output or the prose; a blank line inside
  /// it is followed by `print`.
  private static Map<Integer, Cell> originals() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    Map<Integer, Cell> cells = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("In [")) {
        List<String> code = new ArrayList<>();
        i++;
        while (!lines.get(i).isEmpty() || lines.get(i + 1).startsWith("print(")) {
          code.add(lines.get(i++));
        }
        List<String> output = new ArrayList<>();
        if (lines.get(i + 1).startsWith("tensor(")) {
          while (!lines.get(++i).isEmpty()) {
            output.add(lines.get(i));
          }
        }
        cells.put(Integer.parseInt(line.substring(4, line.indexOf(']'))), new Cell(code, output));
      }
    }
    return cells;
  }
}
