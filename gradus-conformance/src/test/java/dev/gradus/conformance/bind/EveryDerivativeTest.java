package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.error.GradusException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;

class EveryDerivativeTest {
  private final Bindings<Tensor> operations = Runners.operations();

  interface Check { void run() throws Exception; }
  Map<String, String> failed = new TreeMap<>();
  Map<String, Long> times = new TreeMap<>();
  Set<String> passed = new TreeSet<>();
  void tryIt(String id, String where, Check c) {
    long t0 = System.nanoTime();
        try { c.run(); passed.add(id.substring(0, id.indexOf("/")) + " " + where);
        } catch (Exception | AssertionError | StackOverflowError ex) {
          String m = String.valueOf(ex.getMessage());
          Throwable r = ex; while (r.getCause() != null) r = r.getCause();
          failed.put(id + " " + where, ex.getClass().getSimpleName() + " " + m.substring(0, Math.min(m.length(), 500)).replace('\n', ' ') + " AT " + (r.getStackTrace().length>0? r.getStackTrace()[0]:"")+ (r != ex ? r.toString():""));
        }
    times.merge(where, (System.nanoTime() - t0) / 1000000, Long::sum);
  }

  @Test
  void explore() throws IOException {
    Map<String, List<RecordedFunction>> cases = new TreeMap<>();
    Map<RecordedFunction, String> ids = new HashMap<>();
    Map<RecordedFunction, String> keys = new HashMap<>();
    Set<String> seen = new TreeSet<>();
    for (Path file : CaseFiles.find(List.of(Path.of("..", "conformance", "ops")))) {
      CaseFiles.read(file, line -> {
        if (!line.isOperation()) return;
        OpCase c = OpCase.decode(line);
        seen.add(c.op());
        if (!(c.expected() instanceof OpCase.Returned r)) return;
        RecordedFunction f = RecordedFunction.of(operations, c);
        if (f == null) return;
        Tensor[] x = f.inputs();
        if (x.length == 0) return;
        String key = c.variant() + f.isComplex() + c.kwargs().keySet() + x.length;
        for (Tensor t : x) key += t.dim() + (t.numel() == 0 ? "e" : "");
        cases.computeIfAbsent(c.op(), _ -> new ArrayList<>()).add(f);
        ids.put(f, c.id());
        keys.put(f, key);
      });
    }
    int n = 0;
    Set<String> constant = new TreeSet<>();
    Set<String> complexes = new TreeSet<>();
    long start = System.nanoTime();
    for (var op : cases.entrySet()) {
      List<RecordedFunction> all = op.getValue();
      all.sort(Comparator.comparing(RecordedFunction::count));
      Set<String> had = new HashSet<>();
      int used = 0;
      boolean diff = false;
      for (RecordedFunction f : all) {
        if (!had.add(keys.get(f))) continue;
        if (used >= 4) break;
        String id = ids.get(f);
        Tensor[] x = f.inputs();
        Tensor[] y;
        try { y = f.apply(x); } catch (RuntimeException e) { failed.put(id + " call", e.toString()); continue; }
        boolean any = false, nan = false;
        for (Tensor t : y) { any |= t.requiresGrad(); nan |= t.isnan().any().itemBoolean(); }
        if (!any || nan) continue;
        diff = true;
        used++;
        n++;
        tryIt(id, "first", () -> DerivativeChecks.firstDifferences(f, x));
        tryIt(id, "both", () -> DerivativeChecks.differences(f, x));
        tryIt(id, "forward", () -> DerivativeChecks.forwardAgainstReverse(f, x));
        tryIt(id, "layouts", () -> DerivativeChecks.layouts(f, x));
        tryIt(id, "edges", () -> DerivativeChecks.edges(f, x));
        if (!f.isComplex()) tryIt(id, "complex", () -> {if (DerivativeChecks.complexDifferences(f, x)) complexes.add(op.getKey());});
      }
      if (!diff) constant.add(op.getKey());
    }
    StringBuilder out = new StringBuilder();
    out.append(n + " cases of " + cases.size() + " ops, " + (System.nanoTime() - start) / 1e9 + " s " + times + "\n");
    failed.forEach((k, v) -> out.append(k).append(": ").append(v).append('\n'));
    out.append("CONSTANT " + constant + "\n");
    out.append("COMPLEX " + complexes.size() + "\n");
    TreeSet<String> none = new TreeSet<>(operations.names());
    none = new TreeSet<>(dev.gradus.conformance.run.Replay.others(operations, seen));
    out.append("NOCASE " + none + "\n");
    java.nio.file.Files.writeString(Path.of("/tmp/gt_report.txt"), out.toString());
  }
}
