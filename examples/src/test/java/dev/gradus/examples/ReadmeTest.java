package dev.gradus.examples;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.io.TorchFiles;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The programs of README.md run.
@ResourceLock("dev.gradus.Globals")
final class ReadmeTest {
  private static final Path PAGE = Path.of("../README.md");
  private static final Path SELF = Path.of("src/test/java/dev/gradus/examples/ReadmeTest.java");

  @TempDir Path folder;

  @Test
  void theFirstProgram() {
    var x = tensor(2.0).requiresGrad_();
    var y = x.pow(4).mul(2).add(x.pow(3)).add(x.pow(2).mul(3)).add(x.mul(5)).add(1);
    assertThat(y).hasToString("tensor(63., grad_fn=<AddBackward0>)");

    y.backward();
    assertThat(x.grad()).hasToString("tensor(93.)");
  }

  @Test
  void aTraining() throws IOException {
    Path path = folder.resolve("moons.pt");
    manualSeed(0);
    var net = new Sequential(new Linear(2, 32), new Tanh(), new Linear(32, 2));
    var adam = new Adam(net.parameters(), 0.01);
    var loader =
        DataLoader.of(
            Synthetic.moons(400, 0.1, 1),
            DataLoaderOptions.DEFAULT.withBatchSize(40).withShuffle(true));

    for (int epoch = 0; epoch < 20; epoch++) {
      for (List<Tensor> batch : loader) {
        adam.zeroGrad();
        crossEntropy(net.call(batch.get(0)), batch.get(1)).backward();
        adam.step();
      }
    }
    TorchFiles.save(path, net.stateDict()); // torch.load reads it, and the other way round

    List<Tensor> seen = Synthetic.moons(400, 0.1, 2).get(0);
    assertThat(net.call(seen.get(0).unsqueeze(0)).argmax(1).item()).isEqualTo(seen.get(1).item());
    assertThat(TorchFiles.load(path)).isNotNull();
  }

  @Test
  void aLoopWithScopes() {
    var w = randn(3, 2).requiresGrad_();
    var x = randn(4, 3);
    var y = randn(4, 2);
    for (int step = 0; step < 1000; step++) {
      try (var _ = scope()) {
        mseLoss(x.matmul(w), y).backward(); // w.grad() outlasts the scope, the rest is given back
      }
    }
    assertThat(w.grad()).isNotNull();
  }

  /// The stretches of Java that make no use of `IO` stand in this file, so that they compile and
  /// run.
  @Test
  void thePageShowsWhatIsTested() throws IOException {
    String tested = squeezed(Files.readString(SELF));
    var blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int found = 0;
    while (blocks.find()) {
      if (!blocks.group(1).contains("IO.println")) {
        assertThat(tested).contains(squeezed(blocks.group(1)));
        found++;
      }
    }
    assertThat(found).isEqualTo(2);
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
