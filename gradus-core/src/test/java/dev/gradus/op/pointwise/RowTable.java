package dev.gradus.op.pointwise;

import dev.gradus.expr.Expr;
import dev.gradus.expr.Op;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// All rows that a class of this module holds in a static field, found by looking at every class,
/// and the rows of their derivatives.
public final class RowTable {
  /// A row.
  ///
  /// @param name the class and the field; for a derivative with the number of the input
  /// @param expr its expression
  /// @param params the number of its parameters
  /// @param whole whether it also computes in integers
  public record Entry(String name, Expr expr, int params, boolean whole) {
    @Override
    public String toString() {
      return name;
    }
  }

  private RowTable() {}

  /// The rows themselves.
  public static List<Entry> rows() {
    List<Entry> all = new ArrayList<>();
    for (var e : fields()) {
      Row row = e.row;
      boolean whole = row.rule() != Rule.FLOAT && hasWholeSteps(row.expr());
      all.add(new Entry(e.name, row.expr(), row.params(), whole));
    }
    return all;
  }

  private static boolean hasWholeSteps(Expr e) {
    boolean fraction = e.op().isFunction() && e.op() != Op.POW || e.op() == Op.SQRT;
    return !fraction && e.args().stream().allMatch(RowTable::hasWholeSteps);
  }

  /// The rows of the first derivatives, but for zeros and what passes unchanged.
  public static List<Entry> derivatives() {
    List<Entry> all = new ArrayList<>();
    for (var e : fields()) {
      for (int i = 0; e.row.differentiable() && i < e.row.inputs(); i++) {
        if ((e.row.flags() >>> i & 1) == 0) {
          Vjp v = e.row.vjp(i);
          if (!v.isZero() && !v.isIdentity()) {
            all.add(new Entry(e.name + "'" + i, v.row().expr(), v.row().params(), false));
          }
        }
      }
    }
    return all;
  }

  private record Named(String name, Row row) {}

  private static List<Named> fields() {
    List<Named> all = new ArrayList<>();
    for (String name : classes()) {
      for (Field field : fieldsOf(name)) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Row.class) {
          String simple = field.getDeclaringClass().getSimpleName();
          all.add(new Named(simple + "." + field.getName(), value(field)));
        }
      }
    }
    return all;
  }

  // Of classes that were compiled for the program: those of the tests have no rows of their own.
  private static Set<String> classes() {
    var module =
        RowTable.class.getModule().getLayer().configuration().findModule("dev.gradus.core");
    try (ModuleReader reader = module.orElseThrow().reference().open()) {
      Set<String> names = new TreeSet<>();
      reader
          .list()
          .filter(f -> f.startsWith("dev/gradus/op/") && f.endsWith(".class"))
          .filter(f -> !f.endsWith("-info.class") && !f.contains("Test"))
          .forEach(f -> names.add(f.substring(0, f.length() - 6).replace('/', '.')));
      return Collections.unmodifiableSet(names);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Field[] fieldsOf(String name) {
    try {
      return Class.forName(name, false, RowTable.class.getClassLoader()).getDeclaredFields();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Row value(Field field) {
    try {
      field.setAccessible(true);
      return (Row) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
