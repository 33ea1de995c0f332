/** What people do in the pages, told by real browsers against a started server. */
@NullMarked
package dev.parlor.browser;

import org.jspecify.annotations.NullMarked;
