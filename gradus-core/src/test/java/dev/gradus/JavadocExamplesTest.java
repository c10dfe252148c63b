package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java in the Javadoc of the root package and of `autograd` compiles, with the names that a
/// reader would think of. What an ellipsis stands in, or declares static fields, is left out.
@SuppressWarnings("InlineFormatString")
class JavadocExamplesTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("src/main/java/dev/gradus"), Path.of("src/main/java/dev/gradus/autograd"));

  private static final String AROUND =
      """
      import static dev.gradus.BackwardOptions.*;
      import static dev.gradus.Gradus.*;
      import dev.gradus.*;
      import dev.gradus.autograd.*;
      import java.nio.file.Path;
      import java.util.*;

      class %s {
        static Tensor x, y, w, v, a, b, image, weight, bias, batch, sum;
        static Net model;
        static Steps optimizer;

        interface Net {
          Tensor forward(Tensor x);
        }

        interface Steps {
          void step();
        }

        static Tensor model(Tensor x) {
          return x;
        }

        static Tensor evaluate(Tensor x) {
          return x;
        }

        static void example() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path folder = Path.of(".");

  /// A block of Java and where it stands.
  private record Example(String where, String code) {}

  private static List<Example> examples(String where, String source) {
    List<Example> all = new ArrayList<>();
    StringBuilder open = null;
    for (String line : source.lines().toList()) {
      String text = line.strip();
      if (text.equals("/// ```java")) {
        open = new StringBuilder();
      } else if (open != null && text.equals("/// ```")) {
        String code = open.toString();
        if (!code.contains("…") && !code.contains("static ")) {
          all.add(new Example(where + " " + all.size(), code));
        }
        open = null;
      } else if (open != null) {
        open.append(text.length() > 4 ? text.substring(4) : "").append('\n');
      }
    }
    return all;
  }

  /// What the compiler prints about all of them together, or nothing if it is content.
  private String errors(List<Example> examples) throws IOException, URISyntaxException {
    Path core = Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-nowarn", "-cp", core + "", "-d", folder + ""));
    for (Example e : examples) {
      String name = e.where.replaceAll("\\W", "_");
      Path source = folder.resolve(name + ".java");
      arguments.add(Files.writeString(source, AROUND.formatted(name, e.code)).toString());
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    StringWriter printed = new StringWriter();
    PrintWriter to = new PrintWriter(printed, true);
    return javac.run(to, to, arguments.toArray(new String[0])) == 0 ? "" : printed.toString();
  }

  @Test
  void everyExampleCompiles() throws IOException, URISyntaxException {
    List<Example> all = new ArrayList<>();
    for (Path sources : FOLDERS) {
      try (Stream<Path> files = Files.list(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          all.addAll(examples(file.getFileName().toString(), Files.readString(file)));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(15);
    assertThat(all.stream().map(Example::where)).contains("Func.java 0", "AutogradFunction.java 0");
    assertThat(errors(all)).isEmpty();
  }

  @Test
  void aWrongExampleIsFound() throws IOException, URISyntaxException {
    Example right = new Example("right", "Tensor z = x.mul(y);");
    Example wrong = new Example("wrong", "Tensor z = x.noSuchOperation();");
    assertThat(errors(List.of(right, wrong))).contains("wrong.java").contains("noSuchOperation");
    assertThat(errors(List.of(right))).isEmpty();
  }
}
