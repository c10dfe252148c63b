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
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TorchFilesTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("x.pt");
  }

  @Test
  void nestsOfPlainDataComeBack() throws IOException {
    Map<Object, Object> state = new LinkedHashMap<>();
    state.put("numbers", List.of(0L, 255L, 256L, -1L, 1L << 40, Long.MIN_VALUE, 1.5, -0.0));
    state.put("big", BigInteger.TWO.pow(100).negate());
    state.put("tuple", Tuple.of(0.9, 0.999));
    state.put("nothing", null);
    state.put("text", "naïve 字");
    state.put(7L, Map.of("yes", true));
    state.put("complex", new Complex(1, -2));
    state.put("dtype", DType.BFLOAT16);
    TorchFiles.save(file(), state);
    assertThat(TorchFiles.load(file())).isEqualTo(state);
    Map<?, ?> loaded = (Map<?, ?>) requireNonNull(TorchFiles.load(file()));
    assertThat(loaded.get("tuple")).isInstanceOf(Tuple.class);
    assertThat(new ArrayList<Object>(loaded.keySet())).isEqualTo(new ArrayList<>(state.keySet()));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyDTypeComesBack(DType dtype) throws IOException {
    Tensor x = Gradus.arange(0, 6, dtype == DType.BOOL ? DType.INT64 : dtype).to(dtype);
    TorchFiles.save(file(), Map.of("x", x, "empty", Gradus.zeros(dtype, 0, 3)));
    Map<String, Tensor> y = TorchFiles.loadTensors(file());
    assertThat(requireNonNull(y.get("x")).dtype()).isEqualTo(dtype);
    assertThat(requireNonNull(y.get("x")).equal(x)).isTrue();
    assertThat(requireNonNull(y.get("empty")).shape()).containsExactly(0, 3);
  }

  @Test
  void viewsShareTheirStorageAgain() throws IOException {
    Tensor base = Gradus.arange(0, 12, DType.FLOAT32).view(3, 4);
    Tensor view = base.transpose(0, 1).select(0, 1);
    TorchFiles.save(file(), Map.of("base", base, "view", view));
    Map<String, Tensor> loaded = TorchFiles.loadTensors(file());
    assertThat(requireNonNull(loaded.get("view")).stride()).isEqualTo(view.stride());
    assertThat(requireNonNull(loaded.get("view")).storageOffset()).isEqualTo(1);
    requireNonNull(loaded.get("base")).fill_(7);
    assertThat(requireNonNull(loaded.get("view")).toFloatArray()).containsExactly(7, 7, 7);
  }

  @Test
  void requiringGradIsKept() throws IOException {
    Tensor w = Gradus.ones(2).requiresGrad_();
    TorchFiles.save(file(), Arrays.asList(w, w.detach()));
    List<?> loaded = (List<?>) requireNonNull(TorchFiles.load(file()));
    assertThat(loaded.stream().map(t -> ((Tensor) t).requiresGrad()).toList())
        .isEqualTo(List.of(true, false));
  }

  @Test
  void whatAFileCannotHoldIsNamedByItsPlace() {
    assertThatThrownBy(() -> TorchFiles.save(file(), Map.of("a", List.of(1, new Object()))))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("state[a][1] is a java.lang.Object");
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThatThrownBy(() -> TorchFiles.save(file(), self))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("containing itself");
    assertThat(Files.exists(file())).isFalse();
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void globalsOutsideTheListAreRefusedByName() {
    assertThatThrownBy(() -> unpickle("cos\nsystem\n(X\u0002\u0000\u0000\u0000lstR."))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith("pickle: the global os.system is not allowed\n")
        .hasMessageContaining("weights_only");
  }

  @Test
  void hostileStreamsAreRefused() {
    for (String stream :
        List.of(
            "]q\u0000h\u0000a.", // a list in itself
            "(((((", // no end
            "t.", // no mark
            "h\u0005.", // nothing stored
            "X\u00ff\u00ff\u00ff\u007f.", // a length beyond the stream
            "X\u0000\u0000\u0000\u00ff.", // a negative length
            "}]Ns.", // a list as a key
            "cbuiltins\neval\n.", // a function as a value
            "]".repeat(400) + "a".repeat(399) + ".", // deep
            "i.")) {
      assertThatThrownBy(() -> unpickle(stream)).isInstanceOf(FileFormatException.class);
    }
  }

  private static void unpickle(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    new PickleReader(
            bytes,
            _ -> {
              throw new AssertionError();
            })
        .read();
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Tensor x = Gradus.arange(0, 3, DType.FLOAT32);
    TorchFiles.save(file(), Map.of("x", x, "list", List.of(1, "two", 3.0)));
    byte[] good = Files.readAllBytes(file());
    Path bad = folder.resolve("bad.pt");
    assertThat(Fuzz.truncated(good, bad, TorchFiles::load)).isEqualTo(good.length);
    Fuzz.flipped(good, 2000, bad, TorchFiles::load);
  }

  @Test
  void damagedPicklesAreRefused() throws IOException {
    PickleWriter writer = new PickleWriter();
    Tensor x = Gradus.arange(0, 3, DType.FLOAT32);
    byte[] good = writer.write(Map.of("x", x, "list", List.of(1, "two", Tuple.of(3.0, true))));
    Fuzz.Reader reader =
        f ->
            new PickleReader(
                    Files.readAllBytes(f),
                    _ -> new TorchGlobals.Elements(x.storage(), DType.FLOAT32, 3))
                .read();
    Path bad = folder.resolve("bad.pkl");
    assertThat(Fuzz.truncated(good, bad, reader)).isEqualTo(good.length);
    Fuzz.flipped(good, 5000, bad, reader);
  }
}
