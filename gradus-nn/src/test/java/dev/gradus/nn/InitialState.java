package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/// What a layer is when it was just made.
final class InitialState {
  /// Any text.
  static final String ANY = "";

  /// Any values.
  static final long ANY_VALUES = -1;

  /// Asserts the text, the names and sizes of the state in order, and the CRC-32 of its values
  /// where the seed is 0, each in its bytes, the lowest first.
  static void assertState(Supplier<Layer> layer, String text, String state, long values) {
    Gradus.manualSeed(0);
    Layer made = layer.get();
    if (!text.equals(ANY)) {
      assertThat(made).hasToString(text);
    }
    StringJoiner names = new StringJoiner("; ");
    CRC32 crc = new CRC32();
    made.stateDict()
        .forEach((name, t) -> {
          names.add(name + " " + Arrays.toString(t.shape()));
          crc.update(bytes(t));
        });
    assertThat(names).hasToString(state);
    if (values != ANY_VALUES) {
      assertThat(crc.getValue()).as("values of %s", made).isEqualTo(values);
    }
  }

  private static ByteBuffer bytes(Tensor t) {
    int count = (int) t.numel();
    ByteBuffer bytes = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    Tensor flat = t.contiguous().reshape(-1);
    if (t.dtype() == Gradus.int64) {
      for (long value : flat.toLongArray()) {
        bytes.putLong(value);
      }
    } else {
      for (float value : flat.toFloatArray()) {
        bytes.putFloat(value);
      }
    }
    return bytes.flip();
  }

  private InitialState() {}
}
