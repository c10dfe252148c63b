package dev.gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  private static final String TEXT = "a,b,kind\n1,2.5,red\n-3,1e2,\"blue, dark\"\n\n0,7,red\n";

  @Test
  void numbersAndClasses() {
    var table = CsvTable.parse(TEXT);
    assertThat(table.columns()).containsExactly("a", "b", "kind");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.numbers("b", "a").shape()).containsExactly(3, 2);
    assertThat(table.numbers("b", "a").toFloatArray()).containsExactly(2.5f, 1, 100, -3, 7, 0);
    assertThat(table.classNames("kind")).containsExactly("blue, dark", "red");
    assertThat(table.classes("kind").toLongArray()).containsExactly(1, 0, 1);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> CsvTable.parse(TEXT).numbers("kind"))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("'red' in line 2");
    assertThatThrownBy(() -> CsvTable.parse(TEXT).texts("c")).hasMessageContaining("no column 'c'");
    assertThatThrownBy(() -> CsvTable.parse("a,b\n1\n"))
        .hasMessageContaining("line 2 of the text has 1 fields; the first has 2");
    assertThatThrownBy(() -> CsvTable.parse("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> CsvTable.parse("a,a\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> CsvTable.parse("a\n\"open\n")).hasMessageContaining("is no CSV");
  }

  @Test
  void otherSeparators(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, "\ufeffa;b\n1;2\n");
    assertThat(CsvTable.read(file, ';').numbers("a").item()).isEqualTo(1);
  }

  @Test
  void damagedTextsAreRefusedOrReadAndNothingElse() {
    var random = new Random(0);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder(TEXT);
      for (int k = 1 + random.nextInt(4); k > 0; k--) {
        text.setCharAt(random.nextInt(text.length()), ",\"\n\r\0x9".charAt(random.nextInt(7)));
      }
      try {
        CsvTable.parse(text.toString()).numbers("a", "b");
      } catch (GradusArgumentException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 1999);
  }
}
