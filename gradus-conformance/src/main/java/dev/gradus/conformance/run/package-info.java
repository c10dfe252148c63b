/// Running a case and judging the result, for any tensor library behind [Library].
@NullMarked
package dev.gradus.conformance.run;

import org.jspecify.annotations.NullMarked;
