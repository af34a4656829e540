package io.anabranch.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Pipeline;
import io.anabranch.testkit.PipelineTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change of what users write against is seen in a review: it changes a file that is committed. */
final class ApiBaselineTest {
    private static final String ACCEPT =
            "./mvnw -Dfast -pl orchestration/cli -am test -Dtest=ApiBaselineTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.accept";

    @Test
    void theApiIsTheOneInItsBaseline() throws IOException {
        assertBaseline(Pipeline.class, "functions/api/api.txt");
    }

    @Test
    void theTestKitIsTheOneInItsBaseline() throws IOException {
        assertBaseline(PipelineTester.class, "orchestration/testkit/api.txt");
    }

    private static void assertBaseline(Class<?> member, String file) throws IOException {
        List<String> api = PublicApi.of(member);
        Path baseline = Path.of("../..", file);
        if (System.getProperty("api.accept") != null) {
            Files.write(baseline, api);
            return;
        }
        List<String> accepted = Files.readAllLines(baseline);
        assertThat(api)
                .withFailMessage(() -> "The public API is not the one of " + file + ":\n" + differences(accepted, api)
                        + "If users are meant to see this change, accept it with\n  " + ACCEPT
                        + "\nand say it in CHANGELOG.md")
                .isEqualTo(accepted);
    }

    private static String differences(List<String> before, List<String> now) {
        List<String> gone = qualified(before);
        List<String> added = qualified(now);
        gone.removeAll(qualified(now));
        added.removeAll(qualified(before));
        StringBuilder text = new StringBuilder();
        gone.forEach(line -> text.append("- ").append(line).append('\n'));
        added.forEach(line -> text.append("+ ").append(line).append('\n'));
        return text.toString();
    }

    /** Each member behind the name of its class. */
    private static List<String> qualified(List<String> api) {
        List<String> lines = new ArrayList<>();
        String type = "";
        for (String line : api) {
            if (line.startsWith(" ")) {
                lines.add(type + ": " + line.strip());
            } else {
                lines.add(line);
                type = line.replaceAll("^.*?(?:class|interface|enum|record) ([\\w.]+).*$", "$1");
            }
        }
        return lines;
    }
}
