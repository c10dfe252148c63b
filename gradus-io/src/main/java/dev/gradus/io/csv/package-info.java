/// Tables of numbers and names in CSV files.
@NullMarked
package dev.gradus.io.csv;

import org.jspecify.annotations.NullMarked;
