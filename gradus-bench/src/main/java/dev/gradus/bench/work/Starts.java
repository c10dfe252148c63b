package dev.gradus.bench.work;

import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is paid once: first calls, and the lesson as a process.
final class Starts {
  // At most this much more than a warm call, which takes less than a hundredth of it, and than the
  // memory of the result, which every process gets page by page, whatever it computes.
  private static final Goal FIRST = Goal.microsBeyondLimit(20_000);

  private Starts() {}

  static List<Line> lines() {
    return List.of(
        first("add 1M", Limit.newFloats(Elementwise.MILLION), x -> x.add(x)),
        first("exp 1M", Limit.newFloats(Elementwise.MILLION), Tensor::exp),
        first("tanh 1M", Limit.newFloats(Elementwise.MILLION), Tensor::tanh),
        first("gelu(tanh) 1M", Limit.newFloats(Elementwise.MILLION), x -> x.gelu("tanh")),
        first("sum 1M", Limit.NONE, Tensor::sum),
        first(
            "softmax 1000×1000",
            Limit.newFloats(Elementwise.MILLION),
            x -> x.view(1000, 1000).softmax(-1)),
        Line.alone(
            "the lesson as a process", Line.Kind.PROCESS, Goal.micros(250_000), Lesson::new));
  }

  private static Line first(String name, Limit limit, UnaryOperator<Tensor> call) {
    return new Line(
        "first call, " + name,
        Line.Kind.FIRST_CALL,
        limit,
        FIRST,
        () -> {
          Tensor x = Data.tensor(1, Elementwise.MILLION);
          return new Calls.Scoped(() -> call.apply(x));
        },
        null);
  }

  /// `./gradus lesson`, from the start of the process to its end.
  private static final class Lesson implements Workload {
    private final ProcessBuilder builder =
        new ProcessBuilder(System.getenv().getOrDefault("GRADUS_COMMAND", "./gradus"), "lesson")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);

    // Builds what is out of date, so that no run that counts does.
    Lesson() {
      run();
    }

    @Override
    public Object run() {
      try {
        int status = builder.start().waitFor();
        if (status != 0) {
          throw new IllegalStateException("./gradus lesson ended with " + status);
        }
        return status;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public float[] numbers() {
      return new float[0];
    }
  }
}
