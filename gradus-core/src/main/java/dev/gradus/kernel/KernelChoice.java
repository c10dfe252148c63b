package dev.gradus.kernel;

import java.util.ArrayList;
import java.util.List;

/// What the kernels run on here, in words: for people, not for programs.
public final class KernelChoice {
  /// One line: a subject, what was chosen for it, and why.
  public record Line(String subject, String choice, String reason) {}

  private KernelChoice() {}

  /// A line for vectors, pointwise loops, the matrix product and threads.
  public static List<Line> describe() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    Kernels.Mode mode = Kernels.Mode.ofProperty();
    List<Line> lines = new ArrayList<>();
    lines.add(vectors(present));
    lines.add(pointwise(present, mode));
    lines.add(matrixProduct(present, mode));
    int threads = Parallel.CONFIGURATION.threads();
    int processors = Runtime.getRuntime().availableProcessors();
    lines.add(
        new Line(
            "threads",
            Integer.toString(threads),
            threads == processors ? "one for each processor" : "set; processors: " + processors));
    return lines;
  }

  private static Line vectors(boolean present) {
    if (!present) {
      return new Line(
          "vectors", "none", "add --add-modules jdk.incubator.vector to the java command line");
    }
    int bits = GemmKernels.Width.preferred();
    String lanes = "%d floats or %d doubles at a time".formatted(bits / 32, bits / 64);
    return new Line("vectors", bits + " bits", lanes);
  }

  private static Line pointwise(boolean present, Kernels.Mode mode) {
    String plain = "plain loops";
    return switch (mode) {
      case SCALAR -> new Line("pointwise", plain, "gradus.kernels=scalar asks for them");
      case FEW ->
          new Line("pointwise", plain, "gradus.kernels=few asks for them, after some elements");
      case VECTOR ->
          present
              ? new Line("pointwise", "vector loops", "gradus.kernels=vector asks for them")
              : new Line("pointwise", plain, "there are no vectors");
      case AUTO ->
          present
              ? new Line(
                  "pointwise",
                  "plain and vector loops",
                  "vectors where the compiler finds none by itself, once they are compiled")
              : new Line("pointwise", plain, "there are no vectors");
    };
  }

  private static Line matrixProduct(boolean present, Kernels.Mode mode) {
    if (GemmKernels.vectorsAllowed()) {
      return new Line(
          "matmul",
          "vector tiles",
          "plain loops until the tiles are compiled, and for other dtypes");
    }
    String reason =
        present && mode == Kernels.Mode.SCALAR
            ? "gradus.kernels=scalar asks for them"
            : "there are no vectors";
    return new Line("matmul", "plain loops", reason);
  }
}
