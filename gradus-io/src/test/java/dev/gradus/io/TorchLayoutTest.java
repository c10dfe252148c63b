package dev.gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a written file with nothing of the library: its own walk over the zip's local headers and
/// its own printer of the pickle.
final class TorchLayoutTest {
  @TempDir Path folder;

  private static Map<String, byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, byte[]> records = new LinkedHashMap<>();
    int at = 0;
    while (in.getInt(at) == 0x04034b50) {
      assertThat(in.getShort(at + 8)).as("stored").isZero();
      int size = in.getInt(at + 22);
      int name = in.getShort(at + 26);
      int data = at + 30 + name + in.getShort(at + 28);
      assertThat(data % 64).as("alignment").isZero();
      byte[] content = new byte[size];
      in.get(data, content);
      CRC32 crc = new CRC32();
      crc.update(content);
      assertThat((int) crc.getValue()).isEqualTo(in.getInt(at + 14));
      records.put(new String(file, at + 30, name, StandardCharsets.UTF_8), content);
      at = data + size;
    }
    assertThat(in.getInt(at)).as("the directory follows").isEqualTo(0x02014b50);
    return records;
  }

  private static String line(ByteBuffer in) {
    StringBuilder s = new StringBuilder();
    for (byte b = in.get(); b != '\n'; b = in.get()) {
      s.append((char) b);
    }
    return s.toString();
  }

  private static String printed(byte[] pickle) {
    ByteBuffer in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    Deque<String> stack = new ArrayDeque<>();
    assertThat(in.getShort()).as("protocol two").isEqualTo((short) 0x0280);
    while (true) {
      char op = (char) (in.get() & 0xff);
      switch (op) {
        case '(' -> stack.push("MARK");
        case '}' -> stack.push("dict");
        case ')' -> stack.push("()");
        case 0x89 -> stack.push("False");
        case 'K' -> stack.push("" + (in.get() & 0xff));
        case 'c' -> stack.push(line(in) + "." + line(in));
        case 'r' -> in.getInt();
        case 'Q' -> stack.push("@" + stack.pop());
        case 'X' -> {
          byte[] text = new byte[in.getInt()];
          in.get(text);
          stack.push("'" + new String(text, StandardCharsets.UTF_8) + "'");
        }
        case 't' -> stack.push("(" + above(stack) + ")");
        case 'u' -> {
          String entries = above(stack);
          stack.push(stack.pop() + "{" + entries + "}");
        }
        case 'R' -> {
          String arguments = stack.pop();
          stack.push(stack.pop() + arguments);
        }
        case '.' -> {
          assertThat(stack).hasSize(1);
          assertThat(in.hasRemaining()).isFalse();
          return stack.pop();
        }
        default -> throw new AssertionError("opcode " + (int) op);
      }
    }
  }

  private static String above(Deque<String> stack) {
    List<String> items = new ArrayList<>();
    for (String s = stack.pop(); !s.equals("MARK"); s = stack.pop()) {
      items.addFirst(s);
    }
    return String.join(", ", items);
  }

  @Test
  void theFileIsLaidOutAsPyTorchExpects() throws IOException {
    Path file = folder.resolve("x.pt");
    Tensor x = Gradus.arange(0, 4, DType.FLOAT32).view(2, 2);
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("x", x);
    state.put("row", x.select(0, 1));
    TorchFiles.save(file, state);
    Map<String, byte[]> records = records(Files.readAllBytes(file));
    assertThat(records.keySet())
        .containsExactly(
            "archive/data.pkl",
            "archive/.format_version",
            "archive/.storage_alignment",
            "archive/byteorder",
            "archive/data/0",
            "archive/version");
    assertThat(records.get("archive/version")).isEqualTo(new byte[] {'3', '\n'});
    byte[] elements = {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40};
    assertThat(records.get("archive/data/0")).isEqualTo(elements);
    String storage = "@('storage', torch.FloatStorage, '0', 'cpu', 4)";
    String end = ", False, collections.OrderedDict())";
    String rebuild = "torch._utils._rebuild_tensor_v2(" + storage;
    assertThat(printed(java.util.Objects.requireNonNull(records.get("archive/data.pkl"))))
        .isEqualTo(
            "dict{'x', %s, 0, (2, 2), (2, 1)%s, 'row', %s, 2, (2), (1)%s}",
            rebuild, end, rebuild, end);
  }
}
