package io.anabranch.states.teststate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.integration.TaskServices;
import io.anabranch.states.model.TaskResource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestStateTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LAMBDA = "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true";

    @Test
    void aPassStateShowsEveryStageOfItsInput() throws Exception {
        JsonNode answer = test(
                "{'definition':{'Type':'Pass','InputPath':'$.a','Parameters':{'n.$':'$.b'},'ResultPath':'$.r','Next':'Z'},"
                        + "'input':{'a':{'b':1}},'inspectionLevel':'DEBUG'}");

        assertThat(answer)
                .isEqualTo(json(
                        "{'status':'SUCCEEDED','output':{'a':{'b':1},'r':{'n':1}},'nextState':'Z','inspectionData':{"
                                + "'input':{'a':{'b':1}},'afterInputPath':{'b':1},'afterParameters':{'n':1},'afterResultSelector':{'n':1},"
                                + "'afterResultPath':{'a':{'b':1},'r':{'n':1}}}}"));
    }

    @Test
    void theInfoLevelHasNoInspectionData() throws Exception {
        assertThat(test("{'definition':{'Type':'Succeed'},'input':[1]}"))
                .isEqualTo(json("{'status':'SUCCEEDED','output':[1]}"));
    }

    @Test
    void aStateOfAMachineIsFoundByItsNameAlsoInsideAMap() throws Exception {
        String machine =
                "{'StartAt':'M','States':{'M':{'Type':'Map','End':true,'ItemProcessor':{'StartAt':'In','States':{'In':"
                        + "{'Type':'Pass','Result':7,'End':true}}}}}}";

        assertThat(test("{'definition':" + machine + ",'stateName':'In'}").get("output"))
                .isEqualTo(json("7"));
    }

    @Test
    void aMockedErrorIsRetriedThenCaughtThenTheEnd() throws Exception {
        String task = "{'definition':{" + LAMBDA
                + ",'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':3,'BackoffRate':2,'MaxAttempts':2}],"
                + "'Catch':[{'ErrorEquals':['States.ALL'],'ResultPath':'$.why','Next':'Mend'}]},'input':{'x':1},"
                + "'inspectionLevel':'DEBUG','mock':{'errorOutput':{'error':'Busy','cause':'later'}},'stateConfiguration':{'retrierRetryCount':%d}}";

        JsonNode retried = test(String.format(task, 1));
        JsonNode caught = test(String.format(task, 2));

        assertThat(retried.get("status").asText()).isEqualTo("RETRIABLE");
        assertThat(retried.at("/inspectionData/errorDetails"))
                .hasToString("{\"retryIndex\":0,\"retryBackoffIntervalSeconds\":6}");
        assertThat(caught.get("status").asText()).isEqualTo("CAUGHT_ERROR");
        assertThat(caught.get("nextState").asText()).isEqualTo("Mend");
        assertThat(caught.get("output")).isEqualTo(json("{'x':1,'why':{'Error':'Busy','Cause':'later'}}"));
        assertThat(caught.at("/inspectionData/errorDetails")).isEqualTo(json("{'retryIndex':0,'catchIndex':0}"));
    }

    @Test
    void theRetrierIsNamedAlsoWhenItsRetriesAreUsedUp() throws Exception {
        JsonNode answer =
                test("{'definition':{" + LAMBDA + ",'Retry':[{'ErrorEquals':['Other']},{'ErrorEquals':['Busy'],"
                        + "'MaxAttempts':5}]},'inspectionLevel':'DEBUG','mock':{'errorOutput':{'error':'Busy'}},"
                        + "'stateConfiguration':{'retrierRetryCount':5}}");

        assertThat(answer.get("status").asText()).isEqualTo("FAILED");
        assertThat(answer.at("/inspectionData/errorDetails")).isEqualTo(json("{'retryIndex':1}"));
    }

    @Test
    void aStateInsideAMapSeesItsInputAsTheFirstItem() throws Exception {
        String machine =
                "{'StartAt':'M','States':{'M':{'Type':'Map','End':true,'ItemProcessor':{'StartAt':'In','States':{"
                        + "'In':{'Type':'Pass','Parameters':{'item.$':'$$.Map.Item'},'End':true}}}}}}";

        assertThat(test("{'definition':" + machine + ",'stateName':'In','input':{'x':1}}")
                        .get("output"))
                .isEqualTo(json("{'item':{'Index':0,'Value':{'x':1}}}"));
    }

    @Test
    void anOutputOfMoreThan256KiBExceedsTheLimit() throws Exception {
        String half = "x".repeat(150_000);
        JsonNode answer = test("{'definition':{'Type':'Pass','ResultPath':'$.b','Result':'" + half + "','End':true},"
                + "'input':{'a':'" + half + "'}}");

        assertThat(answer.get("status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("error").asText()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void tooManyFailedItemsExceedTheThreshold() throws Exception {
        JsonNode answer = test(
                "{'definition':{'Type':'Map','ToleratedFailurePercentage':50,'End':true,'ItemSelector':{'i.$':'$$.Map.Item.Index'},"
                        + "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'P','States':{'P':"
                        + "{'Type':'Pass','End':true}}}},'input':[8,9],'inspectionLevel':'TRACE','mock':{'result':'[1,2]'},"
                        + "'stateConfiguration':{'mapIterationFailureCount':2}}");

        assertThat(answer.get("error").asText()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(answer.at("/inspectionData/afterItemSelector")).isEqualTo(json("[{'i':0},{'i':1}]"));
        assertThat(answer.at("/inspectionData/toleratedFailurePercentage").doubleValue())
                .isEqualTo(50);
    }

    @Test
    void variablesAreSeenAndAssigned() throws Exception {
        JsonNode answer = test(
                "{'definition':{'Type':'Pass','QueryLanguage':'JSONata','Assign':{'n':'{% $n + 1 %}'},'Output':'{% $n %}','End':true},"
                        + "'variables':'{\\'n\\':4}','inspectionLevel':'DEBUG'}");

        assertThat(answer.get("output").intValue()).isEqualTo(4);
        assertThat(answer.at("/inspectionData/variables")).isEqualTo(json("{'n':5}"));
    }

    @Test
    void aTaskWithoutAMockCallsTheServiceThatIsThere() throws Exception {
        JsonNode answer = test(
                "{'definition':{" + LAMBDA + ",'Parameters':{'a':1}},'roleArn':'arn:aws:iam::123456789012:role/r'}");

        assertThat(answer.get("output")).isEqualTo(json("{'echo':{'a':1}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'definition':{'Type':'Pas','End':true} | InvalidDefinition | Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have",
                "'definition':{'Type':'Succeed'},'inputt':1 | ValidationException | Invalid member: 'inputt'",
                "'definition':{'Type':'Succeed'},'input':'{' | InvalidExecutionInput | Invalid State Machine Execution Input",
                "'definition':{'Type':'Succeed'},'inspectionLevel':'LOUD' | ValidationException | 1 validation error detected: Value 'LOUD'",
                "'definition':{'Type':'Succeed'},'mock':{'result':'1'} | ValidationException | State type 'Succeed' is not supported when a mock is specified",
                "'definition':{'Type':'Succeed'},'context':{'Foo':1} | ValidationException | Invalid Context object provided: Field 'Foo' is not allowed",
                "'definition':{'Type':'Succeed'},'context':{'State':{'Name':1}} | ValidationException | Invalid Context object provided: State.Name must be a string",
                "'definition':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','End':true} | ValidationException | RoleArn must be specified when testing a Task state",
                "'definition':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','End':true},'roleArn':'r' | ValidationException | Cannot call arn:aws:states:::sqs:sendMessage: there is no such service here. Give the test a mock.",
                "'definition':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','End':true},'mock':{'result':{'MessageId':7}} | ValidationException | Mock result schema validation error: Field 'MessageId' must be a string",
                "'definition':{'Type':'Parallel','Branches':[],'End':true},'mock':{'result':[]} | InvalidDefinition | Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
                "'definition':{'Type':'Map','ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},'End':true} | InvalidDefinition | TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
                "'definition':{'Type':'Parallel','Branches':[{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}],'End':true} | InvalidDefinition | TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
                "'definition':{'Type':'Map','ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},'End':true},'mock':{'result':{}} | ValidationException | Mocked result must be an array.",
                "'definition':{'Type':'Map','ItemsPath':'$.none','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{'Bucket':'b'}},'End':true},'mock':{'result':[1]} | ValidationException | Mocked result must be a JSON object.",
                "'definition':{'Type':'Map','ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},'End':true},'input':[1,2],'mock':{'result':[1,2]},'stateConfiguration':{'mapIterationFailureCount':3} | ValidationException | Map iteration failure count must be less than or equal to the number of Map iterations",
                "'definition':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','Parameters':{'t.$':'$$.Task.Token'},'End':true},'roleArn':'r' | ValidationException | TestState does not support activities, '.sync' and '.waitForTaskToken' when a mock is not specified.",
                "'definition':{'Type':'Task','Resource':'arn:aws:states:::aws-sdk:sfn:describeExecution','End':true},'mock':{'result':{}} | ValidationException | Mock result schema validation error: Required field 'ExecutionArn' is missing",
            })
    void requestsThatAwsRefusesAreRefused(String request, String code, String message) {
        assertThatThrownBy(() -> test("{" + request + "}")).isInstanceOfSatisfying(InvalidRequest.class, refused -> {
            assertThat(refused.errorCode()).isEqualTo(code);
            assertThat(refused).hasMessageStartingWith(message);
        });
    }

    @Test
    void parametersThatAServiceRefusesFailTheStateBeforeTheCall() throws Exception {
        JsonNode answer =
                test("{'definition':{'Type':'Task','Resource':'arn:aws:states:::apigateway:invoke','Parameters':"
                        + "{'Headers':{'h':'x'}},'End':true},'roleArn':'r'}");

        assertThat(answer.get("error").asText()).isEqualTo("States.Runtime");
        assertThat(answer.get("cause").asText()).contains("The value of the field 'Headers' has an invalid format");
    }

    private static JsonNode test(String request) throws Exception {
        TaskService echo = new TaskServices(List.of(new Echo()));
        TestState tester = new TestState("123456789012", "eu-west-1", Entropy.seeded(1), () -> Instant.EPOCH, echo);
        ObjectNode answer = tester.test(json(request)).deepCopy();
        if (answer.has("output")) {
            answer.set("output", MAPPER.readTree(answer.get("output").textValue()));
        }
        if (answer.path("inspectionData") instanceof ObjectNode data) {
            for (var field : data.properties()) {
                if (field.getValue().isTextual()) {
                    field.setValue(MAPPER.readTree(field.getValue().textValue()));
                }
            }
        }
        return answer;
    }

    private static JsonNode json(String text) throws Exception {
        return MAPPER.readTree(text.replace('\'', '"'));
    }

    /** Answers the tasks of Lambda and API Gateway with their parameters. */
    private static final class Echo implements TaskService {
        @Override
        public boolean supports(TaskResource resource, String stateName) {
            return resource.is("lambda", "invoke") || resource.is("apigateway", "invoke");
        }

        @Override
        public Runnable start(TaskCall call, TaskObserver observer) {
            observer.succeeded(MAPPER.createObjectNode().set("echo", call.parameters()));
            return () -> {};
        }
    }
}
