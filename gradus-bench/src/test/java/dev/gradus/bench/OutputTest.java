package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// JSON, table and page.
class OutputTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
  private static final Setup SETUP = new Setup("abc1234", "`-Xmx1m`, collector G1");

  private final Line exp = Rows.line("exp 1M", Goal.ratio(2.5));
  private final Line lesson = Rows.line("the lesson", Goal.micros(250_000));
  private final Row fast = new Row(exp, 1, 100, 300.0, 2.5, 0.5, 12.0, 0.01, null);
  private final Row slow = Rows.row(lesson, 1, 300_000, null);

  @Test
  void jsonHasTheAgreedFields() {
    assertThat(JsonText.of("a \"quoted\" machine", List.of(fast, slow)))
        .isEqualTo(
            """
            {
              "machine": "a \\"quoted\\" machine",
              "rows": [
                {"name": "exp 1M", "threads": 1, "gradusMicros": 100.000, "peerMicros": 300.000, "ratio": 3.00000, "goal": 2.50000, "shareOfLimit": 0.500000},
                {"name": "the lesson", "threads": 1, "gradusMicros": 300000, "peerMicros": null, "ratio": null, "goal": null, "shareOfLimit": null}
              ]
            }
            """);
  }

  @Test
  void theTableSaysWhatIsMetAndWhatIsNot() {
    List<String> lines = Table.text(List.of(fast, slow)).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(Table.cells(fast)).hasSameSizeAs(Table.HEAD);
    assertThat(lines.get(1))
        .matches("exp 1M +1 +100 +300 +3\\.00 +≥ 2\\.5 × +met +50 % +1\\.0 % +12");
    assertThat(lines.get(2)).matches("the lesson +1 +300000 +≤ 250000 µs +short");
  }

  @Test
  void timesHaveThreeDigits() {
    assertThat(Table.micros(0.0494)).isEqualTo("0.049");
    assertThat(Table.micros(1.234)).isEqualTo("1.23");
    assertThat(Table.micros(12.34)).isEqualTo("12.3");
    assertThat(Table.micros(1234.5)).isEqualTo("1235");
    assertThat(Table.micros(null)).isEmpty();
  }

  @Test
  void aPageKeepsTheRowsOfEarlierRunsOnTheSameMachine() {
    List<Line> lines = List.of(exp, lesson);
    String first = page("", "m1", List.of(slow));
    assertThat(first).contains("of commit abc1234; heaps `-Xmx1m`, collector G1");
    assertThat(first).contains("| the lesson | 1 |").doesNotContain("| exp 1M |");
    String second = PerformancePage.page(first, "m1", SETUP, List.of(fast), lines, DAY);
    assertThat(second.indexOf("| exp 1M | 1 |"))
        .isPositive()
        .isLessThan(second.indexOf("| the lesson | 1 |"));
    String elsewhere = PerformancePage.page(second, "m2", SETUP, List.of(fast), lines, DAY);
    assertThat(elsewhere).contains("| exp 1M |").doesNotContain("| the lesson |");
  }

  @Test
  void theCollectorIsTheOneThatIsOn() {
    assertThat(Setup.collector("bool UseG1GC = false\n  bool UseSerialGC       = true {product}"))
        .isEqualTo("Serial");
    assertThat(Setup.collector("")).isEqualTo("unknown");
  }

  @Test
  void aPageReplacesWhatWasMeasuredAgain() {
    String before = page("", "m", List.of(fast));
    Row faster = new Row(exp, 1, 90, 300.0, 2.5, 0.5, 12.0, 0.01, null);
    Row onTwo = new Row(exp, 2, 50, 150.0, 2.5, 0.5, 12.0, 0.01, null);
    String after = page(before, "m", List.of(faster, onTwo));
    assertThat(after).contains("| exp 1M | 1 | 90.0 |", "| exp 1M | 2 | 50.0 |", "2026-01-02");
    assertThat(after).doesNotContain("| exp 1M | 1 | 100 |");
    assertThat(page(after, "m", List.of())).isEqualTo(after);
  }

  private String page(String before, String machine, List<Row> rows) {
    return PerformancePage.page(before, machine, SETUP, rows, List.of(exp, lesson), DAY);
  }
}
