package dev.gradus;

import static dev.gradus.Gradus.cat;
import static dev.gradus.Gradus.slice;
import static dev.gradus.Gradus.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// View operations: gradients against differences from contiguous, transposed, strided and expanded
/// inputs, and changes in place through them.
class ViewGradientsTest {
  private static Map<String, UnaryOperator<Tensor>> views() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put("view", x -> x.view(3, 2, 4).view(-1));
    all.put("view with size 1", x -> x.view(2, 1, 3, 4));
    all.put("flatten", x -> x.flatten(1, 2));
    all.put("transpose", x -> x.transpose(0, 2));
    all.put("mT", Tensor::mT);
    all.put("permute", x -> x.permute(2, 0, 1));
    all.put("unsqueeze", x -> x.unsqueeze(-1));
    all.put("squeeze", x -> x.unsqueeze(1).unsqueeze(0).squeeze());
    all.put("squeeze of dims", x -> x.unsqueeze(1).unsqueeze(0).squeeze(new int[] {0, 2}));
    all.put("squeeze of one", x -> x.unsqueeze(1).squeeze(1));
    all.put("select", x -> x.select(1, 2));
    all.put("select from the end", x -> x.select(-1, -1));
    all.put("narrow", x -> x.narrow(2, 1, 2));
    all.put("narrow to nothing", x -> x.narrow(1, 3, 0));
    all.put("slice", x -> x.slice(2, 1L, null, 2));
    all.put("slice twice", x -> x.slice(1, 1L, 3L, 1).slice(2, null, -1L, 2));
    all.put("unbind", x -> x.unbind(1)[1]);
    all.put("split", x -> x.split(2, 1)[1]);
    all.put("chunk", x -> x.chunk(3, 2)[0]);
    all.put("text", x -> x.get("..., None, 1:3"));
    all.put("typed", x -> x.get(slice(), slice(1, 3)));
    all.put("alias", x -> x.get("..."));
    return all;
  }

  private static Map<String, UnaryOperator<Tensor>> copies() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put("expand", x -> x.unsqueeze(1).expand(2, 5, 3, 4));
    all.put("expand in front", x -> x.select(0, 0).expand(2, 3, 4));
    all.put("reshape of a transposed", x -> x.transpose(0, 1).reshape(6, 4));
    all.put("contiguous", x -> x.transpose(0, 1).contiguous());
    all.put("clone", x -> x.permute(2, 1, 0).clone());
    all.put("cat", x -> cat(List.of(x, x.narrow(1, 0, 1), x), 1));
    all.put("stack", x -> stack(List.of(x, x.mul(2)), 2));
    all.put("as strided", x -> x.contiguous().asStrided(new long[] {2, 5}, new long[] {12, 2}, 1));
    all.put(
        "as strided windows",
        x -> x.contiguous().asStrided(new long[] {7, 4}, new long[] {3, 1}, 0));
    all.put(
        "as strided repeated",
        x -> x.contiguous().asStrided(new long[] {2, 3, 2}, new long[] {0, 5, 0}, 2));
    all.put(
        "as strided of a transposed",
        x -> x.contiguous().transpose(0, 2).asStrided(new long[] {3, 4}, new long[] {1, 3}, 4));
    return all;
  }

  private static Tensor input(long... sizes) {
    Tensor x = Tensor.empty(DType.FLOAT64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      Elements.setDouble(x.storage(), DType.FLOAT64, i, Math.cos(0.7 * i) + 0.05 * i);
    }
    return x.requiresGrad_();
  }

  private static Stream<DynamicTest> each(
      Map<String, UnaryOperator<Tensor>> table,
      java.util.function.BiConsumer<String, UnaryOperator<Tensor>> check) {
    return table.entrySet().stream()
        .map(
            e -> DynamicTest.dynamicTest(e.getKey(), () -> check.accept(e.getKey(), e.getValue())));
  }

  // The square makes the second order interesting.
  private static Tensor squared(Tensor x) {
    return x.mul(x);
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfViews() {
    return each(
        views(),
        (name, f) -> {
          GradientCheck.check(name, x -> squared(f.apply(x[0])), input(2, 3, 4));
          GradientCheck.check(name + " of a result", x -> f.apply(squared(x[0])), input(2, 3, 4));
          if (!name.startsWith("view") && !name.equals("flatten")) {
            GradientCheck.check(
                name + " of a transposed",
                x -> squared(f.apply(x[0].permute(2, 0, 1))),
                input(3, 4, 2));
            GradientCheck.check(
                name + " of an expanded",
                x -> squared(f.apply(x[0].expand(2, 3, 4))),
                input(1, 3, 1));
            GradientCheck.check(
                name + " of a strided",
                x -> squared(f.apply(x[0].slice(2, 1L, null, 2))),
                input(2, 3, 8));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfCopies() {
    return each(
        copies(),
        (name, f) -> GradientCheck.check(name, x -> squared(f.apply(x[0])), input(2, 3, 4)));
  }

  @TestFactory
  Stream<DynamicTest> viewsOfNothing() {
    return Stream.of(0, 1, 2)
        .map(dim ->
            DynamicTest.dynamicTest(
                "dimension " + dim,
                () -> {
                  long[] sizes = {2, 3, 4};
                  sizes[dim] = 0;
                  GradientCheck.check(
                      "empty",
                      x -> squared(x[0].transpose(0, 2).unsqueeze(1).permute(3, 1, 0, 2)),
                      input(sizes));
                }));
  }

  // x, of which a view is multiplied in place, against the same without in-place operations: the
  // whole is multiplied by a mask of factors that is written through the same view.
  @TestFactory
  Stream<DynamicTest> changesThroughViews() {
    return each(
        views(),
        (name, f) -> {
          if (List.of("unbind", "split", "chunk").contains(name)) {
            return;
          }
          Tensor factors = input(2, 3, 4).detach().fill_(1);
          f.apply(factors).mul_(3);
          assertThat(Seen.values(factors)).containsAnyOf(1, 3);
          GradientCheck.check(name + " in place", x -> squared(changed(f, x[0])), input(2, 3, 4));
          Tensor x = input(2, 3, 4);
          Seen.assertSame(changed(f, x).detach(), x.mul(factors).detach());
          Tensor g = Seen.gradOf(squared(changed(f, x)).sum(), x);
          Tensor wanted = Seen.gradOf(squared(x.mul(factors)).sum(), x);
          assertThat(Seen.values(g)).as(name).isEqualTo(Seen.values(wanted));
          // Through a view taken before the change.
          GradientCheck.check(
              name + " seen by another view",
              t -> {
                Tensor whole = t[0].clone();
                Tensor early = whole.transpose(0, 1).slice(2, 1L, null, 1);
                f.apply(whole).mul_(3);
                return squared(early);
              },
              input(2, 3, 4));
        });
  }

  private static Tensor changed(UnaryOperator<Tensor> f, Tensor x) {
    Tensor whole = x.clone();
    f.apply(whole).mul_(3);
    return whole;
  }

  @TestFactory
  Stream<DynamicTest> changesOfBasesInOtherOrders() {
    return each(
        views(),
        (name, f) -> {
          boolean several = List.of("unbind", "split", "chunk").contains(name);
          if (several || name.startsWith("view") || name.equals("flatten")) {
            return;
          }
          GradientCheck.check(
              name + " of a base in another order",
              t -> {
                Tensor whole = t[0].permute(2, 0, 1).clone();
                Tensor part = f.apply(whole);
                part.mul_(t[1]);
                whole.mul_(2);
                return squared(cat(List.of(whole.flatten(), part.flatten()), 0));
              },
              input(3, 4, 2),
              input());
        });
  }
}
