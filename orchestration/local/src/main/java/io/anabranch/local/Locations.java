package io.anabranch.local;

import io.anabranch.embedded.files.RealPaths;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.storage.KeyPattern;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Paths of this machine as addresses: each file has one, its real path. Addresses that are S3's already stay as they are, and are looked up
 * in a folder of buckets, if there is one.
 */
final class Locations implements Places {
    private static final String WILDCARDS = "*?[{";

    private final Path base;
    private final @Nullable Path bucketRoot;
    private final Set<Path> outputs = new TreeSet<>();

    /**
     * @param base what relative paths are relative to
     * @param bucketRoot folder of buckets for addresses of S3, or null if there are none
     */
    Locations(Path base, @Nullable Path bucketRoot) {
        this.base = base;
        this.bucketRoot = bucketRoot;
    }

    /** The folders that {@link #output} was asked for. */
    Set<Path> outputs() {
        return new TreeSet<>(outputs);
    }

    /** The address of a real path. */
    static S3Uri address(Path real) {
        Path root = real.getRoot();
        String key = (root == null ? real : root.relativize(real)).toString();
        return new S3Uri(S3Uri.FILES, key.replace(real.getFileSystem().getSeparator(), "/"));
    }

    /** The address of something to read: a file, a folder, or a pattern of files, which begins behind a folder. */
    @Override
    public String input(String location) {
        if (location.startsWith(S3Uri.SCHEME)) {
            bucketRoot(location);
            return location;
        }
        Path whole = path(location);
        int wildcard = firstWildcard(location);
        if (wildcard < 0 || Files.exists(whole)) {
            return escaped(RealPaths.of(whole)).toString();
        }
        int pattern = location.lastIndexOf('/', wildcard) + 1;
        S3Uri folder = escaped(RealPaths.of(path(location.substring(0, pattern))));
        return folder.resolve(location.substring(pattern)).toString();
    }

    private static S3Uri escaped(Path real) {
        S3Uri address = address(real);
        return new S3Uri(address.bucket(), KeyPattern.escape(address.key()));
    }

    /** The address of a folder to write to; it need not exist. */
    @Override
    public String output(String location) {
        if (location.startsWith(S3Uri.SCHEME)) {
            S3Uri address = S3Uri.parse(location);
            outputs.add(bucketRoot(location).resolve(address.bucket()).resolve(address.key()));
            return location;
        }
        Path folder = RealPaths.of(path(location));
        outputs.add(folder);
        return address(folder).toString();
    }

    private Path bucketRoot(String location) {
        if (bucketRoot == null) {
            throw new InputException(
                    "Cannot use " + location
                            + " in an embedded run: there are no buckets here. Name a path, give --s3 DIR with a folder"
                            + " of buckets, or start the run in AWS",
                    Where.UNKNOWN);
        }
        return bucketRoot;
    }

    private Path path(String location) {
        try {
            return base.resolve(location);
        } catch (InvalidPathException e) {
            throw new InputException("Invalid path: '" + location + "', expected " + e.getReason(), Where.UNKNOWN, e);
        }
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
