package dev.gradus.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void theLastFewAreKept() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder.resolve("new"), 2);
    assertThat(checkpoints.latest()).isEmpty();
    for (int step = 1; step <= 4; step++) {
      checkpoints.save(step, Map.of("step", step, "model", Map.of("w", Gradus.ones(step))));
    }
    assertThat(checkpoints.files().stream().map(f -> f.getFileName().toString()).toList())
        .containsExactly("checkpoint-000000000004.pt", "checkpoint-000000000003.pt");
    Checkpoints.Checkpoint last = checkpoints.latest().orElseThrow();
    assertThat(last.step()).isEqualTo(4);
    assertThat(last.state().get("step")).isEqualTo(4L);
    assertThat(((Tensor) requireNonNull(last.map("model").get("w"))).numel()).isEqualTo(4);
    assertThatThrownBy(() -> last.map("scheduler"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("no map scheduler");
  }

  @Test
  void aDamagedNewestIsPassedOver() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 3);
    checkpoints.save(1, Map.of("w", Gradus.ones(100)));
    Path newest = checkpoints.save(2, Map.of("w", Gradus.ones(100)));
    byte[] good = Files.readAllBytes(newest);
    byte[] bad = good.clone();
    int element = new String(bad, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u0080?");
    bad[element] ^= 1;
    Files.write(newest, bad);
    assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(1);
    Files.write(newest, Arrays.copyOf(good, good.length / 2));
    assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(1);
    Files.delete(checkpoints.files().get(1));
    assertThatThrownBy(checkpoints::latest)
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("every checkpoint");
  }

  @Test
  void whatAKillLeftIsSweptByTheNextSave() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 3);
    checkpoints.save(1, Map.of("step", 1));
    Path half = folder.resolve(".checkpoint-000000000002.pt-123.tmp");
    Files.write(half, new byte[10]);
    assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(1);
    Files.write(folder.resolve("other.tmp"), new byte[1]);
    checkpoints.save(3, Map.of("step", 3));
    assertThat(half).doesNotExist();
    assertThat(folder.resolve("other.tmp")).exists();
  }

  @Test
  void aGeneratorGoesOnWhereItWas() throws IOException {
    Generator generator = new Generator().manualSeed(3);
    Checkpoints checkpoints = new Checkpoints(folder, 1);
    checkpoints.save(0, Map.of("generator", generator.getState()));
    Tensor state =
        (Tensor) requireNonNull(checkpoints.latest().orElseThrow().state().get("generator"));
    assertThat(new Generator().setState(state).getState().equal(generator.getState())).isTrue();
  }
}
