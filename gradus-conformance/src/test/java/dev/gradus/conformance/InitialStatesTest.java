package dev.gradus.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Comparison;
import dev.gradus.conformance.run.Tolerance;
import dev.gradus.dtype.DType;
import dev.gradus.nn.BatchNorm2d;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.Embedding;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.LSTM;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.ModuleDict;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// The weights of the recorded runs: the same seed gives the same net.
@ResourceLock("generator")
class InitialStatesTest {
  // Normal numbers are approximated in PyTorch's vector code.
  private static final Tolerance NEAR = Tolerance.either(1e-5, 5e-6);

  private static @Nullable Layer net(String run) {
    return switch (run.substring(0, run.lastIndexOf('.'))) {
      case "poly" -> new Linear(3, 1);
      case "spirals", "spirals.sgd" ->
          new Sequential(
              new Linear(2, 16), new Tanh(), new Linear(16, 16), new ReLU(), new Linear(16, 3));
      case "cnn" ->
          new Sequential(
              new Conv2d(1, 4, 3, ConvSettings.padding(1)),
              new BatchNorm2d(4),
              new ReLU(),
              new MaxPool2d(2),
              new Conv2d(4, 6, 3),
              new ReLU(),
              new Flatten(),
              new Linear(24, 4));
      case "lm" -> run.equals("lm.lstm") ? lstm() : transformer();
      default -> null;
    };
  }

  private static Layer lstm() {
    return new ModuleDict()
        .put("emb", new Embedding(11, 6))
        .put("rnn", new LSTM(6, 8))
        .put("head", new Linear(8, 11));
  }

  private static Layer transformer() {
    ModuleDict net = new ModuleDict().put("emb", new Embedding(11, 8));
    Tensor pos = Gradus.randn(9, 8);
    assertThat(pos.numel()).isEqualTo(72);
    return net.put(
            "block",
            new TransformerEncoderLayer(
                8,
                2,
                TransformerSettings.DEFAULT
                    .withDimFeedforward(16)
                    .withDropout(0)
                    .withActivation(Tensor::gelu)
                    .withNormFirst(true)
                    .withBatchFirst(true)))
        .put("head", new Linear(8, 11));
  }

  @Test
  void theSameSeedGivesTheSameNet() throws IOException {
    List<String> differences = new ArrayList<>();
    int[] compared = {0};
    Path data = Objects.requireNonNull(DataFolder.find()).resolve("training");
    for (Path file : CaseFiles.find(List.of(data.resolve("runs.jsonl.gz")))) {
      CaseFiles.read(
          file,
          c -> {
            String run = c.fields().get("run").stringValue();
            Gradus.manualSeed(c.fields().get("seed").longValue());
            Layer net = net(run);
            if (net != null) {
              net.to(DType.of(c.dtype()));
              compared[0] += compare(c.id(), c.fields().get("state"), net, differences);
            }
          });
    }
    assertThat(differences).isEmpty();
    assertThat(compared[0]).isGreaterThan(60);
  }

  private static int compare(String id, JsonNode expected, Layer net, List<String> differences) {
    Map<String, Tensor> state = net.stateDict();
    int compared = 0;
    for (Map.Entry<String, JsonNode> e : expected.properties()) {
      Tensor found = state.get(e.getKey());
      if (found == null) {
        continue;
      }
      TensorData wanted = Values.decodeTensor(e.getValue());
      String difference = Comparison.difference(wanted, read(found), NEAR);
      if (difference != null) {
        differences.add(id + " " + e.getKey() + ": " + difference);
      }
      compared++;
    }
    return compared;
  }

  private static TensorData read(Tensor t) {
    Tensor flat = t.detach().reshape(-1);
    return t.dtype().isIntegral()
        ? TensorData.ofIntegers(t.dtype(), t.shape(), flat.toLongArray())
        : TensorData.ofReals(t.dtype(), t.shape(), flat.to(DType.FLOAT64).toDoubleArray());
  }
}
