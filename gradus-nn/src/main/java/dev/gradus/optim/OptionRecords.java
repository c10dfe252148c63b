package dev.gradus.optim;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Option records as the maps of a state dict, with PyTorch's keys, and back.
final class OptionRecords {
  private OptionRecords() {}

  /// The key of a component: `weightDecay` is `weight_decay`.
  private static String key(RecordComponent c) {
    return c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  static Map<String, @Nullable Object> toMap(Object options) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RecordComponent c : components(options)) {
      map.put(key(c), plain(read(c, options)));
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Record several -> Arrays.stream(components(several)).map(c -> read(c, several)).toList();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case null, default -> value;
    };
  }

  /// The options with every component that the map mentions replaced; other keys are left alone.
  @SuppressWarnings("unchecked")
  static <O> O fromMap(O options, Map<String, @Nullable Object> map) {
    RecordComponent[] components = components(options);
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent c = components[i];
      values[i] = map.containsKey(key(c)) ? typed(c, map.get(key(c))) : read(c, options);
    }
    return (O) construct(options.getClass(), components, values);
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw unreadable(type, e);
    }
  }

  private static @Nullable Object typed(RecordComponent c, @Nullable Object value) {
    Class<?> type = c.getType();
    if (value == null && !type.isPrimitive()) {
      return null;
    }
    Object plain = value instanceof Tensor t && t.numel() == 1 ? (Object) t.item() : value;
    if ((type == double.class || type == Double.class) && plain instanceof Number n) {
      return n.doubleValue();
    }
    if ((type == int.class || type == Integer.class) && plain instanceof Number n) {
      return n.intValue();
    }
    if (type == boolean.class && plain instanceof Boolean) {
      return plain;
    }
    if (type.isRecord()
        && plain instanceof List<?> list
        && list.size() == type.getRecordComponents().length) {
      RecordComponent[] parts = type.getRecordComponents();
      @Nullable Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = typed(parts[i], list.get(i));
      }
      return construct(type, parts, values);
    }
    if (type.isEnum() && plain instanceof String name) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equalsIgnoreCase(name)) {
          return constant;
        }
      }
    }
    throw new GradusArgumentException(
        "loadStateDict: option "
            + key(c)
            + " is "
            + value
            + "; expected a "
            + type.getSimpleName()
            + ". The state dict belongs to another optimizer or is damaged.");
  }

  private static RecordComponent[] components(Object options) {
    RecordComponent[] components = options.getClass().getRecordComponents();
    if (components == null) {
      throw new GradusArgumentException(
          "optimizer options: "
              + options.getClass().getName()
              + " is not a record; declare options as a record.");
    }
    return components;
  }

  private static @Nullable Object read(RecordComponent c, Object options) {
    try {
      return c.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw unreadable(options.getClass(), e);
    }
  }

  private static GradusArgumentException unreadable(Class<?> type, Exception e) {
    GradusArgumentException unreadable =
        new GradusArgumentException(
            "optimizer options: the record "
                + type.getName()
                + " must be public, in a package that its module exports.");
    unreadable.initCause(e);
    return unreadable;
  }
}
