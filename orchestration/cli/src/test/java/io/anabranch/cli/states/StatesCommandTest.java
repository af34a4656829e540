package io.anabranch.cli.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for state machines of any kind, as a user calls them. */
final class StatesCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WAITS_A_DAY = """
            {"StartAt": "Wait", "States": {
              "Wait": {"Type": "Wait", "Seconds": 86400, "Next": "Done"},
              "Done": {"Type": "Pass", "Result": {"x": 1}, "End": true}}}
            """;

    private static final String CALLS_QUEUE = """
            {"StartAt": "Send", "States": {"Send": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
              "Parameters": {"QueueUrl": "q", "MessageBody": "m"}, "End": true,
              "Retry": [{"ErrorEquals": ["Sqs.Busy"], "IntervalSeconds": 3600, "MaxAttempts": 2}]}}}
            """;

    private static final String MOCKS = """
            {"StateMachines": {"M": {"TestCases": {"Busy": {"Send": "BusyOnce"}}}},
             "MockedResponses": {"BusyOnce": {
               "0": {"Throw": {"Error": "Sqs.Busy", "Cause": "try again"}},
               "1": {"Return": {"MessageId": "id"}}}}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aDayOfWaitingPassesAtOnceInVirtualTime() throws IOException {
        long started = System.nanoTime();
        int exit = run(
                "run", "--definition", file("d.json", WAITS_A_DAY), "--input", file("i.json", "{}"), "--virtual-time");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
        assertThat(exit).isZero();
        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(answer.path("output")).isEqualTo(JSON.readTree("{\"x\": 1}"));
        assertThat(answer.path("history")).hasSize(6);
    }

    @Test
    void aMockAnswersByTheNumberOfItsCall() throws IOException {
        int exit = run(
                "run",
                "--definition",
                file("d.json", CALLS_QUEUE),
                "--mocks",
                file("m.json", MOCKS),
                "--test-case",
                "Busy",
                "--virtual-time");
        assertThat(exit).isZero();
        assertThat(JSON.readTree(out.toString())
                        .path("output")
                        .path("MessageId")
                        .asText())
                .isEqualTo("id");
    }

    @Test
    void aServiceWithoutMockIsRefusedByNameBeforeTheRun() throws IOException {
        int exit = run("run", "--definition", file("d.json", CALLS_QUEUE));
        assertThat(exit).isEqualTo(2);
        assertThat(JSON.readTree(out.toString()).path("message").asText())
                .contains("'Send'")
                .contains("sqs:sendMessage");
    }

    @Test
    void aMockOfAStateThatIsNotThereIsRefused() throws IOException {
        String misspelt = MOCKS.replace("\"Send\":", "\"Sent\":");
        int exit = run("run", "--definition", file("d.json", CALLS_QUEUE), "--mocks", file("m.json", misspelt));
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Cannot mock the state 'Sent'").hasLineCount(1);
    }

    @Test
    void aFailedExecutionIsExitCodeOneAndJsonAllTheSame() throws IOException {
        String fails =
                "{\"StartAt\": \"F\", \"States\": {\"F\": {\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"c\"}}}";
        assertThat(run("run", "--definition", file("d.json", fails))).isEqualTo(1);
        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.path("error").asText()).isEqualTo("E");
        assertThat(answer.path("cause").asText()).isEqualTo("c");
    }

    @Test
    void oneStateAnswersATestStateRequest() throws IOException {
        String request = """
                {"definition": {"Type": "Pass", "Parameters": {"y.$": "$.x"}, "End": true}, "input": {"x": 2}}
                """;
        assertThat(run("test", "--request", file("r.json", request))).isZero();
        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(answer.path("output").asText()).isEqualTo("{\"y\":2}");
    }

    @Test
    void aRefusedTestStateRequestIsAnErrorCodeAndExitCodeTwo() throws IOException {
        assertThat(run("test", "--request", file("r.json", "{\"definition\": {\"Type\": \"Pas\"}}")))
                .isEqualTo(2);
        assertThat(JSON.readTree(out.toString()).path("errorCode").asText()).isNotEmpty();
    }

    @Test
    void everyProblemOfADefinitionIsListed() throws IOException {
        String broken = "{\"StartAt\": \"A\", \"States\": {\"B\": {\"Type\": \"Pass\", \"Nxt\": \"C\"}}}";
        assertThat(run("validate", "--definition", file("d.json", broken), "--json"))
                .isEqualTo(1);
        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.path("result").asText()).isEqualTo("FAIL");
        assertThat(answer.path("diagnostics").size()).isGreaterThan(1);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "states";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine command = io.anabranch.cli.Main.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(all);
    }
}
