package dev.gradus.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.bind.Runners;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.Summary;
import dev.gradus.conformance.run.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Everything that Gradus has, against everything that was recorded.
class RecordedCasesTest {
  @Test
  void nothingThatIsBoundDiffers() throws IOException {
    Path data = Objects.requireNonNull(DataFolder.find());
    CaseRunner runner = Runners.gradus();
    Summary summary = new Summary();
    for (Path file : CaseFiles.find(List.of(data))) {
      CaseFiles.read(file, c -> summary.add(c, runner.run(c)));
    }
    assertThat(summary.failures()).isEmpty();
    // A run in which next to nothing was bound must not look like success.
    Tally totals = summary.totals();
    assertThat(totals.passed()).isGreaterThan(1000);
    assertThat(totals.cases()).isGreaterThan(8000);
  }
}
