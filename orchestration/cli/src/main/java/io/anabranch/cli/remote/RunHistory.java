package io.anabranch.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What an execution's own history tells of a run: where its objects are, and which Map Run is which stage. It grows with the stages, not
 * with the tasks.
 *
 * @param run null until the plan is made
 * @param phases Distributed Maps that were begun, in order
 */
record RunHistory(@Nullable RunRef run, List<Phase> phases) {
    private static final int PAGE = 1000;

    /**
     * A stage, or a round of one, as a Distributed Map.
     *
     * @param title {@code stage 0 map}
     * @param mapRunArn null while it has not begun
     */
    record Phase(String title, @Nullable String mapRunArn) {}

    static RunHistory of(SfnClient stepFunctions, String executionArn) {
        List<HistoryEvent> events = new ArrayList<>();
        Calls.ask("read the history of " + executionArn, "states:GetExecutionHistory", executionArn, () -> {
            String next = null;
            do {
                String token = next;
                var page = stepFunctions.getExecutionHistory(r -> r.executionArn(executionArn)
                        .maxResults(PAGE)
                        .includeExecutionData(true)
                        .nextToken(token));
                events.addAll(page.events());
                next = page.nextToken();
            } while (next != null);
            return events;
        });
        return of(events);
    }

    static RunHistory of(List<HistoryEvent> events) {
        RunRef run = null;
        List<Phase> phases = new ArrayList<>();
        for (HistoryEvent event : events) {
            if (event.stateEnteredEventDetails() != null) {
                JsonNode input = json(event.stateEnteredEventDetails().input());
                run = run == null ? run(input) : run;
                if (event.typeAsString().equals("MapStateEntered")) {
                    phases.add(new Phase(title(input), null));
                }
            } else if (event.mapRunStartedEventDetails() != null) {
                begun(phases, event.mapRunStartedEventDetails().mapRunArn());
            }
        }
        return new RunHistory(run, List.copyOf(phases));
    }

    private static void begun(List<Phase> phases, String mapRunArn) {
        Phase last = phases.isEmpty() ? new Phase("tasks", null) : phases.remove(phases.size() - 1);
        phases.add(new Phase(last.title(), mapRunArn));
    }

    private static String title(JsonNode step) {
        if (!step.has("stage")) {
            return "tasks";
        }
        int round = step.path("round").asInt();
        return "stage " + step.path("stage").asInt() + " "
                + step.path("kind").asText().toLowerCase(Locale.ROOT) + (round == 0 ? "" : " round " + round);
    }

    private static @Nullable RunRef run(JsonNode state) {
        JsonNode run = state.path("run");
        return run.hasNonNull("bucket") && run.hasNonNull("prefix") && run.hasNonNull("id")
                ? new RunRef(
                        run.get("bucket").asText(),
                        run.get("prefix").asText(),
                        run.get("id").asText())
                : null;
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return text == null ? RunJson.MAPPER.missingNode() : RunJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // Cut off by the service; then it is not one of our small states.
            return RunJson.MAPPER.missingNode();
        }
    }
}
