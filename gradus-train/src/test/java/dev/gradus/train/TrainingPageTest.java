package dev.gradus.train;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.io.TorchFiles;
import dev.gradus.nn.Linear;
import dev.gradus.optim.Adam;
import dev.gradus.optim.OneCycleLR;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What docs/training.md shows.
@ResourceLock("dev.gradus.Globals")
final class TrainingPageTest {
  private static final Path PAGE = Path.of("../docs/training.md");
  private static final Path SELF = Path.of("src/test/java/dev/gradus/train/TrainingPageTest.java");

  @TempDir Path folder;

  @Test
  void aTrainingWithAllThatBelongsToIt() throws IOException {
    Gradus.manualSeed(0);
    var loading = DataLoaderOptions.DEFAULT.withBatchSize(20);
    DataLoader<List<Tensor>> batches = DataLoader.of(Synthetic.moons(40, 0.1, 1), loading);
    DataLoader<List<Tensor>> heldOut = DataLoader.of(Synthetic.moons(40, 0.1, 2), loading);
    var net = new Linear(2, 2);
    var adam = new Adam(net.parameters(), 0.01);
    var rates = new OneCycleLR(adam, 0.1, 40);

    var options =
        TrainerOptions.DEFAULT
            .withValidation(heldOut, Metrics.accuracy())
            .withSchedules(Schedule.perStep(rates))
            .withClipping(Clipping.norm(1))
            .withEarlyStopping(EarlyStopping.patience(5))
            .withSaving(Saving.in(folder).withResume(true))
            .withCallbacks(new Progress(System.out, false));
    var trainer = new Trainer(net, adam, Gradus::crossEntropy, options);
    History history = trainer.fit(batches, 20);

    assertThat(history.best()).isPresent();
    history.writeCsv(folder.resolve("history.csv"));
    Curves.write(folder.resolve("curves.png"), history);
    Curves.write(folder.resolve("curves.svg"), history);
    TorchFiles.save(folder.resolve("model.pt"), net.stateDict());
    assertThat(folder).isDirectoryContaining("glob:**curves.svg");
    try (var _ = Interrupts.stop(trainer)) {
      history = trainer.fit(batches, 20);
    }
    if (history.end() == History.End.REQUESTED) {
      System.out.println("interrupted after step " + history.steps());
    }
    assertThat(history.epochs()).isNotEmpty();
  }

  @Test
  void aTable() throws IOException {
    Tensor scores = Gradus.tensor(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {1, 0}});
    Tensor classes = Gradus.tensor(new long[] {0, 0, 0, 1, 1});
    var confusion = ConfusionMatrix.of("cat", "dog");
    confusion.update(scores, classes);
    System.out.println(confusion);
    double missed = 1 - confusion.recall(0);
    assertThat(missed).isEqualTo(1 - 2.0 / 3);
    assertThat(Files.readString(PAGE)).contains(confusion.toString().strip());
  }

  /// Each stretch of Java on the page stands in this file, so that it compiles and runs.
  @Test
  void thePageShowsWhatIsTested() throws IOException {
    String tested = unindented(Files.readString(SELF));
    var blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int found = 0;
    while (blocks.find()) {
      assertThat(tested).contains(unindented(blocks.group(1)));
      found++;
    }
    assertThat(found).isEqualTo(4);
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(joining("\n"));
  }
}
