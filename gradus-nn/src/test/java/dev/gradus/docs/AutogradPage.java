package dev.gradus.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// docs/autograd.md: rows from autograd-rows.txt, examples from the tests beside this.
final class AutogradPage {
  static final String NONE = "-";

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "@Test\\n  void (\\w+)\\([^)]*\\)[^{\\n]*\\{\\n(.*?)\\n  \\}\\n", Pattern.DOTALL);

  private static final String HEAD =
      """
      # Autograd: PyTorch's names and Gradus's

      Every part of the public interface of `torch.autograd`, `torch.func` and `torch.utils.checkpoint` with its counterpart and an
      example. The page is written from tests: its examples are compiled and run, its names looked up in the code
      (`AutogradPageTest`; after a change `mvn -Pfast test -pl gradus-nn -am -Dtest=AutogradPageTest
      -Dsurefire.failIfNoSpecifiedTests=false -Dgradus.docs=write`). Examples have `import static dev.gradus.Gradus.*`.
      """;

  /// One row of a table.
  ///
  /// @param torch PyTorch's name
  /// @param java names as `Type.member`, none if there is no counterpart
  /// @param example the test that shows it, or [#NONE]
  record Row(String section, String torch, List<String> java, String example, String note) {
    static Row of(String section, String line) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 4) {
        throw new IllegalArgumentException("four cells, not " + cells.length + ": " + line);
      }
      String java = cells[1].strip();
      return new Row(
          section,
          cells[0].strip(),
          java.equals(NONE) ? List.of() : Arrays.asList(java.split(",\\s*")),
          cells[2].strip(),
          cells[3].strip());
    }

    String cells(Map<String, String> examples) {
      String names = java.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
      String link = examples.containsKey(example) ? "[example](#" + anchor(example) + ")" : "";
      return "| "
          + torch.replace("_", "\\_")
          + " | "
          + (names.isEmpty() ? "–" : names)
          + " | "
          + link
          + " | "
          + note
          + " |";
    }
  }

  private AutogradPage() {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : resource().lines().toList()) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(Row.of(section, line));
      }
    }
    return rows;
  }

  private static String resource() throws IOException {
    try (InputStream in = AutogradPage.class.getResourceAsStream("autograd-rows.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The bodies of the example tests by name.
  static Map<String, String> examples() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> in = Files.list(Path.of("src/test/java/dev/gradus/docs"))) {
      files = in.filter(f -> f.toString().endsWith("ExamplesTest.java")).sorted().toList();
    }
    for (Path file : files) {
      Matcher m = EXAMPLE.matcher(Files.readString(file));
      while (m.find()) {
        if (all.put(m.group(1), m.group(2).stripIndent()) != null) {
          throw new IllegalStateException("two examples are named " + m.group(1));
        }
      }
    }
    return all;
  }

  static String text(List<Row> rows, Map<String, String> examples) {
    StringBuilder page = new StringBuilder(HEAD);
    for (String section : rows.stream().map(Row::section).distinct().toList()) {
      List<Row> own = rows.stream().filter(r -> r.section().equals(section)).toList();
      page.append("\n## ")
          .append(section)
          .append("\n\n| PyTorch | Gradus | | |\n|---|---|---|---|\n");
      own.forEach(r -> page.append(r.cells(examples)).append('\n'));
      own.stream()
          .map(Row::example)
          .distinct()
          .filter(examples::containsKey)
          .forEach(e ->
              page.append("\n### ")
                  .append(title(e))
                  .append("\n\n```java\n")
                  .append(examples.get(e))
                  .append("\n```\n"));
    }
    return page.toString();
  }

  private static String title(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String anchor(String name) {
    return title(name).toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }
}
