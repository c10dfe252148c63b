package dev.gradus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.docs.AutogradPage.Row;
import java.io.IOException;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// docs/autograd.md is what its rows and examples make it, and every name in it exists.
class AutogradPageTest {
  private static final Path PAGE = Path.of("../docs/autograd.md");
  private static final List<String> PACKAGES =
      List.of(
          "dev.gradus",
          "dev.gradus.autograd",
          "dev.gradus.graph",
          "dev.gradus.nn",
          "dev.gradus.error");

  /// What is wrong with a row, or nothing.
  private static List<String> faults(Row row, Map<String, String> examples) {
    List<String> found = new ArrayList<>();
    if (row.java().isEmpty() && row.note().isEmpty()) {
      found.add(row.torch() + " has neither a counterpart nor a reason");
    }
    String example = examples.get(row.example());
    if (!row.java().isEmpty() && example == null) {
      found.add(row.torch() + " has no example: " + row.example());
    }
    for (String name : row.java()) {
      if (!exists(name)) {
        found.add(row.torch() + " names " + name + ", which does not exist");
      }
      String member = name.substring(name.indexOf('.') + 1);
      if (example != null && !example.matches("(?s).*\\b" + member + "\\b.*")) {
        found.add("the example " + row.example() + " does not show " + name);
      }
    }
    return found;
  }

  private static boolean exists(String name) {
    int dot = name.indexOf('.');
    Class<?> type = type(dot < 0 ? name : name.substring(0, dot));
    if (type == null || dot < 0) {
      return type != null;
    }
    String member = name.substring(dot + 1);
    return Stream.<Member>concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
        .anyMatch(m -> m.getName().equals(member));
  }

  private static @Nullable Class<?> type(String simple) {
    for (String p : PACKAGES) {
      try {
        return Class.forName(p + "." + simple);
      } catch (ClassNotFoundException _) {
        // It may be in the next package.
      }
    }
    return null;
  }

  @Test
  void everyRowHoldsToTheCode() throws IOException {
    Map<String, String> examples = AutogradPage.examples();
    List<Row> rows = AutogradPage.rows();
    List<String> faults = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (Row row : rows) {
      faults.addAll(faults(row, examples));
      shown.add(row.example());
    }
    assertThat(faults).isEmpty();
    assertThat(shown).as("examples that no row shows").containsAll(examples.keySet());
    assertThat(rows).hasSizeGreaterThan(110);
    assertThat(rows.stream().map(Row::torch)).doesNotHaveDuplicates();
  }

  @Test
  void thePageIsWhatRowsAndExamplesMakeIt() throws IOException {
    String text = AutogradPage.text(AutogradPage.rows(), AutogradPage.examples());
    if (System.getProperty("gradus.docs", "").equals("write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/autograd.md; how to write it anew stands at its top")
        .isEqualTo(text);
  }

  @Test
  void plantedFaultsAreFound() {
    Map<String, String> examples = Map.of("shown", "Gradus.backward(x);");
    assertThat(faults(Row.of("s", "a | Gradus.backward | shown |"), examples)).isEmpty();
    assertThat(faults(Row.of("s", "a | Gradus.backwards | shown |"), examples)).hasSize(2);
    assertThat(faults(Row.of("s", "a | Nobody.backward | shown |"), examples)).hasSize(1);
    assertThat(faults(Row.of("s", "a | Gradus.grad | shown |"), examples)).hasSize(1);
    assertThat(faults(Row.of("s", "a | Gradus.grad | missing |"), examples)).hasSize(1);
    assertThat(faults(Row.of("s", "a | - | - |"), examples)).hasSize(1);
    assertThat(faults(Row.of("s", "a | - | - | for graphics cards"), examples)).isEmpty();
  }
}
