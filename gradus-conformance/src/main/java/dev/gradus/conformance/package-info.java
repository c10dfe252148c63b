/// The command `conformance` and its reports.
@NullMarked
package dev.gradus.conformance;

import org.jspecify.annotations.NullMarked;
