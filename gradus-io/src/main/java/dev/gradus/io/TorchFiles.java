package dev.gradus.io;

import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// PyTorch's `.pt` and `.pth` files, without PyTorch.
///
/// A file is a zip archive of uncompressed records: `NAME/data.pkl` (a pickle of the object, with
/// tensors as calls that name their storage), `NAME/data/0`, `NAME/data/1`, … (the elements of the
/// storages, which begin at multiples of 64 bytes), `NAME/byteorder` and `NAME/version`.
///
/// | Python | Java |
/// |---|---|
/// | dict, OrderedDict | `Map`, insertion order (written: dict) |
/// | list | `List` |
/// | tuple, torch.Size | [Tuple] |
/// | int | `Long`, or `BigInteger` where that is too small |
/// | float, bool, str, None | `Double`, `Boolean`, `String`, null |
/// | complex, torch.dtype | `Complex`, `DType` |
/// | Tensor, Parameter | `Tensor` |
///
/// Tensors that share a storage share it again after loading; strides, offsets and `requiresGrad`
/// are kept. Nothing in a file is executed: the unpickler knows a closed list of names, as
/// `torch.load(weights_only=True)` does.
///
/// ```java
/// TorchFiles.save(Path.of("net.pt"), net.stateDict());
/// net.loadStateDict(TorchFiles.loadTensors(Path.of("net.pt")));
/// ```
///
/// **Source**: torch.save, torch.load.
public final class TorchFiles {
  // Where a tar archive says that it is one.
  private static final int TAR_MAGIC = 257;

  private TorchFiles() {}

  /// Saves plain data; the file is replaced whole or not at all. **Errors**: a value of another
  /// kind, named by its place.
  public static void save(Path file, @Nullable Object data) throws IOException {
    PickleWriter pickle = new PickleWriter();
    byte[] stream = pickle.write(data);
    AtomicFile.write(file, out -> writeArchive(out, stream, pickle.blobs()));
  }

  private static void writeArchive(OutputStream out, byte[] stream, List<PickleWriter.Blob> blobs)
      throws IOException {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    try (AlignedZip zip = new AlignedZip(out)) {
      zip.add("archive/data.pkl", stream);
      zip.add("archive/.format_version", ascii("1"));
      zip.add("archive/.storage_alignment", ascii("64"));
      zip.add("archive/byteorder", ascii("little"));
      for (int i = 0; i < blobs.size(); i++) {
        PickleWriter.Blob blob = blobs.get(i);
        zip.add("archive/data/" + i, to -> RawElements.write(blob.storage(), order, to));
      }
      zip.add("archive/version", ascii("3\n"));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Loads what `torch.save` or [#save] wrote, in the layout of today or of before PyTorch 1.6.
  ///
  /// **Errors**: `FileFormatException` where the file is damaged, or uses a Python name that is not
  /// plain data.
  public static @Nullable Object load(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] start = Channels.newInputStream(channel).readNBytes(TAR_MAGIC + 5);
      if (LegacyTorchFile.begins(start)) {
        return LegacyTorchFile.load(channel);
      }
      if (start.length == TAR_MAGIC + 5
          && new String(start, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
        throw new FileFormatException(
            "pt: the file is a tar archive, as torch.save wrote before PyTorch 0.1.10"
                + "\nLoad it in PyTorch and save it again.");
      }
    }
    return loadArchive(file);
  }

  private static @Nullable Object loadArchive(Path file) throws IOException {
    long length = Files.size(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new Archive(new ZipRecords(zip, length)).read();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new FileFormatException(
          "pt: "
              + file.getFileName()
              + " is not a whole zip archive: "
              + e.getMessage()
              + "\nRead are files of torch.save with its usual pickle protocol 2 or a later one.",
          e);
    }
  }

  /// Loads a map with text as keys: a state dict, or a whole training state.
  public static Map<String, @Nullable Object> loadMap(Path file) throws IOException {
    return typed(load(file), Object.class);
  }

  /// Loads a map from names to tensors.
  public static Map<String, dev.gradus.Tensor> loadTensors(Path file) throws IOException {
    return typed(load(file), dev.gradus.Tensor.class);
  }

  @SuppressWarnings("unchecked") // checked entry by entry
  private static <T extends @Nullable Object> Map<String, T> typed(
      @Nullable Object data, Class<?> type) {
    if (!(data instanceof Map<?, ?> map)) {
      throw new FileFormatException("pt: the file does not hold a dict; use load().");
    }
    map.forEach((key, value) -> {
      if (!(key instanceof String) || !(type == Object.class || type.isInstance(value))) {
        throw new FileFormatException(
            "pt: the entry " + key + " is not a " + type.getSimpleName() + "; use load().");
      }
    });
    return (Map<String, T>) map;
  }

  /// One archive that is being read.
  private static final class Archive {
    private final ZipRecords records;
    private final String prefix;
    private final ByteOrder order;
    private final Map<String, TorchGlobals.Elements> storages = new HashMap<>();

    Archive(ZipRecords records) throws IOException {
      this.records = records;
      String name = records.only("data.pkl");
      prefix = name.substring(0, name.length() - "data.pkl".length());
      order = order();
    }

    private ByteOrder order() throws IOException {
      if (!records.has(prefix + "byteorder")) {
        return ByteOrder.LITTLE_ENDIAN;
      }
      String text = new String(records.bytes(prefix + "byteorder"), StandardCharsets.UTF_8);
      return switch (text.strip()) {
        case "little" -> ByteOrder.LITTLE_ENDIAN;
        case "big" -> ByteOrder.BIG_ENDIAN;
        default -> throw new FileFormatException("pt: the byte order is neither little nor big.");
      };
    }

    @Nullable Object read() throws IOException {
      try {
        return new PickleReader(records.bytes(prefix + "data.pkl"), this::storage).read();
      } catch (java.io.UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private Object storage(@Nullable Object id) {
      if (!(id instanceof Tuple t)
          || t.size() < 5
          || !"storage".equals(t.get(0))
          || !(t.get(1) instanceof PickleReader.Global type)
          || !(t.get(2) instanceof String key)
          || !(t.get(4) instanceof Long numel)) {
        throw new FileFormatException("pt: a storage's id is not one of torch.save.");
      }
      DType dtype = TorchGlobals.storageDType(type.name());
      TorchGlobals.Elements known = storages.get(key);
      if (known == null) {
        known = read(prefix + "data/" + key, dtype, numel);
        storages.put(key, known);
      } else if (known.dtype() != dtype || known.numel() != numel) {
        throw new FileFormatException("pt: the storage " + key + " is described in two ways.");
      }
      return known;
    }

    private TorchGlobals.Elements read(String name, DType dtype, long numel) {
      long bytes = records.size(name);
      if (numel < 0 || bytes % dtype.itemSize() != 0 || bytes / dtype.itemSize() != numel) {
        throw new FileFormatException(
            "pt: the record " + name + " has " + bytes + " bytes, not " + numel + " of " + dtype);
      }
      if (bytes / dtype.itemSize() * (dtype.isComplex() ? 2 : 1) > Integer.MAX_VALUE - 8) {
        throw new FileFormatException("pt: the record " + name + " is too large for an array.");
      }
      return records.with(
          name,
          (InputStream in) ->
              new TorchGlobals.Elements(
                  RawElements.read(in, dtype, numel, order, name), dtype, numel));
    }
  }
}
