package dev.gradus.conformance.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A public method with what its Javadoc says.
///
/// @param owner the simple name of its type
/// @param isStatic whether it is called on the type
/// @param signature name and parameters, on one line
/// @param doc the Javadoc, on one line
record DocumentedMethod(String owner, boolean isStatic, String signature, String doc) {
  private static final Pattern NAME = Pattern.compile("torch((?:\\.\\w+)+)");

  /// The name without parameters.
  String name() {
    return signature.substring(0, signature.indexOf('('));
  }

  DocumentedMethod calledOn(String type) {
    return new DocumentedMethod(type, isStatic, signature, doc);
  }

  /// PyTorch's names after "Source", without `torch.` and `Tensor.`.
  List<String> sources() {
    String text = section("Source");
    List<String> names = new ArrayList<>();
    if (text != null) {
      Matcher m = NAME.matcher(text.replace("\\_", "_"));
      while (m.find()) {
        String name = m.group(1).substring(1);
        if (!name.equals("Tensor")) {
          names.add(name.startsWith("Tensor.") ? name.substring("Tensor.".length()) : name);
        }
      }
    }
    return names;
  }

  /// What stands behind a word in bold, up to the next one; null if it does not occur.
  @Nullable String section(String word) {
    String mark = "**" + word + "**";
    int at = doc.indexOf(mark);
    if (at < 0) {
      return null;
    }
    String rest = doc.substring(at + mark.length()).replaceFirst("^:?\\s*", "");
    int end = rest.indexOf(" **");
    return (end < 0 ? rest : rest.substring(0, end)).strip();
  }
}
