/// The examples of docs/autograd.md, and the check that the page, its rows and the code agree.
@NullMarked
package dev.gradus.docs;

import org.jspecify.annotations.NullMarked;
