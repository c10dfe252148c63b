/// Generates `docs/operations.md` from the sources' Javadoc and the recorded cases.
@NullMarked
package dev.gradus.conformance.docs;

import org.jspecify.annotations.NullMarked;
