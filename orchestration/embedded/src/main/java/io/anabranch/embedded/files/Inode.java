package io.anabranch.embedded.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a path in one call.
 *
 * @param device 0 where the file system tells none, as {@code number}
 * @param modifiedNanos when the content changed last, as far as nobody has set it back
 * @param changedNanos when content, name or attributes changed last, which nobody can set back; 0 where the file system does not tell
 */
public record Inode(Kind kind, long device, long number, long size, long modifiedNanos, long changedNanos) {
    private static final String UNIX = "unix";
    private static final String UNIX_ATTRIBUTES = "unix:mode,dev,ino,size,lastModifiedTime,ctime";
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMBOLIC_LINK = 0120000;

    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A pipe, a socket, a device. */
        OTHER
    }

    /**
     * @param options none to follow links
     * @throws IOException if nothing is there, or it cannot be seen
     */
    public static Inode of(Path path, LinkOption... options) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            Map<String, Object> unix = Files.readAttributes(path, UNIX_ATTRIBUTES, options);
            return new Inode(
                    kind((int) number(unix, "mode")),
                    number(unix, "dev"),
                    number(unix, "ino"),
                    number(unix, "size"),
                    nanos(unix, "lastModifiedTime"),
                    nanos(unix, "ctime"));
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
        Kind kind = basic.isRegularFile()
                ? Kind.FILE
                : basic.isDirectory() ? Kind.FOLDER : basic.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        return new Inode(kind, 0, 0, basic.size(), basic.lastModifiedTime().to(TimeUnit.NANOSECONDS), 0);
    }

    private static long number(Map<String, Object> unix, String name) {
        return unix.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(Map<String, Object> unix, String name) {
        return unix.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    private static Kind kind(int mode) {
        return switch (mode & TYPE) {
            case REGULAR -> Kind.FILE;
            case DIRECTORY -> Kind.FOLDER;
            case SYMBOLIC_LINK -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /** Whether both are the same file or folder, whatever has become of it. */
    public boolean isSameAs(Inode other) {
        return number != 0 && number == other.number && device == other.device;
    }
}
