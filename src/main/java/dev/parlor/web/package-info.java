/** All that knows HTML and HTTP in general: pages, headers, problem details. Uses {@code room} and {@code protocol}. */
@NullMarked
package dev.parlor.web;

import org.jspecify.annotations.NullMarked;
