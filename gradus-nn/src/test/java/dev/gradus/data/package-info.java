@NullMarked
package dev.gradus.data;

import org.jspecify.annotations.NullMarked;
