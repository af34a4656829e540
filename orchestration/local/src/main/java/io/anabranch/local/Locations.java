package io.anabranch.local;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.storage.KeyPattern;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Paths of this machine as addresses: a folder is a bucket that is called as people call the folder. Addresses that are S3's already stay as
 * they are, and are looked up in a folder of buckets, if there is one.
 */
final class Locations implements Places {
    private static final String WILDCARDS = "*?[{";

    private final Path base;
    private final boolean hasBuckets;
    private final Map<String, Path> buckets = new TreeMap<>();
    private final Set<Path> outputs = new TreeSet<>();

    /**
     * @param base what relative paths are relative to
     * @param hasBuckets whether there is a folder of buckets for addresses of S3
     */
    Locations(Path base, boolean hasBuckets) {
        this.base = base.toAbsolutePath().normalize();
        this.hasBuckets = hasBuckets;
    }

    /** The folders that were asked for so far, by the name of their bucket. */
    Map<String, Path> buckets() {
        return new TreeMap<>(buckets);
    }

    /** The folders that {@link #output} was asked for. */
    Set<Path> outputs() {
        return new TreeSet<>(outputs);
    }

    /** The address of something to read: a file, a folder, or a pattern of files. */
    @Override
    public String input(String location) {
        if (location.startsWith(S3Uri.SCHEME)) {
            return addressed(location);
        }
        boolean exists = exists(location);
        int wildcard = exists ? -1 : firstWildcard(location);
        Path path = base.resolve(wildcard < 0 ? location : location.substring(0, wildcard))
                .normalize();
        if (wildcard >= 0) {
            String fixed = location.substring(0, wildcard);
            Path folder = fixed.endsWith("/") || fixed.isEmpty() ? path : parent(path);
            return address(folder, location.substring(fixed.lastIndexOf('/') + 1));
        }
        if (Files.isDirectory(path)) {
            return address(path, "");
        }
        return address(parent(path), KeyPattern.escape(String.valueOf(path.getFileName())));
    }

    /** The address of a folder to write to; it need not exist. */
    @Override
    public String output(String location) {
        if (location.startsWith(S3Uri.SCHEME)) {
            return addressed(location);
        }
        Path folder = base.resolve(location).normalize();
        outputs.add(folder);
        return address(folder, "");
    }

    private String addressed(String location) {
        if (!hasBuckets) {
            throw new InputException(
                    "Cannot use " + location
                            + " in an embedded run: there are no buckets here. Name a path, give --s3 DIR with a folder"
                            + " of buckets, or start the run in AWS",
                    Where.UNKNOWN);
        }
        return location;
    }

    private String address(Path folder, String key) {
        String bucket = name(folder);
        buckets.put(bucket, folder);
        return new S3Uri(bucket, key).stored();
    }

    /** As people call it: seen from the base what is below it, whole what is elsewhere. */
    private String name(Path folder) {
        if (!folder.startsWith(base)) {
            return slashed(folder);
        }
        return folder.equals(base) ? "." : "./" + slashed(base.relativize(folder));
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** A name with an asterisk in it is a file's name if there is such a file. */
    private boolean exists(String location) {
        try {
            return Files.exists(base.resolve(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static int firstWildcard(String location) {
        for (int i = 0; i < location.length(); i++) {
            if (WILDCARDS.indexOf(location.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
