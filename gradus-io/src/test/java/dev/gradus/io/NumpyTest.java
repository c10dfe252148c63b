package dev.gradus.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays and archives; `numpy.npz` and its neighbours were written by NumPy 2.4.
final class NumpyTest {
  @TempDir Path folder;

  private Path recorded(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = requireNonNull(NumpyTest.class.getResourceAsStream(name))) {
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  // What numpy.npz holds.
  private static Map<String, Tensor> expected() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    Tensor x = Gradus.arange(0, 6, DType.INT64).view(2, 3);
    for (DType dtype : DType.values()) {
      boolean signed = dtype.isSigned();
      if (dtype != DType.BFLOAT16) {
        all.put(dtype.torchName(), (signed ? x.sub(2) : x).to(dtype));
      }
    }
    all.put("scalar", Gradus.tensor(1.5f));
    all.put("empty", Gradus.zeros(0, 2));
    all.put("inner/é", Gradus.arange(0, 3, DType.INT64));
    all.put("fortran", x.to(DType.FLOAT32).t().contiguous().t());
    Tensor cube = Gradus.arange(0, 24, DType.INT32).view(2, 3, 4);
    all.put("cube", cube.permute(2, 1, 0).contiguous().permute(2, 1, 0));
    return all;
  }

  private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach((name, x) -> {
      Tensor y = requireNonNull(actual.get(name));
      assertThat(y.dtype()).as(name).isEqualTo(x.dtype());
      assertThat(y.equal(x)).as(name).isTrue();
    });
  }

  @Test
  void whatNumpyWroteIsRead() throws IOException {
    Map<String, Tensor> read = Npz.load(recorded("numpy.npz"));
    assertSame(read, expected());
    assertThat(requireNonNull(read.get("cube")).stride()).containsExactly(1, 2, 6);
    assertThat(requireNonNull(read.get("scalar")).dim()).isZero();
    assertThat(requireNonNull(read.get("empty")).shape()).containsExactly(0, 2);
  }

  @Test
  void whatIsWrittenIsWhatNumpyWrites() throws IOException {
    Path ours = folder.resolve("ours.npz");
    Npz.save(ours, expected());
    try (ZipFile mine = new ZipFile(ours.toFile());
        ZipFile theirs = new ZipFile(recorded("numpy.npz").toFile())) {
      assertThat(mine.size()).isEqualTo(theirs.size());
      for (ZipEntry entry : theirs.stream().toList()) {
        ZipEntry own = requireNonNull(mine.getEntry(entry.getName()), entry.getName());
        assertThat(mine.getInputStream(own).readAllBytes())
            .as(entry.getName())
            .isEqualTo(theirs.getInputStream(entry).readAllBytes());
      }
    }
  }

  @Test
  void bytesInTheOtherOrderAreTurned() throws IOException {
    Map<String, Tensor> read = Npz.load(recorded("big-endian.npz"));
    Tensor zeros = requireNonNull(read.remove("zeros"));
    assertThat(zeros.shape()).containsExactly(1000, 1000);
    Map<String, Tensor> expected = expected();
    expected.keySet().retainAll(read.keySet());
    assertThat(expected).hasSize(8);
    assertSame(read, expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void laterVersionsOfTheHeaderAreRead(int version) throws IOException {
    Tensor x = Npy.load(recorded("version" + version + ".npy"));
    assertThat(x.toDoubleArray()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyDTypeComesBack(DType dtype) throws IOException {
    Path file = folder.resolve("x.npy");
    Tensor x = Gradus.arange(0, 24, DType.INT64).remainder(2).to(dtype).view(4, 3, 2);
    if (dtype == DType.BFLOAT16) {
      assertThatThrownBy(() -> Npy.save(file, x))
          .isInstanceOf(GradusArgumentException.class)
          .hasMessageStartingWith("Got unsupported ScalarType BFloat16\n");
      assertThat(file).doesNotExist();
      return;
    }
    for (Tensor y : List.of(x, x.permute(2, 1, 0), x.select(1, 1), x.transpose(0, 1))) {
      Npy.save(file, y);
      Tensor z = Npy.load(file);
      assertThat(z.dtype()).isEqualTo(dtype);
      assertThat(z.equal(y)).isTrue();
    }
  }

  @Test
  void archivesComeBackDeflatedToo() throws IOException {
    Path file = folder.resolve("x.npz");
    Map<String, Tensor> tensors = expected();
    tensors.put("large", Gradus.zeros(300, 300));
    Npz.saveCompressed(file, tensors);
    assertThat(Files.size(file)).isLessThan(20_000);
    assertSame(Npz.load(file), tensors);
    try (Npz open = Npz.open(file)) {
      assertThat(open.names()).containsExactlyElementsOf(tensors.keySet());
      assertThat(open.get("scalar").item()).isEqualTo(1.5);
      assertThatThrownBy(() -> open.get("none")).isInstanceOf(GradusArgumentException.class);
    }
  }

  @Test
  void partsOfAConjugateAreWrittenAsTheyRead() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.save(file, Gradus.tensor(new Complex(1, 2)).conj());
    assertThat(Npy.load(file).itemComplex()).isEqualTo(new Complex(1, -2));
  }

  @Test
  void anArrayIsReadWhateverFollowsIt() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.save(file, Gradus.ones(2));
    Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(Npy.load(file).toFloatArray()).containsExactly(1, 1);
  }

  @Test
  void pickledObjectsAreRefused() throws IOException {
    assertThatThrownBy(() -> Npy.load(recorded("objects.npy")))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("Object arrays cannot be loaded when allow_pickle=False\n");
  }

  private static byte[] npy(String dict) {
    byte[] text = dict.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[10 + text.length + 16];
    byte[] magic = "\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(magic, 0, bytes, 0, 8);
    bytes[8] = (byte) text.length;
    bytes[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, bytes, 10, text.length);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1], }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} __import__('os')",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        "{}",
        ""
      })
  void impossibleHeadersAreRefused(String dict) throws IOException {
    Path file = folder.resolve("bad.npy");
    Files.write(file, npy(dict));
    assertThatThrownBy(() -> Npy.load(file)).isInstanceOf(FileFormatException.class);
  }

  @Test
  void anEmptyArrayMayHaveAnyOtherSizes() throws IOException {
    Path file = folder.resolve("x.npy");
    Files.write(file, npy("{\"shape\": (0, 999999999L), 'fortran_order':True,'descr':'<f4'}"));
    assertThat(Npy.load(file).shape()).containsExactly(0, 999999999);
  }

  @Test
  void hugeHeadersAreRefusedUnread() throws IOException {
    Path file = folder.resolve("bad.npy");
    byte[] bytes = npy("");
    bytes[6] = 2;
    bytes[8] = bytes[9] = bytes[10] = bytes[11] = (byte) 0xff;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("Header info length (4294967295) is large");
  }

  // A record that claims more than it holds, or holds more than its header says.
  @Test
  void archivesThatLieAreRefused() throws IOException {
    Path file = folder.resolve("bad.npz");
    byte[] small = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }");
    byte[] bomb = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000,), }");
    for (byte[] content : List.of(small, bomb)) {
      try (OutputStream out = Files.newOutputStream(file);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry("x.npy"));
        zip.write(content);
        zip.write(new byte[1 << 20]);
        zip.closeEntry();
      }
      assertThatThrownBy(() -> Npz.load(file))
          .isInstanceOf(FileFormatException.class)
          .hasMessageStartingWith("npz: the header of x announces");
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = folder.resolve("x.npy");
    Path bad = folder.resolve("bad.npy");
    Npy.save(file, Gradus.ones(2, 2));
    byte[] good = Files.readAllBytes(file);
    assertThat(Fuzz.truncated(good, bad, Npy::load)).isEqualTo(good.length);
    Fuzz.flipped(good, 1500, bad, Npy::load);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void damagedArchivesAreRefused(boolean deflated) throws IOException {
    Path file = folder.resolve("x.npz");
    Path bad = folder.resolve("bad.npz");
    Map<String, Tensor> tensors = Map.of("a", Gradus.ones(2, 2), "b", Gradus.zeros(30));
    if (deflated) {
      Npz.saveCompressed(file, tensors);
    } else {
      Npz.save(file, tensors);
    }
    byte[] good = Files.readAllBytes(file);
    assertThat(Fuzz.truncated(good, bad, Npz::load)).isEqualTo(good.length);
    Fuzz.flipped(good, 1000, bad, Npz::load);
  }
}
