package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxTest {
  private static byte[] file(int code, int[] sizes, int bytes) {
    var file = ByteBuffer.allocate(4 + 4 * sizes.length + bytes);
    file.putInt(code << 8 | sizes.length);
    for (int size : sizes) {
      file.putInt(size);
    }
    for (int i = 0; i < bytes; i++) {
      file.put((byte) (i * 37 + 200));
    }
    return file.array();
  }

  private static Tensor read(byte[] file) throws IOException {
    return Idx.read(new ByteArrayInputStream(file), "test");
  }

  @Test
  void bytesPlainAndPacked() throws IOException {
    byte[] file = file(8, new int[] {2, 3}, 6);
    Tensor x = read(file);
    assertThat(x.dtype()).isEqualTo(DType.UINT8);
    assertThat(x.shape()).containsExactly(2, 3);
    assertThat(x.get(0, 0).itemLong()).isEqualTo(200);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(file);
    }
    assertThat(read(packed.toByteArray()).equal(x)).isTrue();
  }

  @Test
  void everyDtype() throws IOException {
    var widths = new int[] {1, 1, 0, 2, 4, 4, 8};
    var dtypes =
        new DType[] {
          DType.UINT8,
          DType.INT8,
          DType.BOOL,
          DType.INT16,
          DType.INT32,
          DType.FLOAT32,
          DType.FLOAT64
        };
    for (int i = 0; i < 7; i++) {
      if (widths[i] > 0) {
        Tensor x = read(file(8 + i, new int[] {3}, 3 * widths[i]));
        assertThat(x.dtype()).isEqualTo(dtypes[i]);
        assertThat(x.shape()).containsExactly(3);
      }
    }
    assertThat(read(file(11, new int[] {1}, 2)).itemLong()).isEqualTo((short) (200 << 8 | 237));
  }

  @Test
  void filesThatLie() {
    assertThatThrownBy(() -> read(new byte[] {1, 2, 3, 4}))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("begins with 01020304");
    assertThatThrownBy(() -> read(file(8, new int[] {2, 3}, 5)))
        .hasMessageContaining("ends after 5 of 6");
    assertThatThrownBy(() -> read(file(8, new int[] {2, 3}, 7)))
        .hasMessageContaining("goes on after");
    assertThatThrownBy(() -> read(file(8, new int[] {-1, -1, -1}, 5)))
        .hasMessageContaining("more than an array holds");
    assertThatThrownBy(() -> read(file(8, new int[] {2_000_000_000}, 5)))
        .hasMessageContaining("ends after 5 of 2000000000");
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("ends after 0 of 4");
  }

  @Test
  void packedFilesThatLie() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(file(8, new int[] {100}, 100));
    }
    byte[] whole = packed.toByteArray();
    assertThat(read(whole).shape()).containsExactly(100);
    for (int n = 2; n < whole.length - 8; n++) {
      byte[] cut = Arrays.copyOf(whole, n);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(GradusArgumentException.class)
          .hasMessageContaining("cannot be unpacked: ");
    }
    assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 7, 7, 7, 7, 7, 7, 7, 7}))
        .hasMessageContaining("cannot be unpacked: Unsupported compression method");
    var endless = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(endless)) {
      gzip.write(file(8, new int[] {100}, 100_000));
    }
    assertThatThrownBy(() -> read(endless.toByteArray())).hasMessageContaining("goes on after");
  }

  @Test
  void damagedFilesAreRefusedOrReadAndNothingElse() {
    var random = new Random(0);
    byte[] whole = file(8, new int[] {4, 5}, 20);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] file = Arrays.copyOf(whole, random.nextInt(whole.length + 3));
      for (int k = random.nextInt(4); k > 0 && file.length > 0; k--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        read(file);
      } catch (GradusArgumentException | IOException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2000, 2999);
  }
}
