package dev.gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows of mapped files.
final class NpyFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
  void rowsAreThoseOfTheWholeArrayInEitherOrder(DType dtype) throws IOException {
    Tensor x = Gradus.arange(0, 30, DType.INT64).view(5, 2, 3).to(dtype);
    Path file = folder.resolve("x.npy");
    for (Tensor y : new Tensor[] {x, x.permute(2, 1, 0).contiguous().permute(2, 1, 0)}) {
      Npy.save(file, y);
      try (NpyFile mapped = NpyFile.open(file)) {
        assertThat(mapped.shape()).containsExactly(5, 2, 3);
        assertThat(mapped.dtype()).isEqualTo(dtype);
        for (int from = 0; from <= 5; from++) {
          for (int count = 0; count <= 5 - from; count++) {
            Tensor rows = mapped.rows(from, count);
            assertThat(rows.equal(x.narrow(0, from, count))).isTrue();
          }
        }
      }
    }
  }

  @Test
  void piecesLargerThanABuffer() throws IOException {
    Tensor x = Gradus.arange(0, 100_000, DType.FLOAT64).view(1000, 100);
    Path file = folder.resolve("x.npy");
    Npy.save(file, x);
    try (NpyFile mapped = NpyFile.open(file)) {
      assertThat(mapped.rows(1, 998).equal(x.narrow(0, 1, 998))).isTrue();
    }
  }

  @Test
  void bytesInTheOtherOrder() throws IOException {
    byte[] big = new byte[128 + 4];
    String text = "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }";
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    Arrays.fill(big, 10, 127, (byte) ' ');
    System.arraycopy(start, 0, big, 0, 10);
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, big, 10, text.length());
    big[127] = '\n';
    big[129] = 5;
    big[130] = 1;
    Path file = Files.write(folder.resolve("big.npy"), big);
    try (NpyFile mapped = NpyFile.open(file)) {
      assertThat(mapped.rows(0, 2).toLongArray()).containsExactly(5, 256);
    }
  }

  @Test
  void whatIsNotThereIsRefused() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.save(file, Gradus.zeros(3, 2));
    NpyFile mapped = NpyFile.open(file);
    assertThatThrownBy(() -> mapped.rows(2, 2))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage("NpyFile: rows 2 to 3 were asked for; the array of shape [3, 2] has 3.");
    assertThatThrownBy(() -> mapped.rows(Long.MAX_VALUE, 2))
        .isInstanceOf(GradusArgumentException.class);
    mapped.close();
    mapped.close();
    assertThatThrownBy(() -> mapped.rows(0, 1)).isInstanceOf(GradusStateException.class);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> NpyFile.open(file)).isInstanceOf(FileFormatException.class);
  }

  @Test
  void anArrayWithoutDimensionsHasNoRows() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.save(file, Gradus.tensor(1.5));
    try (NpyFile mapped = NpyFile.open(file)) {
      assertThatThrownBy(() -> mapped.rows(0, 1)).hasMessageContaining("use Npy.load");
    }
  }
}
