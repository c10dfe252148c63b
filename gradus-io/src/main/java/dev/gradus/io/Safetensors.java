package dev.gradus.io;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A safetensors file, mapped into memory; a tensor is copied out when it is asked for.
///
/// A file is the length of its header (8 bytes, little-endian), the header (JSON: names with
/// `dtype`, `shape` and `data_offsets`, and `__metadata__` from text to text), then the elements,
/// little-endian and row-major, without gaps or overlaps.
///
/// **Dtype**: all but complex128, for which the format has no name.
///
/// ```java
/// Safetensors.save(Path.of("net.safetensors"), net.stateDict());
/// try (Safetensors file = Safetensors.open(Path.of("net.safetensors"))) {
///   Tensor w = file.get("0.weight");
/// }
/// ```
///
/// **Source**: safetensors.torch.save_file, safe_open.
public final class Safetensors implements AutoCloseable {
  private static final long MAX_HEADER = 100_000_000;
  private static final int MAX_DIMS = 64;
  private static final int PIECE = 1 << 16;

  private final Map<String, Entry> entries;
  private final Map<String, String> metadata;
  private final MemorySegment data;
  private final Arena arena;

  private record Entry(DType dtype, long[] sizes, long from, long to) {}

  private Safetensors(
      Map<String, Entry> entries, Map<String, String> metadata, MemorySegment data, Arena arena) {
    this.entries = entries;
    this.metadata = metadata;
    this.data = data;
    this.arena = arena;
  }

  /// Opens a file and checks its header. **Errors**: `FileFormatException` where it is damaged.
  @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
  public static Safetensors open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return parse(all, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static Safetensors parse(MemorySegment all, Arena arena) {
    long length = all.byteSize();
    if (length < 10) {
      throw new FileFormatException("safetensors: the file has " + length + " bytes.");
    }
    ByteBuffer start = all.asSlice(0, 8).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long header = start.getLong();
    if (header < 2 || header > length - 8 || header > MAX_HEADER) {
      throw new FileFormatException(
          "safetensors: the header claims " + header + " bytes of a file of " + length + ".");
    }
    ByteBuffer text = all.asSlice(8, header).asByteBuffer();
    Map<String, Object> json = Json.object(StandardCharsets.UTF_8.decode(text).toString());
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    json.forEach((name, value) -> {
      if (!(value instanceof Map<?, ?> map)) {
        throw new FileFormatException("safetensors: " + name + " is no object.");
      }
      if (name.equals("__metadata__")) {
        map.forEach((k, v) -> metadata.put(String.valueOf(k), String.valueOf(v)));
      } else {
        entries.put(name, entry(name, map));
      }
    });
    checkGapless(entries, length - 8 - header);
    return new Safetensors(entries, metadata, all.asSlice(8 + header), arena);
  }

  private static Entry entry(String name, Map<?, ?> map) {
    long[] sizes = longs(name, map.get("shape"));
    long[] offsets = longs(name, map.get("data_offsets"));
    DType dtype = dtype(name, String.valueOf(map.get("dtype")));
    if (sizes.length > MAX_DIMS) {
      throw new FileFormatException(
          "safetensors: " + name + " has " + sizes.length + " dimensions.");
    }
    long numel = RawElements.numel("safetensors", sizes);
    if (offsets.length != 2
        || offsets[0] < 0
        || offsets[1] < offsets[0]
        || offsets[1] - offsets[0] != numel * dtype.itemSize()) {
      throw new FileFormatException("safetensors: the offsets of " + name + " are impossible.");
    }
    return new Entry(dtype, sizes, offsets[0], offsets[1]);
  }

  private static long[] longs(String name, @org.jspecify.annotations.Nullable Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
      return list.stream().mapToLong(n -> (Long) n).toArray();
    }
    throw new FileFormatException("safetensors: " + name + " lacks a list of whole numbers.");
  }

  private static void checkGapless(Map<String, Entry> entries, long length) {
    List<Entry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    long at = 0;
    for (Entry e : ordered) {
      if (e.from() != at) {
        throw new FileFormatException("safetensors: tensors overlap or leave a gap at byte " + at);
      }
      at = e.to();
    }
    if (at != length) {
      throw new FileFormatException(
          "safetensors: the tensors have " + at + " bytes, the file has " + length + " for them.");
    }
  }

  private static String format(DType dtype) {
    return switch (dtype) {
      case BOOL -> "BOOL";
      case UINT8 -> "U8";
      case INT8 -> "I8";
      case INT16 -> "I16";
      case INT32 -> "I32";
      case INT64 -> "I64";
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case COMPLEX64 -> "C64";
      case COMPLEX128 -> "";
    };
  }

  private static DType dtype(String name, String format) {
    for (DType dtype : DType.values()) {
      if (!format.isEmpty() && format.equals(format(dtype))) {
        return dtype;
      }
    }
    throw new FileFormatException("safetensors: " + name + " has the unknown dtype " + format);
  }

  /// The names, in the order of the header.
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /// What else the file says about itself.
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /// The sizes of a tensor, which is not read. **Errors**: no such tensor.
  public long[] shape(String name) {
    return find(name).sizes().clone();
  }

  /// The dtype of a tensor, which is not read. **Errors**: no such tensor.
  public DType dtype(String name) {
    return find(name).dtype();
  }

  private Entry find(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new GradusArgumentException(
          "Safetensors: there is no tensor " + name + "; names() lists those that are there.");
    }
    return entry;
  }

  /// Copies a tensor out of the file. **Errors**: no such tensor, or a closed file.
  public Tensor get(String name) {
    Entry e = find(name);
    long numel = (e.to() - e.from()) / e.dtype().itemSize();
    Storage storage = Storage.allocate(e.dtype(), numel);
    int slotBytes = storage.slotBytes();
    int slots = storage.slots();
    for (int from = 0; from < slots; ) {
      int count = Math.min(slots - from, PIECE / slotBytes);
      MemorySegment piece =
          data.asSlice(e.from() + (long) from * slotBytes, (long) count * slotBytes);
      storage.copyIn(from, count, bytes(piece, e.dtype()));
      from += count;
    }
    return Tensor.wrap(storage, Layout.contiguous(e.sizes()), e.dtype());
  }

  private static ByteBuffer bytes(MemorySegment piece, DType dtype) {
    if (dtype != DType.BOOL) {
      return piece.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    byte[] flags = new byte[(int) piece.byteSize()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = (byte) (piece.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) == 0 ? 0 : 1);
    }
    return ByteBuffer.wrap(flags);
  }

  /// Unmaps the file; tensors that were taken out stay.
  @Override
  public void close() {
    arena.close();
  }

  /// All tensors of a file.
  public static Map<String, Tensor> load(Path file) throws IOException {
    try (Safetensors open = open(file)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (String name : open.names()) {
        tensors.put(name, open.get(name));
      }
      return tensors;
    }
  }

  /// Saves tensors without metadata; see the other form.
  public static void save(Path file, Map<String, Tensor> tensors) throws IOException {
    save(file, tensors, Map.of());
  }

  /// Saves tensors, row-major whatever their layout; what they share is written for each. The file
  /// is replaced whole or not at all. **Errors**: a complex128 tensor, or one named `__metadata__`.
  public static void save(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    // Wider elements first, so that each begins at a multiple of its size.
    List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparingInt((Map.Entry<String, Tensor> e) -> -e.getValue().dtype().itemSize())
            .thenComparing(Map.Entry::getKey));
    byte[] header = header(ordered, metadata);
    AtomicFile.write(
        file,
        out -> {
          byte[] length = new byte[8];
          ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
          out.write(length);
          out.write(header);
          for (Map.Entry<String, Tensor> e : ordered) {
            RawElements.write(RawElements.rowMajor(e.getValue()), ByteOrder.LITTLE_ENDIAN, out);
          }
        });
  }

  private static byte[] header(
      List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
    StringBuilder json = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      json.append("\"__metadata__\":{");
      metadata.forEach((key, value) -> {
        Json.quote(key, json);
        json.append(':');
        Json.quote(value, json);
        json.append(',');
      });
      json.setCharAt(json.length() - 1, '}');
      json.append(',');
    }
    long at = 0;
    for (Map.Entry<String, Tensor> e : tensors) {
      Tensor x = e.getValue();
      if (x.dtype() == DType.COMPLEX128 || e.getKey().equals("__metadata__")) {
        throw new GradusArgumentException(
            "Safetensors.save: the format cannot hold "
                + e.getKey()
                + " of "
                + x.dtype()
                + "; save Gradus.viewAsReal of it, or use TorchFiles.");
      }
      long end = at + x.numel() * x.dtype().itemSize();
      Json.quote(e.getKey(), json);
      json.append(":{\"dtype\":\"").append(format(x.dtype())).append("\",\"shape\":");
      json.append(java.util.Arrays.toString(x.shape()).replace(" ", ""));
      json.append(",\"data_offsets\":[").append(at).append(',').append(end).append("]},");
      at = end;
    }
    if (json.length() > 1) {
      json.setLength(json.length() - 1);
    }
    json.append('}');
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = java.util.Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
