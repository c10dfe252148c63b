/// Tests of the tables.
@NullMarked
package dev.gradus.io.csv;

import org.jspecify.annotations.NullMarked;
