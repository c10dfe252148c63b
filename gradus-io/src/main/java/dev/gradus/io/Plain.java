package dev.gradus.io;

import dev.gradus.Complex;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks that an unpickled object is a finite nest of plain data and copies it into fresh lists
/// and maps. What is shared stays shared, so the work is linear.
final class Plain {
  private static final int MAX_DEPTH = 256;
  private static final int MAX_EQUAL_HASHES = 256;
  private static final Object OPEN = new Object();

  private final IdentityHashMap<Object, Object> done = new IdentityHashMap<>();

  private Plain() {}

  static @Nullable Object of(@Nullable Object x) {
    return new Plain().copy(x, 0);
  }

  private @Nullable Object copy(@Nullable Object x, int depth) {
    if (depth > MAX_DEPTH) {
      throw new FileFormatException("pickle: nested deeper than " + MAX_DEPTH + " levels.");
    }
    return switch (x) {
      case null -> null;
      case String _, Long _, Double _, Boolean _, BigInteger _, Tensor _, DType _ -> x;
      case Complex _, byte[] _ -> x;
      case List<?> _, PickleReader.Dict _ -> shared(x, depth);
      case PickleReader.Global global -> TorchGlobals.value(global.name());
      default -> throw new FileFormatException("pickle: a storage stands where data should be.");
    };
  }

  private Object shared(Object x, int depth) {
    Object known = done.get(x);
    if (known == OPEN) {
      throw new FileFormatException("pickle: an object contains itself.");
    }
    if (known != null) {
      return known;
    }
    done.put(x, OPEN);
    Object copy =
        x instanceof PickleReader.Dict dict ? map(dict.items(), depth) : list((List<?>) x, depth);
    done.put(x, copy);
    return copy;
  }

  private Object map(List<@Nullable Object> items, int depth) {
    Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
    Map<Integer, Integer> hashes = new HashMap<>();
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      int before = copy.size();
      copy.put(key, copy(items.get(i + 1), depth + 1));
      // Text with equal hashes is found by its order. Of other keys a map tries one after another.
      if (copy.size() > before && !(key instanceof String)) {
        int equal = hashes.merge(Objects.hashCode(key), 1, Integer::sum);
        if (equal > MAX_EQUAL_HASHES) {
          throw new FileFormatException(
              "pickle: more than " + MAX_EQUAL_HASHES + " keys of a dict have the same hash.");
        }
      }
    }
    return copy;
  }

  private Object list(List<?> list, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    list.forEach(item -> copy.add(copy(item, depth + 1)));
    return list instanceof Tuple ? Tuple.of(copy.toArray()) : copy;
  }
}
