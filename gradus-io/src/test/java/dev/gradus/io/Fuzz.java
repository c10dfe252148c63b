package dev.gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Damaged copies of a good file: a reader must read them or say clearly that it cannot.
final class Fuzz {
  private Fuzz() {}

  /// Reads a file, whatever comes out.
  interface Reader {
    void read(Path file) throws IOException;
  }

  /// Cuts the file at every length; returns how many cuts were refused.
  static int truncated(byte[] good, Path file, Reader reader) throws IOException {
    int refused = 0;
    for (int n = 0; n < good.length; n++) {
      refused += refuses(Arrays.copyOf(good, n), file, reader) ? 1 : 0;
    }
    return refused;
  }

  /// Changes one to four bytes, `times` times.
  static int flipped(byte[] good, int times, Path file, Reader reader) throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      refused += refuses(bad, file, reader) ? 1 : 0;
    }
    assertThat(refused).isPositive();
    return refused;
  }

  private static boolean refuses(byte[] bytes, Path file, Reader reader) throws IOException {
    Files.write(file, bytes);
    try {
      reader.read(file);
      return false;
    } catch (FileFormatException e) {
      assertThat(e.sentence()).isNotBlank();
      return true;
    }
  }
}
