package io.anabranch.local;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.KeyPattern;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths of this machine as addresses: a folder is a bucket. Addresses that are S3's already stay as they are, and are looked up in a
 * folder of buckets, if there is one.
 */
public final class Locations {
    private static final String SCHEME = "s3://";
    private static final String WILDCARDS = "*?[{";

    private final Path base;
    private final boolean hasBuckets;
    private final Map<Path, String> buckets = new LinkedHashMap<>();
    private final List<Path> outputs = new ArrayList<>();

    /**
     * @param base what relative paths are relative to
     * @param hasBuckets whether there is a folder of buckets for addresses of S3
     */
    public Locations(Path base, boolean hasBuckets) {
        this.base = base.toAbsolutePath().normalize();
        this.hasBuckets = hasBuckets;
    }

    /** The buckets made so far. */
    public Map<String, Path> buckets() {
        Map<String, Path> byName = new LinkedHashMap<>();
        buckets.forEach((folder, name) -> byName.put(name, folder));
        return byName;
    }

    /** The folders that {@link #output} was asked for. */
    List<Path> outputs() {
        return List.copyOf(outputs);
    }

    /** The address of something to read: a file, a folder, or a pattern of files. */
    public String input(String location) {
        if (location.startsWith(SCHEME)) {
            return addressed(location);
        }
        boolean exists = exists(location);
        int wildcard = exists ? -1 : firstWildcard(location);
        Path path = base.resolve(wildcard < 0 ? location : location.substring(0, wildcard))
                .normalize();
        if (wildcard >= 0) {
            String fixed = location.substring(0, wildcard);
            Path folder = fixed.endsWith("/") || fixed.isEmpty() ? path : parent(path);
            String pattern = location.substring(fixed.lastIndexOf('/') + 1);
            return bucket("input", folder) + "/" + pattern;
        }
        if (Files.isDirectory(path)) {
            return bucket("input", path) + slash(location);
        }
        return bucket("input", parent(path)) + "/" + KeyPattern.escape(String.valueOf(path.getFileName()));
    }

    /** The address of a folder to write to; it need not exist. */
    public String output(String location) {
        if (location.startsWith(SCHEME)) {
            return addressed(location);
        }
        Path folder = base.resolve(location).normalize();
        outputs.add(folder);
        return bucket("output", folder) + slash(location);
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

    /** {@code text} with addresses of these buckets turned back into the user's paths. */
    public String localized(String text) {
        String result = text;
        // The last first: output-12 begins with output-1.
        List<Map.Entry<Path, String>> made = new ArrayList<>(buckets.entrySet());
        Collections.reverse(made);
        for (Map.Entry<Path, String> bucket : made) {
            result = result.replace(SCHEME + bucket.getValue(), shown(bucket.getKey()));
        }
        return result;
    }

    private String shown(Path folder) {
        if (folder.equals(base)) {
            return ".";
        }
        return folder.startsWith(base) ? base.relativize(folder).toString() : folder.toString();
    }

    private String bucket(String role, Path folder) {
        return SCHEME + buckets.computeIfAbsent(folder, any -> role + "-" + (buckets.size() + 1));
    }

    /** A pipeline may append to what it is given, so an address ends in a slash if the path does, and only then. */
    private static String slash(String location) {
        return location.endsWith("/") ? "/" : "";
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
