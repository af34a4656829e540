package io.anabranch.runtime.storage;

import org.jspecify.annotations.Nullable;

/**
 * What an ETag says beside naming a version where a bucket is a folder: that the object is reached through a link, or that what is there
 * is no object. S3's own ETags say neither.
 */
final class EntryTag {
    /** How the ETag of a file ends, within the quotes, that is reached through a symbolic link: an alias of that file. */
    private static final String ALIAS = "-link\"";

    /** How the ETag of what cannot be read begins; the reason follows. */
    private static final String UNREADABLE = "\"unreadable-";

    private EntryTag() {}

    static boolean isAlias(String etag) {
        return etag.endsWith(ALIAS);
    }

    /** The ETag of the same version of the same file at its own address. */
    static String ofFile(String etag) {
        return isAlias(etag) ? etag.substring(0, etag.length() - ALIAS.length()) + "\"" : etag;
    }

    /** Why the object cannot be read, and what mends it; null if it can be. */
    static @Nullable String problem(String etag) {
        if (!etag.startsWith(UNREADABLE)) {
            return null;
        }
        return switch (etag.substring(UNREADABLE.length(), etag.length() - 1)) {
            case "dangling" -> "it is a link to nothing. Mend the link, or remove it";
            case "special" ->
                "it is a pipe, a socket or a device, no file. Remove it, or name the files that are to be read";
            case "folder" -> "the folder may not be read. Allow it, or name the files that are to be read";
            case "file" -> "it may not be read. Allow it, or name the files that are to be read";
            case "changing" -> "it is being written to. Start the run when it is complete";
            case "name" -> "its name cannot be read in this locale. Set LC_ALL=C.UTF-8, or rename it";
            case "long" -> "its path is longer than the 1,024 bytes of a key in S3. Move it";
            default -> "it is no file. Remove it, or name the files that are to be read";
        };
    }
}
