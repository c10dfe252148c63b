package dev.gradus.data;

import dev.gradus.error.GradusArgumentException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// Records whose components become batches, as PyTorch's named tuples do.
final class Records {
  private Records() {}

  /// A record of the same kind, whose components are the batches of the samples' components.
  static Record collate(Record first, List<?> samples) {
    RecordComponent[] components = first.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] batches = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      List<Object> column = new ArrayList<>(samples.size());
      samples.forEach(sample -> column.add(value(component, sample)));
      Object batch = Collate.defaultCollate(column);
      types[i] = component.getType();
      batches[i] = batch;
      if (!types[i].isInstance(batch)) {
        throw new GradusArgumentException(
            "defaultCollate: the component '"
                + component.getName()
                + "' of "
                + first.getClass().getSimpleName()
                + " is a "
                + types[i].getSimpleName()
                + ", which cannot hold its batch, a "
                + batch.getClass().getSimpleName()
                + ". Make it one in the samples, or pass a collate function.");
      }
    }
    return made(first.getClass(), types, batches);
  }

  private static Object value(RecordComponent component, Object sample) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(sample);
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      throw closed(sample.getClass(), e);
    } catch (InvocationTargetException e) {
      throw thrown(sample.getClass(), e);
    }
  }

  private static <R extends Record> R made(Class<R> type, Class<?>[] types, Object[] values) {
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw thrown(type, e);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw closed(type, e);
    }
  }

  private static RuntimeException thrown(Class<?> type, InvocationTargetException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    return closed(type, e);
  }

  private static GradusArgumentException closed(Class<?> type, Exception e) {
    var failure =
        new GradusArgumentException(
            "defaultCollate: "
                + type.getSimpleName()
                + " cannot be read or made from here. Open its package to dev.gradus.nn, or pass a"
                + " collate function.");
    failure.initCause(e);
    return failure;
  }
}
