package dev.gradus.io;

import dev.gradus.Complex;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Storage;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pickles plain data in protocol 2, tensors as torch.save does: a call that rebuilds them over a
/// storage, which is named by a persistent id and lies outside of the stream.
final class PickleWriter {
  private static final int MAX_DEPTH = 256;

  /// A storage and how its elements are seen.
  record Blob(Storage storage, DType dtype) {
    long numel() {
      return dtype.isComplex() ? storage.slots() / 2 : storage.slots();
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Blob> blobs = new ArrayList<>();
  private final IdentityHashMap<Storage, List<Integer>> keys = new IdentityHashMap<>();
  private final IdentityHashMap<Tensor, Integer> memo = new IdentityHashMap<>();

  /// The whole stream of one object.
  byte[] write(@Nullable Object x) {
    out.write(0x80);
    out.write(2);
    item(x, "state", 0);
    out.write('.');
    return out.toByteArray();
  }

  /// The storages, in the order of their keys.
  List<Blob> blobs() {
    return blobs;
  }

  private void item(@Nullable Object x, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new GradusArgumentException(
          "save: nested deeper than " + MAX_DEPTH + " levels, or containing itself: " + path);
    }
    switch (x) {
      case null -> out.write('N');
      case Boolean b -> out.write(b ? 0x88 : 0x89);
      case Long n -> integer(n);
      case Integer n -> integer(n);
      case Short n -> integer(n);
      case Byte n -> integer(n);
      case BigInteger n -> big(n);
      case Double v -> number(v);
      case Float v -> number(v);
      case String s -> text(s);
      case Tensor t -> tensor(t, path);
      case DType dtype -> global("torch", dtype.torchName());
      case Complex z -> complex(z);
      case Tuple tuple -> tuple(tuple, path, depth);
      case List<?> list -> list(list, path, depth);
      case Map<?, ?> map -> map(map, path, depth);
      case long[] a -> list(java.util.Arrays.stream(a).boxed().toList(), path, depth);
      case double[] a -> list(java.util.Arrays.stream(a).boxed().toList(), path, depth);
      default ->
          throw new GradusArgumentException(
              "save: "
                  + path
                  + " is a "
                  + x.getClass().getName()
                  + "\nA file holds maps, lists, tuples, numbers, booleans, text, dtypes, tensors and"
                  + " null. Save the object's stateDict() instead.");
    }
  }

  private void list(List<?> list, String path, int depth) {
    out.write(']');
    out.write('(');
    int i = 0;
    for (Object x : list) {
      item(x, path + "[" + i++ + "]", depth + 1);
    }
    out.write('e');
  }

  private void tuple(Tuple tuple, String path, int depth) {
    out.write('(');
    for (int i = 0; i < tuple.size(); i++) {
      item(tuple.get(i), path + "[" + i + "]", depth + 1);
    }
    out.write('t');
  }

  private void map(Map<?, ?> map, String path, int depth) {
    out.write('}');
    out.write('(');
    map.forEach((key, value) -> {
      boolean plain = key == null || key instanceof String || key instanceof Boolean;
      boolean good = plain || key instanceof Number || key instanceof Tuple;
      if (!good) {
        throw new GradusArgumentException(
            "save: a key of " + path + " is " + key + "; use text or a number.");
      }
      item(key, path, depth + 1);
      item(value, path + "[" + key + "]", depth + 1);
    });
    out.write('u');
  }

  private void tensor(Tensor t, String path) {
    Integer known = memo.get(t);
    if (known != null) {
      out.write('j');
      little(known, 4);
      return;
    }
    if (t.storage() == Storage.HIDDEN) {
      throw new GradusArgumentException(
          "save: " + path + " stands for many examples inside vmap; save it outside.");
    }
    global("torch._utils", "_rebuild_tensor_v2");
    out.write('(');
    persistentId(new Blob(t.storage(), t.dtype()));
    integer(t.storageOffset());
    tuple(numbers(t.shape()), path, 0);
    tuple(numbers(t.stride()), path, 0);
    out.write(t.requiresGrad() ? 0x88 : 0x89);
    global("collections", "OrderedDict");
    out.write(')');
    out.write('R');
    out.write('t');
    out.write('R');
    out.write('r');
    little(memo.size(), 4);
    memo.put(t, memo.size());
  }

  private static Tuple numbers(long[] values) {
    @Nullable Object[] boxed = new Object[values.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = values[i];
    }
    return Tuple.of(boxed);
  }

  private void persistentId(Blob blob) {
    out.write('(');
    text("storage");
    String name = TorchGlobals.storageName(blob.dtype());
    global("torch", name.substring("torch.".length()));
    text(String.valueOf(keyOf(blob)));
    text("cpu");
    integer(blob.numel());
    out.write('t');
    out.write('Q');
  }

  // One storage under two dtypes (viewAsReal) gets two keys: a typed storage has one dtype.
  private int keyOf(Blob blob) {
    List<Integer> known = keys.computeIfAbsent(blob.storage(), _ -> new ArrayList<>());
    for (int key : known) {
      if (blobs.get(key).dtype() == blob.dtype()) {
        return key;
      }
    }
    known.add(blobs.size());
    blobs.add(blob);
    return blobs.size() - 1;
  }

  private void complex(Complex z) {
    global("__builtin__", "complex");
    number(z.re());
    number(z.im());
    out.write(0x86);
    out.write('R');
  }

  private void integer(long n) {
    if (n >= 0 && n < 256) {
      out.write('K');
      out.write((int) n);
    } else if (n == (int) n) {
      out.write('J');
      little(n, 4);
    } else {
      big(BigInteger.valueOf(n));
    }
  }

  private void big(BigInteger n) {
    byte[] bytes = n.toByteArray();
    if (bytes.length > 255) {
      throw new GradusArgumentException("save: a whole number has more than 255 bytes.");
    }
    out.write(0x8a);
    out.write(bytes.length);
    for (int i = bytes.length - 1; i >= 0; i--) {
      out.write(bytes[i]);
    }
  }

  private void number(double v) {
    out.write('G');
    little(Long.reverseBytes(Double.doubleToLongBits(v)), 8);
  }

  private void text(String s) {
    byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    little(bytes.length, 4);
    out.writeBytes(bytes);
  }

  private void global(String module, String name) {
    out.write('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void little(long n, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (n >>> 8 * i));
    }
  }
}
