package dev.gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that somebody made to exhaust memory, time or the stack are refused at once.
final class HostileFilesTest {
  @TempDir Path folder;

  private static final byte[] NO_DATA = {};

  // --- Pickles ---

  private static final class Pickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickle op(int... codes) {
      for (int code : codes) {
        bytes.write(code);
      }
      return this;
    }

    Pickle integer(int value) {
      op('J');
      bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
      return this;
    }

    Pickle text(String value) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      op('X');
      bytes.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length).array());
      bytes.writeBytes(utf8);
      return this;
    }

    @Nullable Object read() {
      op('.');
      return new PickleReader(
              bytes.toByteArray(),
              _ -> {
                throw new AssertionError("there are no storages");
              })
          .read();
    }
  }

  private static void refused(Pickle pickle, String sentence) {
    assertThatThrownBy(pickle::read)
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void nestsThatAreDeepOrContainThemselves() {
    refused(new Pickle().op(']', 'q', 0, 'h', 0, 'a'), "pickle: an object contains itself.");
    refused(
        new Pickle().op('}', 'q', 0).op('K', 1, 'h', 0, 's'), "pickle: an object contains itself.");
    Pickle lists = new Pickle();
    Pickle tuples = new Pickle().op('N');
    for (int i = 0; i < 100_000; i++) {
      lists.op(']');
      tuples.op(0x85);
    }
    for (int i = 1; i < 100_000; i++) {
      lists.op('a');
    }
    refused(lists, "pickle: nested deeper than 256 levels.");
    refused(tuples, "pickle: nested deeper than 256 levels.");
  }

  @Test
  void whatIsSharedIsReadOnce() {
    Pickle doubling = new Pickle().op('N');
    for (int i = 0; i < 200; i++) {
      doubling.op('2', 0x86);
    }
    assertThat(doubling.read()).isInstanceOf(Tuple.class);
  }

  @Test
  void keysWithOneHash() {
    Pickle tuples = new Pickle().op('}');
    for (int i = 0; i < 300; i++) {
      tuples.integer(i).integer(31 * (1000 - i)).op(0x86, 'N', 's');
    }
    refused(tuples, "pickle: more than 256 keys of a dict have the same hash.");
    Pickle texts = new Pickle().op('}');
    for (int i = 0; i < 512; i++) {
      StringBuilder key = new StringBuilder();
      for (int bit = 0; bit < 9; bit++) {
        key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      texts.text(key.toString()).op('N', 's');
    }
    assertThat((java.util.Map<?, ?>) texts.read()).hasSize(512);
    refused(
        new Pickle().op('}').text("x".repeat(70_000)).op('N', 's'),
        "pickle: a dict's key is neither short text nor a number nor a flat tuple of them.");
  }

  @Test
  void theLastOfEqualKeysCounts() {
    Pickle twice = new Pickle().op('}', '(').text("a").op('K', 1).text("b").op('K', 2);
    twice.text("a").op('K', 3, 'u');

    assertThat((java.util.Map<?, ?>) twice.read())
        .hasToString("{a=3, b=2}")
        .isInstanceOf(java.util.LinkedHashMap.class);
  }

  // --- Archives ---

  @Test
  void aRecordThatClaimsToBeLargeIsUnpackedToNowhereFirst() throws IOException {
    byte[] noise = new byte[40_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(noise);
      zip.closeEntry();
    }
    byte[] bytes = archive.toByteArray();
    ByteBuffer patched = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.length - 22 - 46 - "a.npy".length();
    assertThat(patched.getInt(directory)).isEqualTo(0x02014b50);
    patched.putInt(directory + 24, 40_000_000);
    Path file = Files.write(folder.resolve("liar.npz"), bytes);

    assertThatThrownBy(() -> Npz.load(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessage("zip: the record a.npy is damaged: it claims 40000000 bytes and has others.");
  }

  // --- Headers ---

  private void refused(String header, byte[] data, String sentence) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    Path file = Files.write(folder.resolve("x.safetensors"), all.array());
    assertThatThrownBy(() -> Safetensors.load(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith(sentence);
  }

  private static String entry(String shape, int from, int to) {
    return "{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" + from + "," + to + "]}";
  }

  @Test
  void headersOfSafetensors() throws IOException {
    refused(
        "{\"a\":" + entry("[0,9223372036854775807,9223372036854775807]", 0, 0) + "}",
        NO_DATA,
        "safetensors: the sizes are too large for any memory.");
    refused(
        "{\"a\":" + entry("[" + "1,".repeat(64) + "1]", 0, 4) + "}",
        new byte[4],
        "safetensors: a has 65 dimensions.");
    refused(
        "{\"a\":" + entry("[\u0661]", 0, 4) + "}",
        new byte[4],
        "safetensors: no whole number at character");
    refused(
        "{\"a\":" + entry("[2]", 0, 8) + ",\"b\":" + entry("[2]", 4, 12) + "}",
        new byte[12],
        "safetensors: tensors overlap or leave a gap at byte 8");
    refused("{\"a\":".repeat(100_000), NO_DATA, "safetensors: the header is no JSON of the format");
    Path file = Files.write(folder.resolve("y"), new byte[] {5, 0, 0, 0, 0, 0, 0, -128, '{', '}'});
    assertThatThrownBy(() -> Safetensors.load(file)).hasMessageContaining("the header claims");
  }

  @Test
  void headersOfArrays() throws IOException {
    String text =
        "{'descr': '<f4', 'fortran_order': True, 'shape': (0, 999999999999999999,"
            + " 999999999999999999), }\n";
    ByteBuffer all = ByteBuffer.allocate(10 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
    all.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    all.put((byte) 0).putShort((short) text.length());
    all.put(text.getBytes(StandardCharsets.US_ASCII));
    Path file = Files.write(folder.resolve("x.npy"), all.array());

    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessage("npy: the sizes are too large for any memory.");
  }
}
