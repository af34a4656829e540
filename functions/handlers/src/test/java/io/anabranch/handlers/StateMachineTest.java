package io.anabranch.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.error.AnabranchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the definition and the functions have to agree on. */
class StateMachineTest {
    private final List<JsonNode> tasks = new ArrayList<>();
    private String text;
    private JsonNode definition;

    @BeforeEach
    void read() throws IOException {
        Path file = Path.of("../../orchestration/pipeline.asl.json");
        text = java.nio.file.Files.readString(file);
        definition = new ObjectMapper().readTree(text);
        collect(definition);
    }

    @Test
    void everyErrorOfOursIsAClass() throws Exception {
        for (JsonNode names : definition.findValues("ErrorEquals")) {
            for (JsonNode name : names) {
                if (name.asText().startsWith("io.anabranch.")) {
                    assertThat(Throwable.class).isAssignableFrom(Class.forName(name.asText()));
                }
            }
        }
        assertThat(text).contains("io.anabranch.error.TransientException", "io.anabranch.error.InputException");
    }

    @Test
    void itNamesEveryFunctionAndNothingElse() {
        TreeSet<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\$\\{(\\w+)\\}").matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        assertThat(names)
                .containsExactly(
                        "AbortFunctionArn",
                        "BarrierFunctionArn",
                        "ChildExecutionType",
                        "CommitFunctionArn",
                        "MapFunctionArn",
                        "MapLargeFunctionArn",
                        "PlanFunctionArn",
                        "ReduceFunctionArn",
                        "ReduceLargeFunctionArn");
    }

    @Test
    void everyTaskHasATimeoutBeyondThatOfALambda() {
        assertThat(tasks).hasSize(8);
        assertThat(tasks)
                .allSatisfy(
                        task -> assertThat(task.path("TimeoutSeconds").asInt()).isGreaterThan(900));
    }

    @Test
    void ofOurErrorsOnlyTransientOnesAreTriedAgain() {
        List<String> names = errors(AnabranchException.class);
        assertThat(names).hasSize(7);
        for (JsonNode task : tasks) {
            for (String name : names) {
                assertThat(attempts(task, name)).isEqualTo(name.endsWith(".TransientException") ? 5 : 0);
            }
        }
    }

    /** The names under which the errors of a family come to the state machine: those of its final classes. */
    private static List<String> errors(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(each -> errors(each).stream())
                        .toList()
                : List.of(family.getName());
    }

    /** By the first retrier that names it. */
    private static int attempts(JsonNode task, String error) {
        for (JsonNode retrier : task.path("Retry")) {
            for (JsonNode name : retrier.path("ErrorEquals")) {
                if (name.asText().equals(error)) {
                    return retrier.path("MaxAttempts").asInt(3);
                }
            }
        }
        throw new AssertionError("no retrier names " + error);
    }

    @Test
    void userErrorsAreNotTriedAgain() {
        for (JsonNode task : tasks) {
            for (JsonNode retrier : task.path("Retry")) {
                if (retrier.path("ErrorEquals").toString().contains("InputException")) {
                    assertThat(retrier.path("MaxAttempts").asInt(-1)).isZero();
                }
                assertThat(retrier.path("ErrorEquals").toString().contains("CodeException"))
                        .isEqualTo(retrier.path("MaxAttempts").asInt() == 0);
            }
        }
    }

    /** 100,000 children of "1," each stay below the 256 KiB that a state may hold. */
    @Test
    void aMapKeepsNothingOfItsChildren() {
        for (String name : List.of("Map", "Reduce")) {
            JsonNode map = definition.at("/States/" + name);
            assertThat(map.has("ResultPath")).isTrue();
            assertThat(map.path("ResultPath").isNull()).isTrue();
            assertThat(map.has("QueryLanguage")).isFalse();
            assertThat(map.has("Retry")).isFalse();
            map.at("/ItemProcessor/States")
                    .forEach(
                            state -> assertThat(state.path("Output").toString()).isEqualTo("1"));
        }
    }

    @Test
    void everyFailureGoesThroughAbortToTheFailState() {
        definition.path("States").forEach(state -> {
            String type = state.path("Type").asText();
            if (type.equals("Map") || (type.equals("Task") && !state.toString().contains("AbortFunctionArn"))) {
                assertThat(state.path("Catch").toString()).contains("States.ALL", "States.DataLimitExceeded");
                state.path("Catch")
                        .forEach(catcher ->
                                assertThat(catcher.path("Next").asText()).isEqualTo("Abort"));
            }
        });
        assertThat(definition.at("/States/Abort/Next").asText()).isEqualTo("Aborted");
        assertThat(definition.at("/States/Aborted/Default").asText()).isEqualTo("Failed");
        assertThat(definition.at("/States/Abort/Catch/0/Next").asText()).isEqualTo("Failed");
    }

    private void collect(JsonNode node) {
        if (node.path("Type").asText().equals("Task")) {
            tasks.add(node);
        }
        node.forEach(this::collect);
    }
}
