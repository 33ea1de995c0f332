/**
 * What SQLite asks of its server and PostgreSQL does not: a folder of its own, and one writer at a time. Uses nothing of the
 * house.
 */
@NullMarked
package dev.parlor.database;

import org.jspecify.annotations.NullMarked;
