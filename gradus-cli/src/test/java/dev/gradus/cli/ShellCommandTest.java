package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell as it is used from a pipe: in a process of its own.
class ShellCommandTest {
  @TempDir private Path folder;

  @Test
  void printsValuesAndNothingElseAndEndsWithTheStatusOfExit() throws Exception {
    Path input = Files.createFile(folder.resolve("input"));
    Files.writeString(
        input,
        """
        var x = DType.FLOAT32
        int twice(int a) { return 2 * a; }
        twice(21);
        x = DType.INT64
        undeclared
        for (int i = 0; i < 2; i++)
          System.out.println(i)
        int later; later = 7; import java.util.*;
        throw new IllegalStateException("refused\\nbecause")
        DType.valueOf("x"); 1 + 1
        /exit 3
        5
        """);
    Process shell = start(input);
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(output.lines().filter(line -> !line.startsWith("|")))
        .containsExactly("torch.float32", "42", "torch.int64", "0", "1", "7", "2");
    assertThat(output)
        .contains("cannot find symbol", "undeclared", "|  because", "No enum constant");
    assertThat(shell.waitFor()).isEqualTo(3);
  }

  @Test
  void everythingForATrainingIsImported() throws Exception {
    Path input = folder.resolve("input");
    Files.writeString(
        input,
        """
        manualSeed(0);
        var net = new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1))
        var sgd = new SGD(net.parameters(), SGDOptions.DEFAULT.withLr(0.1).withMomentum(0.9));
        var data = DataLoader.of(new TensorDataset(ones(4, 2), ones(4, 1)), DataLoaderOptions.DEFAULT.withBatchSize(2));
        for (var batch : data) {
          sgd.zeroGrad(); mseLoss(net.call(batch.get(0)), batch.get(1)).backward(); sgd.step();
        }
        for (int i = 0; i < 50; i++) { sgd.zeroGrad(); mseLoss(net.call(ones(1, 2)), ones(1, 1)).backward(); sgd.step(); }
        double now = mseLoss(net.call(ones(1, 2)), ones(1, 1)).item();
        var before = mseLoss(zeros(1, 1), ones(1, 1)).item(); now < before
        Map<String, Double> none = new TreeMap<>();
        List.of(Metrics.accuracy().name(), Path.of("x").toString(), float32)
        Func.grad(v -> v[0].pow(2)).apply(tensor(3.0))
        TorchFiles.class.getSimpleName() + Init.class.getSimpleName() + CsvTable.class.getSimpleName()
        """);
    Process shell = start(input);
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(output).doesNotContain("ambiguous", "cannot find symbol");
    assertThat(output.lines().filter(line -> !line.startsWith("|")))
        .contains("Sequential(", "  (0): Linear(in_features=2, out_features=3, bias=True)")
        .endsWith(
            "true",
            "{}",
            "[accuracy, x, torch.float32]",
            "tensor(6.)",
            "\"TorchFilesInitCsvTable\"");
    assertThat(shell.waitFor()).isZero();
  }

  /// As the script starts it: its stderr is descriptor 3, and here the same file as its stdout.
  @Test
  void messagesAndOutputInOneFileStandInTheirOrder() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/fd")) && Files.isExecutable(Path.of("/bin/sh")));
    Path input = folder.resolve("input");
    StringBuilder lines = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add((i % 2 == 0 ? "out " : "a longer line of err ") + i);
      lines.append(
          "System.%s.println(\"%s\")%n".formatted(i % 2 == 0 ? "out" : "err", expected.get(i)));
    }
    Files.writeString(input, lines);
    Path both = folder.resolve("both");
    Process shell =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "exec >\"$0\" 2>&1; exec 3>&2 2>/dev/null; \"$@\"; echo end",
                both.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgradus.stderr=3",
                "--add-opens",
                "java.base/java.io=ALL-UNNAMED",
                "-cp",
                classPath(),
                Main.class.getName(),
                "shell")
            .redirectInput(input.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    expected.add("end");
    assertThat(Files.readAllLines(both)).containsExactlyElementsOf(expected);
  }

  private static Process start(Path input) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(),
            Main.class.getName(),
            "shell")
        .redirectInput(input.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /// The tests run on the module path, the command on the class path.
  private static String classPath() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
