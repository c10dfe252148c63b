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
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Everything that Gradus has, against everything that was recorded.
class RecordedCasesTest {
  /// Cases whose result rounding decides. A change of the initial weights by one unit in the last
  /// place moves their final weights by more than the tolerance: by up to 2e-2 in the first (its
  /// weights run off to where tanh is flat), by up to 3e-6 in the second. PyTorch itself does not
  /// repeat them: version 1.13 on another BLAS ends 1.5e-2 away in the first.
  private static final Set<String> CHAOTIC = Set.of("optimizers/23.LBFGS", "optimizers/24.LBFGS");

  @Test
  void nothingThatIsBoundDiffers() throws IOException {
    Path data = Objects.requireNonNull(DataFolder.find());
    CaseRunner runner = Runners.gradus();
    Summary summary = new Summary();
    for (Path file : CaseFiles.find(List.of(data))) {
      CaseFiles.read(file, c -> summary.add(c, runner.run(c)));
    }
    assertThat(summary.failures()).allMatch(failure -> CHAOTIC.contains(failure.id()));
    // A run in which next to nothing was bound must not look like success.
    Tally totals = summary.totals();
    assertThat(totals.passed()).isGreaterThan(1000);
    assertThat(totals.cases()).isGreaterThan(8000);
  }
}
