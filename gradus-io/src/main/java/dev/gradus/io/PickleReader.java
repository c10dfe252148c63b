package dev.gradus.io;

import dev.gradus.error.FileFormatException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stack machine for the pickle protocols 0x02 to 0x05, as far as data needs them. It executes
/// nothing: globals are names, and calls go to [TorchGlobals], which knows a closed list of them.
///
/// Every opcode consumes a byte at least and creates a bounded amount, so that work and memory are
/// bounded by the length of the stream.
final class PickleReader {
  private static final Object MARK = new Object();
  // Long keys and numbers are hashed or converted in more than linear time.
  private static final int MAX_KEY = 64;
  private static final int MAX_KEY_TEXT = 1 << 16;
  private static final int MAX_INTEGER_BYTES = 1024;

  /// The name of a Python class or function.
  record Global(String name) {}

  /// A dict as keys and values in turn. They meet in a map only at the end, where [Plain] sees
  /// whether their hashes are fit for one.
  record Dict(List<@Nullable Object> items) {
    Dict() {
      this(new ArrayList<>());
    }
  }

  private final ByteBuffer in;
  private final Function<@Nullable Object, Object> persistent;
  private final ArrayList<@Nullable Object> stack = new ArrayList<>();
  private final Map<Integer, @Nullable Object> memo = new HashMap<>();

  PickleReader(byte[] bytes, Function<@Nullable Object, Object> persistent) {
    this(ByteBuffer.wrap(bytes), persistent);
  }

  PickleReader(ByteBuffer in, Function<@Nullable Object, Object> persistent) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.persistent = persistent;
  }

  /// The object that the stream describes.
  @Nullable Object read() {
    try {
      while (true) {
        int op = in.get() & 0xff;
        if (op == '.') {
          return Plain.of(pop());
        }
        step(op);
      }
    } catch (BufferUnderflowException e) {
      throw new FileFormatException("pickle: the stream ends too early.", e);
    }
  }

  private void step(int op) {
    switch (op) {
      case 0x80 -> protocol();
      case 0x95 -> in.getLong(); // the length of a frame
      case '(' -> stack.add(MARK);
      case '0' -> pop();
      case '1' -> mark();
      case '2' -> stack.add(top());
      case 'h' -> stack.add(recall(in.get() & 0xff));
      case 'j' -> stack.add(recall(in.getInt()));
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'c' -> stack.add(new Global(line() + "." + line()));
      case 0x93 -> stackGlobal();
      case 'Q' -> stack.add(persistent.apply(pop()));
      case 'R', 0x81 -> call();
      case 'b' -> build();
      default -> {
        if (!scalar(op) && !collection(op)) {
          throw new FileFormatException(
              "pickle: unknown opcode 0x"
                  + Integer.toHexString(op)
                  + " at byte "
                  + (in.position() - 1)
                  + "\nOnly data is read: no classes, no old text opcodes. Save with torch.save.");
        }
      }
    }
  }

  private boolean scalar(int op) {
    switch (op) {
      case 'N' -> stack.add(null);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'K' -> stack.add((long) (in.get() & 0xff));
      case 'M' -> stack.add((long) (in.getShort() & 0xffff));
      case 'J' -> stack.add((long) in.getInt());
      case 0x8a -> stack.add(integer(bytes(in.get() & 0xff)));
      case 0x8b -> stack.add(integer(bytes(in.getInt())));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'X' -> stack.add(text(bytes(in.getInt())));
      case 0x8c -> stack.add(text(bytes(in.get() & 0xff)));
      case 0x8d -> stack.add(text(bytes(in.getLong())));
      case 'U' -> stack.add(text(bytes(in.get() & 0xff)));
      case 'T' -> stack.add(text(bytes(in.getInt())));
      case 'C' -> stack.add(bytes(in.get() & 0xff));
      case 'B' -> stack.add(bytes(in.getInt()));
      case 0x8e -> stack.add(bytes(in.getLong()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean collection(int op) {
    switch (op) {
      case ')' -> stack.add(Tuple.of());
      case 't' -> stack.add(Tuple.of(mark().toArray()));
      case 0x85 -> stack.add(tuple(1));
      case 0x86 -> stack.add(tuple(2));
      case 0x87 -> stack.add(tuple(3));
      case ']' -> stack.add(new ArrayList<@Nullable Object>());
      case '}' -> stack.add(new Dict());
      case 'l' -> stack.add(mark());
      case 'd' -> {
        List<@Nullable Object> items = mark();
        stack.add(new Dict());
        putAll(items);
      }
      case 'a' -> {
        Object item = pop();
        list().add(item);
      }
      case 'e' -> {
        List<@Nullable Object> items = mark();
        list().addAll(items);
      }
      case 's' -> {
        Object value = pop();
        Object key = pop();
        putAll(Arrays.asList(key, value));
      }
      case 'u' -> putAll(mark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol() {
    int version = in.get() & 0xff;
    if (version > 5) {
      throw new FileFormatException(
          "pickle: protocol " + version + " is unknown; 5 is the newest.");
    }
  }

  private void stackGlobal() {
    Object name = pop();
    Object module = pop();
    if (!(name instanceof String) || !(module instanceof String)) {
      throw new FileFormatException("pickle: the name of a global is no text.");
    }
    stack.add(new Global(module + "." + name));
  }

  private void call() {
    Object arguments = pop();
    Object function = pop();
    if (!(function instanceof Global global) || !(arguments instanceof Tuple tuple)) {
      throw new FileFormatException("pickle: a call of what is no global.");
    }
    stack.add(TorchGlobals.call(global.name(), tuple));
  }

  // Attributes of an OrderedDict (its _metadata) mean nothing here.
  private void build() {
    pop();
    if (!(top() instanceof Dict)) {
      throw new FileFormatException(
          "pickle: the state of an object is set\nOnly dicts, lists, numbers, text and tensors are"
              + " read. Save a state_dict() instead of the object.");
    }
  }

  private @Nullable Object top() {
    if (stack.isEmpty() || stack.getLast() == MARK) {
      throw new FileFormatException("pickle: the stack is empty.");
    }
    return stack.getLast();
  }

  private @Nullable Object pop() {
    Object x = top();
    stack.removeLast();
    return x;
  }

  /// What lies above the last mark, which goes too.
  private List<@Nullable Object> mark() {
    int at = stack.size() - 1;
    while (at >= 0 && stack.get(at) != MARK) {
      at--;
    }
    if (at < 0) {
      throw new FileFormatException("pickle: there is no mark.");
    }
    List<@Nullable Object> above = stack.subList(at + 1, stack.size());
    List<@Nullable Object> items = new ArrayList<>(above);
    above.clear();
    stack.removeLast();
    return items;
  }

  private Tuple tuple(int n) {
    @Nullable Object[] items = new Object[n];
    for (int i = n - 1; i >= 0; i--) {
      items[i] = pop();
    }
    return Tuple.of(items);
  }

  private @Nullable Object recall(int index) {
    if (!memo.containsKey(index)) {
      throw new FileFormatException("pickle: nothing was stored under " + index + ".");
    }
    return memo.get(index);
  }

  @SuppressWarnings("unchecked") // only lists that this class made
  private List<@Nullable Object> list() {
    if (top() instanceof ArrayList<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw new FileFormatException("pickle: items are added to what is no list.");
  }

  private void putAll(List<@Nullable Object> items) {
    if (!(top() instanceof Dict dict) || items.size() % 2 != 0) {
      throw new FileFormatException("pickle: entries are added to what is no dict.");
    }
    for (int i = 0; i < items.size(); i += 2) {
      dict.items.add(key(items.get(i)));
      dict.items.add(items.get(i + 1));
    }
  }

  // Keys are flat, since hashing a nest of hostile depth would overflow Java's stack.
  private static @Nullable Object key(@Nullable Object key) {
    boolean flat =
        key == null
            || isPlainKey(key)
            || key instanceof Tuple t
                && t.size() <= MAX_KEY
                && t.stream().allMatch(PickleReader::isPlainKey);
    if (!flat) {
      throw new FileFormatException(
          "pickle: a dict's key is neither short text nor a number nor a flat tuple of them.");
    }
    return key;
  }

  private static boolean isPlainKey(@Nullable Object x) {
    return x instanceof String text && text.length() <= MAX_KEY_TEXT
        || x instanceof Number
        || x instanceof Boolean;
  }

  private byte[] bytes(long n) {
    if (n < 0 || n > in.remaining()) {
      throw new FileFormatException(
          "pickle: " + n + " bytes are announced, " + in.remaining() + " are left.");
    }
    byte[] bytes = new byte[(int) n];
    in.get(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Number integer(byte[] little) {
    if (little.length == 0) {
      return 0L;
    }
    if (little.length > MAX_INTEGER_BYTES) {
      throw new FileFormatException("pickle: a number of " + little.length + " bytes.");
    }
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[big.length - 1 - i];
    }
    BigInteger x = new BigInteger(big);
    return x.bitLength() < Long.SIZE ? (Number) x.longValue() : x;
  }

  private String line() {
    int start = in.position();
    while (in.get() != '\n') {}
    byte[] bytes = new byte[in.position() - 1 - start];
    in.get(start, bytes);
    return text(bytes);
  }
}
