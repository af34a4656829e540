package io.anabranch.states.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the corpus: cases written from AWS's documentation, in {@code cases/*.json} beside this class. A case that is
 * in {@code known-misses.txt} has to fail, so that the list stays true.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusTest {
    private static final Pattern DOC = Pattern.compile(".{12,}\\. \\(.{5,}\\)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("(\\d+) cases of our own");

    private final Map<String, List<CorpusCase>> topics = new LinkedHashMap<>();
    private final Map<String, String> misses = new LinkedHashMap<>();
    private int answered;
    private int missed;

    @BeforeAll
    void read() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(resource("cases"))) {
            for (Path file : files.sorted().toList()) {
                String topic = file.getFileName().toString().replace(".json", "");
                List<CorpusCase> cases = new ArrayList<>();
                new ObjectMapper()
                        .readTree(file.toFile())
                        .path("cases")
                        .forEach(json -> cases.add(new CorpusCase(topic, json)));
                topics.put(topic, cases);
            }
        }
        for (String line : Files.readAllLines(resource("known-misses.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(":", 2);
                misses.put(parts[0], parts[1].strip());
            }
        }
    }

    private static Path resource(String name) throws IOException, URISyntaxException {
        URL url = CorpusTest.class.getResource(name);
        if (url == null) {
            throw new IOException("Cannot find the corpus: there is no resource " + name);
        }
        return Path.of(url.toURI());
    }

    private List<CorpusCase> all() {
        return topics.values().stream().flatMap(List::stream).toList();
    }

    @TestFactory
    Stream<DynamicContainer> everyCaseIsAnsweredAsTheDocumentationSays() {
        return topics.entrySet().stream()
                .map(topic -> DynamicContainer.dynamicContainer(
                        topic.getKey(),
                        topic.getValue().stream()
                                .map(each -> DynamicTest.dynamicTest(each.id(), () -> answers(each)))));
    }

    private void answers(CorpusCase each) throws Exception {
        List<String> differences = CorpusRun.differences(each);
        String known = misses.get(each.id());
        if (known == null) {
            assertThat(differences).as(each.id() + ": " + each.doc()).isEmpty();
            answered++;
        } else {
            assertThat(differences)
                    .as(each.id() + " is answered now; take it off known-misses.txt (" + known + ")")
                    .isNotEmpty();
            missed++;
        }
    }

    @AfterAll
    void summary() {
        System.out.printf(
                "Corpus: %d cases in %d topics; %d answered as AWS documents, %d known misses.%n",
                all().size(), topics.size(), answered, missed);
    }

    @Test
    void theDocumentationSaysHowManyCasesThereAre() throws IOException {
        String docs = Files.readString(Path.of("../../docs/states-language.md"));
        Matcher count = COUNT.matcher(docs);

        assertThat(count.find()).isTrue();
        assertThat(count.group(1)).isEqualTo(Integer.toString(all().size()));
    }

    @Test
    void everyCaseGivesItsRuleAndThePageThatStatesIt() {
        assertThat(all().stream().filter(each -> !DOC.matcher(each.doc()).matches()))
                .extracting(CorpusCase::id)
                .isEmpty();
    }

    @Test
    void noCaseHasAMemberThatNothingReads() {
        assertThat(all().stream()
                        .flatMap(each -> each.json().properties().stream().map(Map.Entry::getKey)))
                .isSubsetOf(CorpusCase.MEMBERS);
    }

    @Test
    void noTwoCasesHaveTheSameNameOrAskTheSame() {
        assertThat(all()).extracting(CorpusCase::id).doesNotHaveDuplicates();
        Map<JsonNode, String> asked = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (CorpusCase each : all()) {
            String other = asked.put(question(each), each.id());
            if (other != null) {
                twice.add(each.id() + " asks the same as " + other);
            }
        }
        assertThat(twice).isEmpty();
    }

    private static JsonNode question(CorpusCase each) {
        ObjectNode question = each.json().deepCopy();
        return question.without(List.of("name", "doc", "expect"));
    }

    @Test
    void everyKnownMissIsACase() {
        assertThat(all()).extracting(CorpusCase::id).containsAll(misses.keySet());
    }
}
