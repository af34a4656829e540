package io.anabranch.testkit.disasters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** All classes of Anabranch that know the runtime once more, some of them compiled from sources that a mutation has changed. */
final class MutantClasses extends ClassLoader {
    private static final Path SOURCES = Path.of("../../functions/runtime/src/main/java/io/anabranch/runtime");

    /** What knows the runtime; all else is the same with and without a mutation. */
    private static final List<String> CHANGING =
            List.of("io.anabranch.runtime.", "io.anabranch.handlers.", "io.anabranch.local.", "io.anabranch.testkit.");

    private final Map<String, byte[]> changed;

    private MutantClasses(Map<String, byte[]> changed) {
        super(MutantClasses.class.getClassLoader());
        this.changed = changed;
    }

    /** @throws IllegalArgumentException if the source is not what the mutation changes, or does not compile any more */
    static MutantClasses of(String name, List<Mutation.Edit> edits) {
        Map<Path, String> sources = new TreeMap<>();
        try {
            for (Mutation.Edit edit : edits) {
                Path file = SOURCES.resolve(edit.file());
                String source = sources.containsKey(file) ? sources.get(file) : Files.readString(file);
                if (source.split(Pattern.quote(edit.old()), -1).length != 2) {
                    throw new IllegalArgumentException(
                            "Cannot make '" + name + "': '" + edit.old() + "' does not stand in " + file + " once");
                }
                sources.put(file, source.replace(edit.old(), edit.changed()));
            }
            return new MutantClasses(sources.isEmpty() ? Map.of() : compiled(sources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compiled(Map<Path, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        Map<String, byte[]> classes = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                JavaFileManager kept = new Kept(files, classes)) {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            boolean compiles = compiler.getTask(
                            problems,
                            kept,
                            null,
                            List.of("-proc:none", "-nowarn", "-classpath", path),
                            null,
                            sources.entrySet().stream()
                                    .map(each -> new Source(each.getKey(), each.getValue()))
                                    .toList())
                    .call();
            if (!compiles) {
                throw new IllegalArgumentException(
                        "Cannot compile the mutants of " + sources.keySet() + ": " + problems);
            }
        }
        return classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (CHANGING.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = changed.containsKey(name) ? changed.get(name) : original(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(URI.create("string:///" + file.getFileName()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled in memory. */
    private static final class Kept extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> classes;

        Kept(JavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
