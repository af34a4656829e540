package io.anabranch.runtime.catalog;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A digest of code: of the jars and folders that classes are loaded from, Anabranch's own among them; not of Java itself, nor of what a
 * runtime of Lambda brings along, which AWS patches whenever it likes.
 *
 * <p>It is what a class loader would find that counts: names and contents, of several entries of one name the first. Where the jars and
 * folders are, what they are called and in which order is no part of it, nor is what build tools stamp into jars. So the same package
 * has one digest on all machines, and a build that changes nothing gives the digest that was there before. It tells changes apart, and
 * proves nothing against who looks for two codes of one digest.
 */
final class CodeDigest {
    private static final String META = "META-INF/";
    private static final String MANIFEST = META + "MANIFEST.MF";

    /** The golden ratio in 64 bits. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Set<String> names = new HashSet<>();
    private final CRC32 crc = new CRC32();
    private final CRC32C crcC = new CRC32C();
    private long high;
    private long low;

    private CodeDigest() {}

    /**
     * The digest of what {@code loader} loads, with its parents up to the loader of Anabranch itself.
     *
     * @throws CodeException if the loader does not tell where it loads from, or what it names cannot be read
     */
    static String of(ClassLoader loader) {
        List<Path> entries = entries(loader);
        if (entries.stream().noneMatch(Files::exists)) {
            throw new CodeException(
                    "Cannot tell which code this is: " + loader
                            + " does not say where it loads from. Run it from a class path of jars and folders",
                    Where.UNKNOWN);
        }
        return of(entries);
    }

    /** The digest of a class path. */
    static String of(Collection<Path> entries) {
        CodeDigest digest = new CodeDigest();
        Deque<Path> open = new ArrayDeque<>(entries);
        Set<Path> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Path entry = open.removeFirst();
            if (seen.add(entry.toAbsolutePath().normalize()) && Files.exists(entry)) {
                try {
                    // A jar's Class-Path comes directly behind it.
                    List<Path> named = Files.isDirectory(entry) ? digest.addFolder(entry) : digest.addJar(entry);
                    for (int i = named.size() - 1; i >= 0; i--) {
                        open.addFirst(named.get(i));
                    }
                } catch (IOException e) {
                    throw new CodeException(
                            "Cannot tell which code this is: " + entry + " of the class path cannot be read: "
                                    + e.getMessage(),
                            Where.UNKNOWN,
                            e);
                }
            }
        }
        return digest.hex();
    }

    /** Parents come first, as they do in loading. */
    private static List<Path> entries(ClassLoader loader) {
        List<Path> entries = new ArrayList<>();
        ClassLoader own = CodeDigest.class.getClassLoader();
        for (ClassLoader next = loader; next != null; next = next == own ? null : next.getParent()) {
            if (next instanceof URLClassLoader urls) {
                entries.addAll(
                        0, Arrays.stream(urls.getURLs()).map(CodeDigest::path).toList());
            } else if (next == ClassLoader.getSystemClassLoader()) {
                entries.addAll(0, paths("java.class.path"));
                entries.addAll(0, paths("jdk.module.path"));
            }
        }
        return entries;
    }

    private static List<Path> paths(String property) {
        String paths = System.getProperty(property, "");
        return paths.isEmpty()
                ? List.of()
                : Arrays.stream(paths.split(File.pathSeparator)).map(Path::of).toList();
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException | RuntimeException e) {
            throw new CodeException(
                    "Cannot tell which code this is: it is loaded from " + url
                            + ", which is no file. Run it from a class path of jars and folders",
                    Where.UNKNOWN,
                    e);
        }
    }

    private List<Path> addFolder(Path folder) throws IOException {
        // An entry without a name is the current folder.
        addFiles(folder.toAbsolutePath().toFile(), "", holdsData(folder));
        return List.of();
    }

    /** With plain files: what walks and streams bring along takes longer than the walk, in a function that has just started. */
    private void addFiles(File folder, String prefix, boolean classesOnly) throws IOException {
        File[] files = folder.listFiles();
        if (files == null) {
            throw new IOException(folder + " cannot be listed");
        }
        for (File file : files) {
            String name = prefix + file.getName();
            if (file.isDirectory()) {
                Path path = file.toPath();
                boolean leadsBack = Files.isSymbolicLink(path)
                        && folder.toPath().toRealPath().startsWith(path.toRealPath());
                if (!leadsBack) {
                    addFiles(file, name + "/", classesOnly);
                }
            } else if (file.isFile() && (classesOnly ? name.endsWith(".class") : !name.endsWith(".jar"))) {
                // A jar is code where the class path names it, not because it lies in a folder.
                byte[] content = Files.readAllBytes(file.toPath());
                crc.reset();
                crc.update(content);
                add(name, crc.getValue(), content.length);
            }
        }
    }

    /** Where a run works, its inputs and outputs may be; they are no code. */
    private static boolean holdsData(Path folder) {
        return Path.of("").toAbsolutePath().startsWith(folder.toAbsolutePath().normalize()) && Files.isWritable(folder);
    }

    /** The names, sizes and checksums are in the jar's directory; returns what its manifest adds to the class path. */
    private List<Path> addJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    add(entry.getName(), entry.getCrc(), entry.getSize());
                }
            }
            return classPath(jar, zip);
        } catch (ZipException noJar) {
            // Class loaders pass over it, too.
            return List.of();
        }
    }

    private static List<Path> classPath(Path jar, ZipFile zip) throws IOException {
        ZipEntry manifest = zip.getEntry(MANIFEST);
        if (manifest == null) {
            return List.of();
        }
        byte[] text;
        try (InputStream in = zip.getInputStream(manifest)) {
            text = in.readAllBytes();
        }
        if (!new String(text, StandardCharsets.UTF_8).contains("Class-Path:")) {
            return List.of();
        }
        String value =
                new Manifest(new ByteArrayInputStream(text)).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        Set<Path> paths = new LinkedHashSet<>();
        for (String each : value == null ? new String[0] : value.strip().split(" +")) {
            URI uri = jar.toUri().resolve(each);
            if ("file".equals(uri.getScheme())) {
                paths.add(Path.of(uri));
            }
        }
        return List.copyOf(paths);
    }

    private void add(String name, long checksum, long size) {
        boolean meta = name.startsWith(META);
        if (meta ? name.equals(MANIFEST) || name.startsWith(META + "maven/") : !names.add(name)) {
            return;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        crc.reset();
        crc.update(bytes);
        crcC.reset();
        crcC.update(bytes);
        long entry = (crc.getValue() << 32 | crcC.getValue()) ^ (checksum * GOLDEN + size);
        // A sum: whatever order the entries come in.
        high += mixed(entry);
        low += mixed(entry ^ GOLDEN);
    }

    /** Spreads each bit over all: the finalizer of SplittableRandom (Steele, Lea, Flood 2014). */
    private static long mixed(long value) {
        long once = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }

    private String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
