package dev.gradus.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Complex;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same state as PyTorch 1.13 wrote it, as an archive and in the layout of before 1.6.
final class RecordedTorchFilesTest {
  @TempDir Path folder;

  private static byte[] recorded(String name) throws IOException {
    try (InputStream in = requireNonNull(RecordedTorchFilesTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  private Map<?, ?> load(byte[] bytes) throws IOException {
    Path file = folder.resolve("x.pt");
    Files.write(file, bytes);
    return (Map<?, ?>) requireNonNull(TorchFiles.load(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "legacy.pt"})
  void aStateIsReadAsPyTorchWroteIt(String name) throws IOException {
    Map<?, ?> state = load(recorded(name));
    assertThat(state.get("step")).isEqualTo(7L);
    assertThat(state.get("rate")).isEqualTo(0.1);
    assertThat(state.get("name")).isEqualTo("net");
    assertThat(state.get("flags")).isEqualTo(Arrays.asList(true, false, null));
    assertThat(state.get("betas")).isEqualTo(Tuple.of(0.9, 0.999));
    assertThat(state.get("dtype")).isEqualTo(DType.FLOAT16);
    assertThat(state.get("size")).isEqualTo(Tuple.of(2L, 3L));
    assertThat(state.get("complex")).isEqualTo(new Complex(1, 2));
    for (DType dtype : DType.values()) {
      if (dtype != DType.FLOAT32) {
        Tensor x = (Tensor) requireNonNull(state.get(dtype.torchName()));
        assertThat(x.dtype()).isEqualTo(dtype);
        int last = dtype == DType.BOOL ? 1 : 2;
        assertThat(x.to(DType.COMPLEX128).abs().toDoubleArray()).containsExactly(0, 1, last);
      }
    }
    assertThat(((Tensor) requireNonNull(state.get("scalar"))).item()).isEqualTo(3.5);
    assertThat(((Tensor) requireNonNull(state.get("empty"))).shape()).containsExactly(0, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pt", "legacy.pt"})
  void viewsShareTheirStorage(String name) throws IOException {
    Map<?, ?> model = (Map<?, ?>) requireNonNull(load(recorded(name)).get("model"));
    Tensor w = (Tensor) requireNonNull(model.get("w"));
    assertThat(w.toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5);
    w.fill_(7);
    assertThat(((Tensor) requireNonNull(model.get("row"))).toFloatArray()).containsExactly(7, 7, 7);
    assertThat(((Tensor) requireNonNull(model.get("transposed"))).stride()).containsExactly(1, 3);
    Tensor p = (Tensor) requireNonNull(model.get("p"));
    assertThat(p.requiresGrad()).isTrue();
    assertThat(p.detach().toFloatArray()).containsExactly(1.5f, -2.5f);
  }

  private static byte[] latin(String... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String part : parts) {
      out.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static final String START =
      "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."
          + "\u0080\u0002M\u00e9\u0003."
          + "\u0080\u0002}.";

  // A storage of five floats of which the tensor sees the stretch from 1 on, as before PyTorch 0.4.
  private static byte[] early(String view, String numel) {
    return latin(
        START,
        "\u0080\u0002ctorch._utils\n_rebuild_tensor\n((U\u0007storagectorch\nFloatStorage\n",
        "U\u0001aU\u0003cpuK" + numel + view + "tQK\u0001K\u0002\u0085K\u0001\u0085tR.",
        "\u0080\u0002]U\u0001aa.",
        "\u0005\0\0\0\0\0\0\0",
        "\0\0\0\0\0\0\u0080?\0\0\0@\0\0@@\0\0\u0080@");
  }

  @Test
  void aStretchOfAStorageIsRead() throws IOException {
    Path file = folder.resolve("x.pt");
    Files.write(file, early("(U\u0001bK\u0001K\u0003t", "\u0005"));
    assertThat(((Tensor) requireNonNull(TorchFiles.load(file))).toFloatArray())
        .containsExactly(2, 3);
    Files.write(file, early("N", "\u0005"));
    assertThat(((Tensor) requireNonNull(TorchFiles.load(file))).toFloatArray())
        .containsExactly(1, 2);
  }

  @Test
  void whatDoesNotFitTheFileIsRefused() throws IOException {
    String huge =
        "\u0005t(U\u0007storagectorch\nDoubleStorage\nU\u0001cU\u0003cpuJ\u00ff\u00ff\u00ff\u007f";
    for (byte[] bad :
        List.of(
            early("(U\u0001bK\u0003K\u0003t", "\u0005"), // beyond the storage
            early("(U\u0001bK\u0001K\u0002t", "\u0005"), // beyond the stretch
            early("N", "\u0004"), // another length
            early("N", huge), // more than the file holds
            latin(START, "\u0080\u0002((U\u0006moduletQ."), // code
            latin(START, "\u0080\u0002N.", "\u0080\u0002]U\u0001aa.", "\0\0\0\0\0\0\0\0"),
            latin(START, "\u0080\u0002N.", "\u0080\u0002].", "more"),
            latin(
                "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002K\u0001."))) {
      Path file = folder.resolve("bad.pt");
      Files.write(file, bad);
      assertThatThrownBy(() -> TorchFiles.load(file))
          .as(new String(bad, StandardCharsets.ISO_8859_1))
          .isInstanceOf(FileFormatException.class);
    }
  }

  @Test
  void tarArchivesAreNamed() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy(latin("sys_info"), 0, tar, 0, 8);
    System.arraycopy(latin("ustar"), 0, tar, 257, 5);
    Path file = folder.resolve("x.pt");
    Files.write(file, tar);
    assertThatThrownBy(() -> TorchFiles.load(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("pt: the file is a tar archive");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] good = early("(U\u0001bK\u0001K\u0003t", "\u0005");
    Path bad = folder.resolve("bad.pt");
    assertThat(Fuzz.truncated(good, bad, TorchFiles::load)).isEqualTo(good.length);
    Fuzz.flipped(good, 1000, bad, TorchFiles::load);
    Fuzz.flipped(recorded("legacy.pt"), 500, bad, TorchFiles::load);
  }
}
