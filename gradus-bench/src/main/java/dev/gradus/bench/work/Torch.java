package dev.gradus.bench.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What every workload of the peer needs.
public final class Torch {
  private Torch() {}

  /// Loads the library and sets its threads and those of its matrix products.
  public static void setThreads(int count) {
    torch.set_num_threads(count);
    openblas_nolapack.blas_set_num_threads(count);
  }

  /// Version, matrix products and instructions, as far as the library tells.
  public static String description() {
    String config = torch.show_config().getString();
    return "LibTorch "
        + word(config, "TORCH_VERSION=")
        + ", "
        + products()
        + ", "
        + word(config, "CPU capability usage: ");
  }

  private static String word(String config, String before) {
    int at = config.indexOf(before);
    return at < 0 ? "unknown" : config.substring(at + before.length()).split("[\\s,]", 2)[0];
  }

  /// Of all that could be loaded under the name of the BLAS, what is.
  private static String products() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains("libmkl_core")) ? "MKL" : "OpenBLAS";
    } catch (IOException _) {
      return "OpenBLAS";
    }
  }

  static Tensor tensor(long seed, long... sizes) {
    return of(Data.floats(Data.count(sizes), seed), sizes);
  }

  static Tensor of(float[] values, long... sizes) {
    try (Tensor flat = torch.tensor(values)) {
      return flat.reshape(sizes);
    }
  }

  static float[] floats(Tensor y) {
    try (PointerScope _ = new PointerScope()) {
      float[] values = new float[Math.toIntExact(y.numel())];
      y.detach().contiguous().data_ptr_float().get(values);
      return values;
    }
  }
}
