package io.anabranch.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of the pages, compiled against what users compile against. A block that declares a type is a file of its own; statements are put into
 * a method that has the flow, and the datasets that the page's pipeline reads.
 */
final class CompiledPages {
    private static final String IMPORTS = "import static io.anabranch.aggregate.Aggregates.*;"
            + " import static org.assertj.core.api.Assertions.assertThat;"
            + " import io.anabranch.*; import io.anabranch.aggregate.*; import io.anabranch.format.*;"
            + " import io.anabranch.testkit.*; import java.util.*; import org.jspecify.annotations.Nullable;"
            + " import org.junit.jupiter.api.Test;";

    private final URLClassLoader classes;

    private CompiledPages(URLClassLoader classes) {
        this.classes = classes;
    }

    /**
     * Compiles the blocks.
     *
     * @param folder for the classes
     * @throws AssertionError with page and line of what does not compile
     */
    static CompiledPages of(List<Snippet> snippets, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<JavaFileObject> sources = new ArrayList<>();
        Map<String, Snippet> bySource = new LinkedHashMap<>();
        for (Snippet snippet : snippets) {
            Source source = Source.of(snippet, snippets);
            sources.add(source);
            bySource.put(source.getName(), snippet);
        }
        List<String> options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled =
                compiler.getTask(null, null, problems, options, null, sources).call();
        if (!compiled) {
            StringBuilder text = new StringBuilder("The docs do not compile:\n");
            for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
                if (problem.getKind() == Diagnostic.Kind.ERROR) {
                    Snippet snippet = bySource.get(problem.getSource().getName());
                    // The text begins in the second line of its source.
                    text.append(snippet.page())
                            .append(':')
                            .append(snippet.line() + problem.getLineNumber() - 2)
                            .append(": ")
                            .append(problem.getMessage(Locale.ROOT))
                            .append('\n');
                }
            }
            throw new AssertionError(text);
        }
        try {
            return new CompiledPages(
                    new URLClassLoader(new URL[] {folder.toUri().toURL()}, CompiledPages.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type that a block declares. */
    Class<?> type(Snippet snippet) {
        try {
            return classes.loadClass(snippet.packageName() + "." + snippet.type());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        static Source of(Snippet snippet, List<Snippet> all) {
            String folder = snippet.packageName().replace('.', '/') + "/";
            String head = "package " + snippet.packageName() + "; " + IMPORTS;
            if (!snippet.type().isEmpty()) {
                return new Source(folder + snippet.type(), head + "\n" + snippet.text());
            }
            String pipeline = all.stream()
                    .filter(each ->
                            each.page().equals(snippet.page()) && each.text().contains(" implements Pipeline<"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(snippet + " are statements, and their page has no pipeline"))
                    .type();
            String name = "Lines" + snippet.line();
            return new Source(
                    folder + name,
                    head + " import static " + snippet.packageName() + "." + pipeline + ".*; class " + name
                            + " { static void define(Flow flow, " + pipeline + ".Params params, Dataset<Sale> sales,"
                            + " Dataset<Shop> shops) {\n" + snippet.text() + "}}\n");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
