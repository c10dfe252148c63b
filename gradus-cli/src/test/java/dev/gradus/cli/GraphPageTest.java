package dev.gradus.cli;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.savedAttributes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.GraphStats;
import dev.gradus.Tensor;
import dev.gradus.nn.Linear;
import dev.gradus.viz.GraphDrawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// docs/graph.md: its examples are those of this class, which run, and its picture is what the
/// command draws. `mvn -Pfast test -pl gradus-cli -am -Dtest=GraphPageTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dgradus.docs=write` draws it anew.
@ResourceLock("dev.gradus.Globals")
@SuppressWarnings("NullAway") // the examples are what a user writes
class GraphPageTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path PICTURE = DOCS.resolve("polynomial.svg");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern EXAMPLE =
      Pattern.compile("// --- example\n(.*?)// --- ends", Pattern.DOTALL);

  private final Linear layer = new Linear(10, 10);
  private final Tensor loss = layer.forward(ones(10, 10)).tanh().square().mean();

  // Without comments and spaces, which the formatter sets otherwise.
  private static List<String> code(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    List<String> all = new ArrayList<>();
    while (m.find()) {
      all.add(m.group(1).replaceAll("(?m)//.*$", "").replaceAll("\\s+", ""));
    }
    return all;
  }

  private static String page() throws IOException {
    return Files.readString(DOCS.resolve("graph.md"));
  }

  @Test
  void thePagesExamplesAreThoseBelow() throws IOException {
    String own = Files.readString(Path.of("src/test/java/dev/gradus/cli/GraphPageTest.java"));
    List<String> examples = code(EXAMPLE, own.substring(own.indexOf("@ResourceLock(Resources")));
    assertThat(examples).hasSize(2);
    assertThat(code(BLOCK, page())).isEqualTo(examples);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void withoutAPicture() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      // --- example
      IO.println(loss.gradFn().tree());
      IO.println(GraphStats.of(loss));
      savedAttributes(loss.gradFn());
      // --- ends
    } finally {
      System.setOut(before);
    }
    String stats = GraphStats.of(loss).toString();
    assertThat(printed.toString(UTF_8)).startsWith("MeanBackward0  float32 []").contains(stats);
    assertThat(page()).contains("// " + stats + "\n");
  }

  @Test
  void asAPicture(@TempDir Path folder) throws IOException {
    Path before = Path.of("graph.html");
    assertThat(before).doesNotExist();
    try {
      // --- example
      var drawing = GraphDrawing.of(loss).withNames(layer.namedParameters()).watching();
      loss.backward();
      drawing.saveHtml(Path.of("graph.html"));
      // --- ends
    } finally {
      if (Files.exists(before)) {
        Files.move(before, folder.resolve("graph.html"));
      }
    }
    assertThat(folder.resolve("graph.html")).content().contains("weight", "bias", "∂ ");
  }

  @Test
  void thePictureIsWhatTheCommandDraws() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] command = {"graph", "polynomial", "--format", "svg"};
    assertThat(Main.run(command, new PrintStream(out, true, UTF_8), System.err)).isZero();
    String drawn = out.toString(UTF_8);
    if (System.getProperty("gradus.docs", "").equals("write")) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(Files.readString(PICTURE))
        .as("docs/polynomial.svg; how to draw it anew stands above this class")
        .isEqualTo(drawn);
  }
}
