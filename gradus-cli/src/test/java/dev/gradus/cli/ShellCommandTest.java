package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Process shell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Main.class.getName(),
                "shell")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(output.lines().filter(line -> !line.startsWith("|")))
        .containsExactly("torch.float32", "42", "torch.int64", "0", "1", "7", "2");
    assertThat(output)
        .contains("cannot find symbol", "undeclared", "|  because", "No enum constant");
    assertThat(shell.waitFor()).isEqualTo(3);
  }

  /// The tests run on the module path, the command on the class path.
  private static String classPath() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
