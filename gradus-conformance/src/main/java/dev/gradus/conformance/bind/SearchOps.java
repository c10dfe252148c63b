package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.SearchOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// Looking for values in sorted rows and among others.
final class SearchOps {
  private SearchOps() {}

  static void bind(Bindings<Tensor> b) {
    String options =
        ", out_int32: bool = False, right: bool = False, side: str = None, sorter: tensor = None";
    b.op(
        "searchsorted",
        "sorted_sequence: tensor, input: tensor" + options,
        a -> Gradus.searchsorted(a.tensor("sorted_sequence"), a.tensor("input"), options(a)));
    b.op(
        "searchsorted",
        "sorted_sequence: tensor, input: number" + options,
        a -> Gradus.searchsorted(a.tensor("sorted_sequence"), a.real("input"), options(a)));
    String flags = ", boundaries: tensor, out_int32: bool = False, right: bool = False";
    b.op(
        "bucketize",
        "input: tensor" + flags,
        a ->
            Gradus.bucketize(
                a.tensor("input"), a.tensor("boundaries"), a.flag("out_int32"), a.flag("right")));
    b.op(
        "bucketize",
        "input: number" + flags,
        a ->
            Gradus.bucketize(
                a.real("input"), a.tensor("boundaries"), a.flag("out_int32"), a.flag("right")));
    String how = ", assume_unique: bool = False, invert: bool = False";
    b.op(
        "isin",
        "elements: tensor, test_elements: tensor" + how,
        a ->
            Gradus.isin(
                a.tensor("elements"),
                a.tensor("test_elements"),
                a.flag("assume_unique"),
                a.flag("invert")));
    b.op(
        "isin",
        "elements: tensor, test_elements: number" + how,
        a ->
            Gradus.isin(
                a.tensor("elements"),
                a.real("test_elements"),
                a.flag("assume_unique"),
                a.flag("invert")));
    b.op(
        "isin",
        "elements: number, test_elements: tensor" + how,
        a ->
            Gradus.isin(
                a.real("elements"),
                a.tensor("test_elements"),
                a.flag("assume_unique"),
                a.flag("invert")));
  }

  private static SearchOptions options(Arguments<Tensor> a) {
    return new SearchOptions(
        a.flag("out_int32"), a.flag("right"), a.textOrNull("side"), a.tensorOrNull("sorter"));
  }
}
