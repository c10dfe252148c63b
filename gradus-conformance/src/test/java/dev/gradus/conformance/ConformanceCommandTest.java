package dev.gradus.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.OpRunner;
import dev.gradus.conformance.run.Outcome;
import dev.gradus.conformance.run.Outcome.Mark;
import dev.gradus.conformance.run.Outcome.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConformanceCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void recordCases() throws IOException {
    Files.writeString(
        folder.resolve("cases.jsonl"),
        """
        {"id": "rng/ok", "call": "ok"}
        {"id": "rng/bad", "call": "bad"}
        {"id": "modules/1", "module": "Linear(4,3)"}
        {"id": "schedulers/1", "scheduler": "StepLR", "optimizer": "SGD"}
        """);
  }

  private int run(String... arguments) {
    CaseRunner runner =
        new CaseRunner(
            new OpRunner<>(new NoLibrary(), new Bindings<>()),
            Map.of(
                "rng",
                c ->
                    c.id().endsWith("ok")
                        ? new Outcome.Passed(new Side(Mark.AGREES, Mark.DIFFERS))
                        : c.id().endsWith("named")
                            ? new Outcome.Passed(
                                new Side(Mark.DIFFERS, Mark.AGREES, "output 0: A, expected B"))
                            : new Outcome.Failed("1, expected 2", Side.NONE),
                "schedulers",
                _ -> new Outcome.Unsupported("no StepLR")));
    CommandLine command = new CommandLine(new ConformanceCommand(System.out, () -> runner));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void failureGivesStatusOneAndItsDifference() {
    assertThat(run(folder.toString(), "--failures")).isEqualTo(1);
    assertThat(out.toString())
        .contains("rng/bad")
        .contains("1, expected 2")
        .contains("4 cases: 1 passed, 1 failed, 2 not supported, 0 not applicable in Java.")
        .doesNotContain("\u001b");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tableHasARowPerOperation() {
    run(folder.toString());
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains("rng 1 1 1/1 0/1", "modules 1", "total 1 1 2 1/1 0/1");
  }

  @Test
  void unsupportedAloneIsNoFailure() {
    assertThat(run(folder.toString(), "--op", "modules", "--op", "schedulers")).isZero();
    assertThat(out.toString()).contains("2 cases: 0 passed, 0 failed, 2 not supported");
  }

  @Test
  void reasonsForNotBeingSupportedAreCounted() {
    run(folder.toString(), "--unsupported");
    assertThat(out.toString().lines().map(String::strip))
        .contains("1  no modules yet", "1  no StepLR");
  }

  @Test
  void nodeNamesThatDifferAreShownWhenAskedFor() throws IOException {
    Path file = folder.resolve("named.jsonl");
    Files.writeString(file, "{\"id\": \"rng/named\", \"call\": \"named\"}");
    assertThat(run(file.toString())).isZero();
    assertThat(out.toString()).doesNotContain("rng/named");
    assertThat(run(file.toString(), "--names")).isZero();
    assertThat(out.toString()).contains("rng/named").contains("output 0: A, expected B");
  }

  @Test
  void badUsageGivesStatusTwo() {
    assertThat(run(folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(run(folder.toString(), "--op", "nothing")).isEqualTo(2);
    assertThat(run("--unknown")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no such file or folder")
        .contains("no case of an operation or topic named nothing");
  }

  @Test
  void jsonReportHasTheStatedForm() throws IOException {
    Path file = folder.resolve("report.json");
    assertThat(run(folder.toString(), "--json", file.toString())).isEqualTo(1);
    JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(report)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"totals": {"passed": 1, "failed": 1, "unsupported": 2, "notApplicable": 0,
                                "namesAgree": 1, "stridesAgree": 0},
                     "ops": {
                       "modules": {"passed": 0, "failed": 0, "unsupported": 1,
                                   "notApplicable": 0, "namesAgree": 0, "stridesAgree": 0},
                       "rng": {"passed": 1, "failed": 1, "unsupported": 0,
                               "notApplicable": 0, "namesAgree": 1, "stridesAgree": 0},
                       "schedulers": {"passed": 0, "failed": 0, "unsupported": 1,
                                      "notApplicable": 0, "namesAgree": 0, "stridesAgree": 0}},
                     "failures": [{"id": "rng/bad", "difference": "1, expected 2"}]}
                    """));
  }

  @Test
  void runsWithoutPicocliOverTheRepositorysOwnCases() {
    CaseRunner nothing =
        new CaseRunner(new OpRunner<>(new NoLibrary(), new Bindings<>()), Map.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(new ConformanceCommand(stream, () -> nothing).call()).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("cases: 0 passed, 0 failed, ")
        .contains("linalg.svd")
        .contains("schedulers");
  }

  @Test
  void theRepositorysOwnCasesAreFound() throws IOException {
    Path data = DataFolder.find();
    assertThat(data).isNotNull().isDirectoryContaining("glob:**/training");
    Path nested = Files.createDirectories(folder.resolve("conformance/ops/deep"));
    assertThat(DataFolder.above(nested)).isEqualTo(folder.resolve("conformance"));
  }
}
