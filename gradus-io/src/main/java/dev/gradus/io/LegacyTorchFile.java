package dev.gradus.io;

import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.memory.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files of `torch.save` from before PyTorch 1.6: five pickles one after the other (a magic number,
/// the version, sizes of C types, the object, the names of the storages), then every storage, its
/// number of elements (8 bytes) before it, all little-endian.
///
/// The object names storages that follow later: they are allocated as far as the file could hold
/// them, and filled at the end.
final class LegacyTorchFile {
  /// The first pickle: protocol 2 and the magic number 0x1950a86a20f9469cfc6c.
  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private static final long VERSION = 1001;

  private final Map<String, TorchGlobals.Elements> storages = new HashMap<>();
  private long left;

  private LegacyTorchFile(long left) {
    this.left = left;
  }

  /// Whether a file that begins like this is one.
  static boolean begins(byte[] start) {
    return start.length >= MAGIC.length
        && java.util.Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static @Nullable Object load(FileChannel channel) throws IOException {
    long length = channel.size();
    // Pickles lie in the first two gigabytes; storages may follow anywhere.
    ByteBuffer in =
        channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(length, Integer.MAX_VALUE));
    in.position(MAGIC.length);
    LegacyTorchFile file = new LegacyTorchFile(length);
    Object version = file.pickle(in);
    if (!Long.valueOf(VERSION).equals(version)) {
      throw new FileFormatException("pt: protocol version " + version + " is not " + VERSION + ".");
    }
    file.pickle(in); // sizes of C types, which do not matter
    Object data = file.pickle(in);
    Object names = file.pickle(in);
    channel.position(in.position());
    file.fill(channel, names);
    if (channel.position() != length) {
      throw new FileFormatException("pt: something follows the last storage.");
    }
    return data;
  }

  private @Nullable Object pickle(ByteBuffer in) {
    return new PickleReader(in, this::storage).read();
  }

  private Object storage(@Nullable Object id) {
    if (id instanceof Tuple t && !t.isEmpty() && "module".equals(t.get(0))) {
      throw new FileFormatException(
          "pt: the file holds a whole module, with its code\nNothing is executed. In PyTorch, save"
              + " module.state_dict() instead.");
    }
    if (!(id instanceof Tuple t)
        || t.size() != 6
        || !"storage".equals(t.get(0))
        || !(t.get(1) instanceof PickleReader.Global type)
        || !(t.get(2) instanceof String key)
        || !(t.get(4) instanceof Long numel)) {
      throw new FileFormatException("pt: a storage's id is not one of torch.save.");
    }
    DType dtype = TorchGlobals.storageDType(type.name());
    TorchGlobals.Elements known = storages.get(key);
    if (known == null) {
      known = new TorchGlobals.Elements(allocate(key, dtype, numel), dtype, numel);
      storages.put(key, known);
    } else if (known.dtype() != dtype || known.numel() != numel) {
      throw new FileFormatException("pt: the storage " + key + " is described in two ways.");
    }
    return t.get(5) == null ? known : part(known, t.get(5));
  }

  private Storage allocate(String key, DType dtype, long numel) {
    if (numel < 0 || numel > left / dtype.itemSize()) {
      throw new FileFormatException(
          "pt: the storage " + key + " of " + numel + " elements is larger than the file.");
    }
    if (numel * (dtype.isComplex() ? 2 : 1) > Integer.MAX_VALUE - 8) {
      throw new FileFormatException("pt: the storage " + key + " is too large for an array.");
    }
    left -= numel * dtype.itemSize();
    return Storage.allocate(dtype, numel);
  }

  // A stretch of a storage, which PyTorch before 0.4 had: its key, its start and its length.
  private static TorchGlobals.Elements part(TorchGlobals.Elements whole, @Nullable Object view) {
    if (!(view instanceof Tuple t)
        || t.size() != 3
        || !(t.get(1) instanceof Long start)
        || !(t.get(2) instanceof Long numel)
        || start < 0
        || numel < 0
        || start > whole.numel()
        || numel > whole.numel() - start) {
      throw new FileFormatException("pt: a part of a storage lies outside of it.");
    }
    return new TorchGlobals.Elements(whole.storage(), whole.dtype(), numel, start);
  }

  private void fill(FileChannel channel, @Nullable Object names) throws IOException {
    if (!(names instanceof List<?> keys)) {
      throw new FileFormatException("pt: the names of the storages are no list.");
    }
    Set<String> open = new HashSet<>(storages.keySet());
    for (Object key : keys) {
      TorchGlobals.Elements e = key instanceof String name ? storages.get(name) : null;
      if (e == null || !open.remove(key)) {
        throw new FileFormatException("pt: the storage " + key + " belongs to no tensor.");
      }
      fill(channel, "the storage " + key, e);
    }
    if (!open.isEmpty()) {
      throw new FileFormatException("pt: the storages " + open + " are missing.");
    }
  }

  private static void fill(FileChannel channel, String what, TorchGlobals.Elements e)
      throws IOException {
    long start = channel.position();
    long bytes = e.numel() * e.dtype().itemSize();
    if (bytes > channel.size() - start - Long.BYTES) {
      throw new FileFormatException("pt: the file ends before " + what + ".");
    }
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 13);
    byte[] count = in.readNBytes(Long.BYTES);
    if (ByteBuffer.wrap(count).order(order).getLong() != e.numel()) {
      throw new FileFormatException("pt: " + what + " has another length than its tensors say.");
    }
    RawElements.fill(e.storage(), in, e.dtype(), order, "pt: " + what);
    channel.position(start + Long.BYTES + bytes);
  }
}
