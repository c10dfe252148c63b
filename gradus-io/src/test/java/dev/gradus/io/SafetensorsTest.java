package dev.gradus.io;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void everyDTypeComesBack() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      if (dtype != DType.COMPLEX128) {
        Tensor x = Gradus.arange(0, 6, DType.INT64).to(dtype).view(2, 3);
        tensors.put(dtype.torchName(), x.transpose(0, 1));
      }
    }
    tensors.put("empty \"é\n", Gradus.zeros(0, 2));
    Safetensors.save(file, tensors, Map.of("format", "pt"));
    Map<String, Tensor> loaded = Safetensors.load(file);
    assertThat(loaded).containsOnlyKeys(tensors.keySet());
    tensors.forEach((name, x) -> {
      Tensor y = requireNonNull(loaded.get(name));
      assertThat(y.dtype()).isEqualTo(x.dtype());
      assertThat(y.equal(x)).as(name).isTrue();
    });
    try (Safetensors open = Safetensors.open(file)) {
      assertThat(open.metadata()).isEqualTo(Map.of("format", "pt"));
      assertThat(open.shape("float32")).containsExactly(3, 2);
      assertThat(open.dtype("float16")).isEqualTo(DType.FLOAT16);
      assertThatThrownBy(() -> open.get("none")).isInstanceOf(GradusArgumentException.class);
    }
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Safetensors.save(file, Map.of("a", Gradus.ones(1)));
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.getLong();
    assertThat(length % 8).isZero();
    byte[] text = new byte[(int) length];
    bytes.get(text);
    assertThat(new String(text, StandardCharsets.UTF_8).strip()).isEqualTo(header);
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void impossibleHeadersAreRefused() throws IOException {
    Path file = folder.resolve("bad.safetensors");
    for (String header :
        List.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
            "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}",
            "{\"a\":1,\"a\":2}",
            "[[[[[[[[[[[[",
            "{}")) {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes = ByteBuffer.allocate(12 + text.length).order(ByteOrder.LITTLE_ENDIAN);
      Files.write(file, bytes.putLong(text.length).put(text).array());
      assertThatThrownBy(() -> Safetensors.load(file))
          .as(header)
          .isInstanceOf(FileFormatException.class);
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Safetensors.save(file, Map.of("a", Gradus.ones(2, 2)), Map.of("k", "v"));
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad.safetensors");
    assertThat(Fuzz.truncated(good, bad, Safetensors::load)).isEqualTo(good.length);
    Fuzz.flipped(good, 3000, bad, Safetensors::load);
  }
}
