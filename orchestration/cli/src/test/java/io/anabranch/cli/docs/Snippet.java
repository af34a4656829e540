package io.anabranch.cli.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of a page, between fences.
 *
 * @param page path from the repository's root
 * @param line where its text begins, from 1
 * @param language what the fence says it is; empty if nothing
 */
record Snippet(String page, int line, String language, String text) {
    static final Path ROOT = Path.of("../..");

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)");

    /** The blocks of the README and the docs, in the order of the pages. */
    static List<Snippet> all() {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            for (Path page : pages) {
                snippets.addAll(of(page));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the docs", e);
        }
        return snippets;
    }

    /** The pipeline that {@code init} writes, and its test. */
    static List<Snippet> initial() {
        return List.of(initial("Pipeline.java.txt"), initial("PipelineTest.java.txt"));
    }

    private static Snippet initial(String resource) {
        try (InputStream in = Snippet.class.getResourceAsStream("/io/anabranch/cli/init/project/" + resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String code = text.replace("@class@", "MyPipeline").replaceFirst("package @package@;\n", "");
            return new Snippet("init", 2, "java", code);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + resource, e);
        }
    }

    private static List<Snippet> of(Path page) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                if (begin < 0) {
                    begin = i + 1;
                } else {
                    snippets.add(new Snippet(
                            ROOT.relativize(page).toString().replace('\\', '/'),
                            begin + 1,
                            lines.get(begin - 1).substring(3).strip(),
                            String.join("\n", lines.subList(begin, i)) + "\n"));
                    begin = -1;
                }
            }
        }
        return snippets;
    }

    /** The name of the type that it declares; empty if it is statements. */
    String type() {
        Matcher type = TYPE.matcher(text);
        return type.find() ? type.group(1) : "";
    }

    /** The package that all code of a page is in. */
    String packageName() {
        return "page." + page.replaceAll("[^A-Za-z0-9]", "_");
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
