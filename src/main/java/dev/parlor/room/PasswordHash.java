package dev.parlor.room;

/** How room passwords are kept: as salted hashes that are slow to guess. */
interface PasswordHash {

    String hash(String password);

    boolean matches(String password, String hash);
}
