package dev.gradus.train;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.io.Checkpoints;
import dev.gradus.io.Npy;
import dev.gradus.io.NpyFile;
import dev.gradus.io.Npz;
import dev.gradus.io.Safetensors;
import dev.gradus.io.TorchFiles;
import dev.gradus.io.csv.CsvTable;
import dev.gradus.io.tensorboard.TensorBoardWriter;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What docs/files.md shows.
@ResourceLock("dev.gradus.Globals")
final class FilesPageTest {
  private static final Path PAGE = Path.of("../docs/files.md");
  private static final Path SELF = Path.of("src/test/java/dev/gradus/train/FilesPageTest.java");

  @TempDir Path folder;

  private final Sequential net = new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1));

  @Test
  void parametersOfANetwork() throws IOException {
    Tensor before = requireNonNull(net.stateDict().get("0.weight")).clone();
    Safetensors.save(folder.resolve("net.safetensors"), net.stateDict());
    net.loadStateDict(Safetensors.load(folder.resolve("net.safetensors")));
    try (Safetensors file = Safetensors.open(folder.resolve("net.safetensors"))) {
      System.out.println(file.names() + ", " + file.get("0.weight").dtype());
    }
    TorchFiles.save(folder.resolve("net.pt"), net.stateDict());
    net.loadStateDict(TorchFiles.loadTensors(folder.resolve("net.pt")));
    assertThat(requireNonNull(net.stateDict().get("0.weight")).equal(before)).isTrue();
  }

  @Test
  void arrays() throws IOException {
    Tensor x = Gradus.arange(0, 12).view(6, 2);
    Tensor y = Gradus.arange(0, 6);
    Npy.save(folder.resolve("x.npy"), x);
    Tensor same = Npy.load(folder.resolve("x.npy"));
    Npz.saveCompressed(folder.resolve("both.npz"), Map.of("x", x, "y", y));
    Tensor labels = Npz.load(folder.resolve("both.npz")).get("y");
    try (NpyFile file = NpyFile.open(folder.resolve("x.npy"))) {
      Tensor batch = file.rows(2, 4);
      System.out.println(Arrays.toString(file.shape()) + ": " + batch.sum().item());
    }
    try (NpyFile file = NpyFile.open(folder.resolve("x.npy"))) {
      assertThat(file.rows(2, 4).equal(x.narrow(0, 2, 4))).isTrue();
    }
    assertThat(same.equal(x)).isTrue();
    assertThat(requireNonNull(labels).equal(y)).isTrue();
  }

  @Test
  void aTrainingThatGoesOn() throws IOException {
    var adam = new Adam(net.parameters(), 0.01);
    net.call(Gradus.ones(1, 2)).sum().backward();
    adam.step();
    var checkpoints = new Checkpoints(folder.resolve("run"), 3);
    checkpoints.save(100, Map.of("net", net.stateDict(), "optimizer", adam.stateDict()));
    Checkpoints.Checkpoint newest = checkpoints.latest().orElseThrow();
    adam.loadStateDict(newest.map("optimizer"));
    assertThat(newest.step()).isEqualTo(100);
  }

  @Test
  void tables() {
    CsvTable table = CsvTable.parse("width,height,kind\n1.5,2,cat\n0.5,1,dog\n");
    Tensor sizes = table.numbers("width", "height");
    Tensor kinds = table.classes("kind"); // 0 is table.classNames("kind").get(0)
    assertThat(sizes.shape()).containsExactly(2, 2);
    assertThat(kinds.toLongArray()).containsExactly(0, 1);
  }

  @Test
  void whatATrainingLooksLikeFromOutside() throws IOException {
    try (var board = new TensorBoardWriter(folder.resolve("board"))) {
      board.scalar("loss", 0.25, 1);
      board.histogram("weights", net.getParameter("0.weight"), 1);
    }
    assertThat(folder.resolve("board")).isNotEmptyDirectory();
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
    assertThat(found).isEqualTo(7);
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(joining("\n"));
  }
}
