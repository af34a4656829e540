package io.anabranch.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Pipeline;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Text;
import io.anabranch.runtime.graph.Decisions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PipelineCatalogTest {
    public record Params(String input, String output) {}

    public static final class CopyLines implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input()).write(Text.lines(), params.output());
        }
    }

    public static final class Hidden implements Pipeline<Params> {
        private Hidden() {}

        @Override
        public void define(Flow flow, Params params) {}
    }

    private final PipelineCatalog catalog = new PipelineCatalog(listing(CopyLines.class.getName()));

    @Test
    void aListedPipelineIsFoundByItsNameInKebabCase() {
        assertThat(catalog.entries()).extracting(PipelineCatalog.Entry::name).containsExactly("copy-lines");
        BoundPipeline bound = catalog.bind("copy-lines", Map.of("input", List.of("in"), "output", List.of("out")));
        assertThat(bound.params()).isEqualTo(new Params("in", "out"));
        assertThat(bound.graph().stages(Decisions.NONE).stages()).hasSize(1);
    }

    @Test
    void anyPipelineIsFoundByItsClassName() {
        PipelineCatalog empty = new PipelineCatalog(listing(""));
        assertThat(empty.find(CopyLines.class.getName()).name()).isEqualTo("copy-lines");
    }

    @Test
    void anUnknownNameGetsTheNearestOnes() {
        assertThatThrownBy(() -> catalog.find("copy-line"))
                .isInstanceOf(InputException.class)
                .hasMessage("Unknown pipeline 'copy-line'. Did you mean copy-lines? There are: copy-lines");
    }

    @Test
    void aClassThatIsNoPipelineIsRefused() {
        assertThatThrownBy(() -> catalog.find("java.lang.String")).hasMessageContaining("does not implement");
    }

    @Test
    void aPipelineThatCannotBeCreatedIsRefusedWithTheMend() {
        assertThatThrownBy(() ->
                        catalog.bind(Hidden.class.getName(), Map.of("input", List.of("in"), "output", List.of("out"))))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Make class and constructor public");
    }

    @Test
    void kebabCaseKeepsAbbreviationsTogether() {
        assertThat(PipelineCatalog.kebab("TrafficByPlan")).isEqualTo("traffic-by-plan");
        assertThat(PipelineCatalog.kebab("HTTPLog2")).isEqualTo("http-log2");
    }

    /** A class loader whose list of pipelines has one line. */
    private static ClassLoader listing(String line) {
        return new ClassLoader(PipelineCatalogTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals("META-INF/services/" + Pipeline.class.getName())
                        ? Collections.enumeration(List.of(new URL(null, "memory:list", handler(line))))
                        : super.getResources(name);
            }
        };
    }

    private static URLStreamHandler handler(String content) {
        return new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        };
    }
}
