package io.anabranch.embedded.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.contract.Contract;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** What we take Step Functions to do, asserted of every backend in the same words. A subclass names the backend and gives a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SfnContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::000000000000:role/contract";

    private static final String PASS = """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"answer": 42}, "End": true}}}""";
    private static final String WAIT = """
            {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 60, "End": true}}}""";
    private static final String FAIL = """
            {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "Bad.Thing", "Cause": "it was bad"}}}""";

    private final List<String> machines = new ArrayList<>();
    private final List<String> running = new ArrayList<>();
    private SfnClient sfn;
    private Contract contract;

    /** The name by which {@link io.anabranch.embedded.contract.KnownDeviations} knows the backend. */
    protected abstract String backend();

    /** A client of the backend; the suite does not close it. */
    protected abstract SfnClient client();

    @BeforeEach
    void open(TestInfo test) {
        sfn = client();
        contract = new Contract(
                backend(), test.getTestMethod().map(Method::getName).orElseThrow());
    }

    @AfterEach
    void leaveNothing() {
        running.forEach(execution -> sfn.stopExecution(r -> r.executionArn(execution)));
        running.clear();
        machines.forEach(machine -> sfn.deleteStateMachine(r -> r.stateMachineArn(machine)));
        machines.clear();
    }

    private void asAws(ThrowingCallable assertions) throws Exception {
        contract.holds(assertions);
    }

    @Test
    void everyKnownDeviationIsACaseOfThisSuite() {
        Contract.hasNoStrayDeviations(backend(), SfnContractTest.class);
    }

    // State machines

    @Test
    void aMachineIsDescribedAsItWasCreated() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            var described = sfn.describeStateMachine(r -> r.stateMachineArn(machine));
            assertThat(described.stateMachineArn()).isEqualTo(machine).contains(":stateMachine:");
            assertThat(machine).endsWith(":" + described.name());
            assertThat(described.definition()).isEqualTo(PASS);
            assertThat(described.type()).isEqualTo(StateMachineType.STANDARD);
            assertThat(described.status()).isEqualTo(StateMachineStatus.ACTIVE);
            assertThat(described.roleArn()).isEqualTo(ROLE);
        });
    }

    @Test
    void anUpdatedMachineRunsItsNewDefinition() throws Exception {
        asAws(() -> {
            String machine = machine(FAIL);
            sfn.updateStateMachine(r -> r.stateMachineArn(machine).definition(PASS));
            assertThat(ended(start(machine, null, "{}")).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        });
    }

    @Test
    void aDefinitionThatIsNotJsonIsRefused() throws Exception {
        asAws(() -> assertThatThrownBy(() -> machine("{")).isInstanceOf(InvalidDefinitionException.class));
    }

    @Test
    void aDefinitionThatStartsNowhereIsRefused() throws Exception {
        String definition = """
                {"StartAt": "B", "States": {"A": {"Type": "Pass", "End": true}}}""";
        asAws(() -> assertThatThrownBy(() -> machine(definition)).isInstanceOf(InvalidDefinitionException.class));
    }

    @Test
    void aMachineThatIsNotThereDoesNotExist() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            String other = machine + "-other";
            assertThatThrownBy(() -> sfn.describeStateMachine(r -> r.stateMachineArn(other)))
                    .isInstanceOf(StateMachineDoesNotExistException.class);
            assertThatThrownBy(() -> start(other, null, "{}")).isInstanceOf(StateMachineDoesNotExistException.class);
        });
    }

    // Executions

    @Test
    void aRunEndsWithTheOutputOfItsLastState() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            String name = name();
            String execution = start(machine, name, "{\"in\": 1}");
            assertThat(execution).isEqualTo(machine.replace(":stateMachine:", ":execution:") + ":" + name);
            DescribeExecutionResponse ended = ended(execution);
            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(JSON.readTree(ended.output())).isEqualTo(JSON.readTree("{\"answer\": 42}"));
            assertThat(JSON.readTree(ended.input())).isEqualTo(JSON.readTree("{\"in\": 1}"));
            assertThat(ended.name()).isEqualTo(name);
            assertThat(ended.stateMachineArn()).isEqualTo(machine);
            assertThat(ended.stopDate()).isAfterOrEqualTo(ended.startDate());
            assertThat(ended.error()).isNull();
        });
    }

    @Test
    void aFailedRunSaysErrorAndCause() throws Exception {
        asAws(() -> {
            DescribeExecutionResponse ended = ended(start(machine(FAIL), null, "{}"));
            assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(ended.error()).isEqualTo("Bad.Thing");
            assertThat(ended.cause()).isEqualTo("it was bad");
        });
    }

    @Test
    void aFailedRunHasNoOutput() throws Exception {
        asAws(() -> assertThat(ended(start(machine(FAIL), null, "{}")).output()).isNull());
    }

    @Test
    void theSameNameAndInputIsTheSameExecutionWhileItRuns() throws Exception {
        asAws(() -> {
            String machine = machine(WAIT);
            String name = name();
            String execution = startLong(machine, name, "{\"n\": 1}");
            assertThat(start(machine, name, "{\"n\": 1}")).isEqualTo(execution);
        });
    }

    @Test
    void aNameThatRunsWithAnotherInputExistsAlready() throws Exception {
        asAws(() -> {
            String machine = machine(WAIT);
            String name = name();
            startLong(machine, name, "{\"n\": 1}");
            assertThatThrownBy(() -> start(machine, name, "{\"n\": 2}"))
                    .isInstanceOf(ExecutionAlreadyExistsException.class);
        });
    }

    @Test
    void aNameThatHasEndedExistsAlready() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            String name = name();
            ended(start(machine, name, "{}"));
            assertThatThrownBy(() -> start(machine, name, "{}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        });
    }

    @Test
    void inputThatIsNotJsonIsRefused() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            assertThatThrownBy(() -> start(machine, null, "{not json"))
                    .isInstanceOf(InvalidExecutionInputException.class);
        });
    }

    @Test
    void aNameWithASpaceIsRefused() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            assertThatThrownBy(() -> start(machine, "two words", "{}")).isInstanceOf(InvalidNameException.class);
        });
    }

    @Test
    void anExecutionThatIsNotThereDoesNotExist() throws Exception {
        asAws(() -> {
            String other = machine(PASS).replace(":stateMachine:", ":execution:") + ":nobody";
            assertThatThrownBy(() -> sfn.describeExecution(r -> r.executionArn(other)))
                    .isInstanceOf(ExecutionDoesNotExistException.class);
            assertThatThrownBy(() -> sfn.getExecutionHistory(r -> r.executionArn(other)))
                    .isInstanceOf(ExecutionDoesNotExistException.class);
        });
    }

    @Test
    void aStoppedRunIsAbortedWithTheGivenError() throws Exception {
        asAws(() -> {
            String execution = startLong(machine(WAIT), null, "{}");
            sfn.stopExecution(stop(execution));
            DescribeExecutionResponse ended = ended(execution);
            assertThat(ended.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(ended.error()).isEqualTo("Stopped");
            assertThat(ended.cause()).isEqualTo("by hand");
        });
    }

    @Test
    void executionsAreListedByStatusAndPage() throws Exception {
        asAws(() -> {
            String machine = machine(PASS);
            for (int i = 0; i < 3; i++) {
                ended(start(machine, "run-" + i, "{}"));
            }
            List<String> names = new ArrayList<>();
            String token = null;
            do {
                String from = token;
                var page = sfn.listExecutions(r -> r.stateMachineArn(machine)
                        .statusFilter(ExecutionStatus.SUCCEEDED)
                        .maxResults(2)
                        .nextToken(from));
                assertThat(page.executions()).hasSizeLessThanOrEqualTo(2);
                page.executions().stream().map(ExecutionListItem::name).forEach(names::add);
                token = page.nextToken();
            } while (token != null);
            assertThat(names).containsExactlyInAnyOrder("run-0", "run-1", "run-2");
            assertThat(sfn.listExecutions(r -> r.stateMachineArn(machine).statusFilter(ExecutionStatus.FAILED))
                            .executions())
                    .isEmpty();
        });
    }

    // History

    @Test
    void theHistoryTellsEachStateInOrder() throws Exception {
        asAws(() -> {
            String execution = start(machine(PASS), null, "{}");
            ended(execution);
            List<HistoryEvent> events =
                    sfn.getExecutionHistory(r -> r.executionArn(execution)).events();
            assertThat(events)
                    .extracting(HistoryEvent::type)
                    .containsExactly(
                            HistoryEventType.EXECUTION_STARTED,
                            HistoryEventType.PASS_STATE_ENTERED,
                            HistoryEventType.PASS_STATE_EXITED,
                            HistoryEventType.EXECUTION_SUCCEEDED);
            assertThat(events).extracting(HistoryEvent::id).containsExactly(1L, 2L, 3L, 4L);
            assertThat(events.get(1).stateEnteredEventDetails().name()).isEqualTo("A");
        });
    }

    @Test
    void everyEventNamesTheOneBefore() throws Exception {
        asAws(() -> {
            String execution = start(machine(PASS), null, "{}");
            ended(execution);
            assertThat(sfn.getExecutionHistory(r -> r.executionArn(execution)).events())
                    .extracting(HistoryEvent::previousEventId)
                    .containsExactly(0L, 0L, 2L, 3L);
        });
    }

    @Test
    void theHistoryIsPagedInBothOrders() throws Exception {
        asAws(() -> {
            String execution = start(machine(PASS), null, "{}");
            ended(execution);
            List<Long> ids = new ArrayList<>();
            String token = null;
            do {
                String from = token;
                GetExecutionHistoryResponse page = sfn.getExecutionHistory(r -> r.executionArn(execution)
                        .reverseOrder(true)
                        .maxResults(3)
                        .nextToken(from));
                assertThat(page.events()).hasSizeLessThanOrEqualTo(3);
                page.events().stream().map(HistoryEvent::id).forEach(ids::add);
                token = page.nextToken();
            } while (token != null);
            assertThat(ids).containsExactly(4L, 3L, 2L, 1L);
        });
    }

    // The language, as our state machine uses it

    @Test
    void jsonataVariablesAndChoicesDecide() throws Exception {
        asAws(() -> {
            DescribeExecutionResponse ended = ended(start(machine("""
                            {"QueryLanguage": "JSONata", "StartAt": "Set", "States": {
                              "Set": {"Type": "Pass", "Assign": {"n": "{% $states.input.n %}"}, "Next": "Ask"},
                              "Ask": {"Type": "Choice", "Default": "Small",
                                "Choices": [{"Condition": "{% $n > 2 %}", "Next": "Large"}]},
                              "Large": {"Type": "Pass", "Output": {"large": "{% $n %}"}, "End": true},
                              "Small": {"Type": "Pass", "Output": {"small": "{% $n %}"}, "End": true}}}"""), null, "{\"n\": 3}"));
            assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(JSON.readTree(ended.output())).isEqualTo(JSON.readTree("{\"large\": 3}"));
        });
    }

    // Distributed Map

    @Test
    void aDistributedMapRunsAChildPerItem() throws Exception {
        asAws(() -> {
            String execution =
                    start(machine(distributed("{\"Type\": \"Pass\", \"End\": true}")), null, "{\"items\": [1, 2, 3]}");
            DescribeExecutionResponse ended = ended(execution);
            assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(JSON.readTree(ended.output())).isEqualTo(JSON.readTree("[1, 2, 3]"));
        });
    }

    @Test
    void aMapRunIsListedAndDescribed() throws Exception {
        asAws(() -> {
            String execution =
                    start(machine(distributed("{\"Type\": \"Pass\", \"End\": true}")), null, "{\"items\": [1, 2, 3]}");
            ended(execution);
            DescribeMapRunResponse run = mapRun(execution);
            assertThat(run.executionArn()).isEqualTo(execution);
            assertThat(run.status()).isEqualTo(MapRunStatus.SUCCEEDED);
            assertThat(run.itemCounts().total()).isEqualTo(3);
            assertThat(run.itemCounts().succeeded()).isEqualTo(3);
            assertThat(run.executionCounts().succeeded()).isEqualTo(3);
        });
    }

    @Test
    void theChildrenOfAMapRunAreListed() throws Exception {
        asAws(() -> {
            String execution =
                    start(machine(distributed("{\"Type\": \"Pass\", \"End\": true}")), null, "{\"items\": [1, 2, 3]}");
            ended(execution);
            String run = mapRun(execution).mapRunArn();
            List<ExecutionListItem> children =
                    sfn.listExecutions(r -> r.mapRunArn(run)).executions();
            assertThat(children)
                    .hasSize(3)
                    .allSatisfy(child -> assertThat(child.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
        });
    }

    @Test
    void aFailedChildFailsTheMapRun() throws Exception {
        asAws(() -> {
            String execution = start(
                    machine(distributed("{\"Type\": \"Fail\", \"Error\": \"Bad.Thing\"}")),
                    null,
                    "{\"items\": [1, 2]}");
            DescribeExecutionResponse ended = ended(execution);
            assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(ended.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
            assertThat(mapRun(execution).status()).isEqualTo(MapRunStatus.FAILED);
        });
    }

    private static String distributed(String state) {
        return """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemsPath": "$.items", "ItemProcessor": {
                  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "T", "States": {"T": %s}}}}}""".formatted(state);
    }

    private DescribeMapRunResponse mapRun(String execution) {
        List<MapRunListItem> runs =
                sfn.listMapRuns(r -> r.executionArn(execution)).mapRuns();
        assertThat(runs).hasSize(1);
        return sfn.describeMapRun(r -> r.mapRunArn(runs.get(0).mapRunArn()));
    }

    private static StopExecutionRequest stop(String execution) {
        return StopExecutionRequest.builder()
                .executionArn(execution)
                .error("Stopped")
                .cause("by hand")
                .build();
    }

    private static String name() {
        return "run-" + UUID.randomUUID();
    }

    private String machine(String definition) {
        String machine = sfn.createStateMachine(r -> r.name("contract-" + UUID.randomUUID())
                        .definition(definition)
                        .roleArn(ROLE))
                .stateMachineArn();
        machines.add(machine);
        return machine;
    }

    private String start(String machine, String name, String input) {
        return sfn.startExecution(r -> r.stateMachineArn(machine).name(name).input(input))
                .executionArn();
    }

    /** Starts what is stopped after the test, unless it ends before. */
    private String startLong(String machine, String name, String input) {
        String execution = start(machine, name, input);
        running.add(execution);
        return execution;
    }

    private DescribeExecutionResponse ended(String execution) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(execution)),
                        described -> described.status() != ExecutionStatus.RUNNING);
    }
}
