package io.anabranch.states.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionValidatorTest {
    private final DefinitionValidator validator = new DefinitionValidator();

    @Test
    void aRightDefinitionHasNoProblems() {
        assertThat(problems("{'StartAt':'Go','States':{'Go':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
                        + "'Parameters':{'FunctionName':'f','Payload.$':'$'},'TimeoutSeconds':60,'ResultSelector':{'r.$':'$.Payload'},"
                        + "'ResultPath':'$.r','Retry':[{'ErrorEquals':['A','B'],'IntervalSeconds':1,'BackoffRate':1.5,'MaxDelaySeconds':9,"
                        + "'JitterStrategy':'FULL'},{'ErrorEquals':['States.ALL']}],'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Stop'}],"
                        + "'Next':'Stop'},'Stop':{'Type':'Fail','CausePath':'$.r'}}}"))
                .isEmpty();
    }

    @Test
    void allProblemsComeAtOnce() {
        assertThat(
                        problems(
                                "{'StartAt':'A','Foo':1,'States':{'A':{'Type':'Pass','Resultt':1,'Next':'Bb'},'B':{'Type':'Psas'}}}"))
                .containsExactly(
                        "SCHEMA_VALIDATION_FAILED: Field 'Foo' is not supported at /",
                        "SCHEMA_VALIDATION_FAILED: Field 'Resultt' is not supported at /States/A Did you mean 'Result'?",
                        "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed,"
                                + " Fail, Choice, Parallel, Map] at /States/B/Type Did you mean 'Pass'?",
                        "MISSING_TRANSITION_TARGET: Missing 'Next' target: Bb at /States/A/Next Did you mean 'B'?",
                        "MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B");
    }

    @Test
    void aLoopHasNoTerminalState() {
        assertThat(problems("{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'}}}"))
                .containsExactly(
                        "MISSING_END_STATE: Workflow has no terminal state at null Give the last state End: true.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Type':'Pass'                                          | This object should have only one of the following fields: [Next, End]",
                "'Type':'Pass','Next':'S','End':true                    | There should only be one of the following fields: [Next, End]",
                "'Type':'Pass','End':true,'Output':1                    | The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata','InputPath':'$' | The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
                "'Type':'Pass','End':true,'Catch':[]                    | Field 'Catch' is not supported",
                "'Type':'Pass','End':true,'InputPath':'a'               | Value must be a valid JSONPath.",
                "'Type':'Pass','End':true,'ResultPath':'$.a[*]'         | Value is not a Reference Path",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'b'}      | The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
                "'Type':'Pass','End':true,'Assign':{'states':1}         | Cannot assign to reserved variable '$states'.",
                "'Type':'Pass','End':true,'Assign':{'a-b':1}            | Invalid variable name 'a-b': the variable name contains invalid characters.",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata','Output':'{% 1 + %}' | Unexpected end of expression",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata','Output':['{% 1'] | JSONata string must start with {% and end with %}",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata','Output':'{% $$ %}' | Reference to '$$' is not supported.",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata','Output':'{% $states.errorOutput %}' | Field '$states.errorOutput' does not exist.",
                "'Type':'Wait','End':true                               | This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]",
                "'Type':'Wait','End':true,'Seconds':-1                  | Minimum value is 0",
                "'Type':'Wait','End':true,'Seconds':'1'                 | Expected value of type Integer",
                "'Type':'Task','End':true                               | These fields are required: [Resource]",
                "'Type':'Task','End':true,'Resource':'nope'             | Value is not a valid resource ARN",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMesage' | The resource provided arn:aws:states:::sqs:sendMesage is not recognized.",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMessage','TimeoutSeconds':0 | Minimum value is 1",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMessage','Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['A']}] | States.ALL must appear alone and at end of list",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMessage','Retry':[{'ErrorEquals':[]}] | Value cannot be empty",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMessage','Retry':[{'ErrorEquals':['A'],'JitterStrategy':'HALF'}] | Value should be one of the following: [NONE, FULL]",
                "'Type':'Task','End':true,'Resource':'arn:aws:states:::sqs:sendMessage','Catch':[{'ErrorEquals':['A']}] | These fields are required: [Next]",
                "'Type':'Choice','Choices':[]                           | Value cannot be empty",
                "'Type':'Choice','Choices':[{'Variable':'$.a','Next':'S'}] | A rule with a Variable needs one comparison",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringEqals':'a','Next':'S'}] | Field 'StringEqals' is not supported",
                "'Type':'Choice','Choices':[{'Variable':'$.a','NumericEquals':'a','Next':'S'}] | Expected a number but was",
                "'Type':'Choice','Choices':[{'Not':{'Variable':'$.a','IsNull':true,'Next':'S'},'Next':'S'}] | Field 'Next' is not supported",
                "'Type':'Parallel','End':true,'Branches':[]             | Value cannot be empty",
                "'Type':'Map','End':true                                | This object should have only one of the following fields: [ItemProcessor, Iterator]",
            })
    void wrongStatesAreRefused(String fields, String message) {
        List<Diagnostic> found =
                validator.validate(("{'StartAt':'S','States':{'S':{" + fields + "}}}").replace('\'', '"'), false);

        assertThat(found)
                .anySatisfy(diagnostic -> assertThat(diagnostic.message()).startsWith(message.replace("''", "'")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'ItemBatcher':{'MaxItemPerBatch':1}                    | Field 'MaxItemPerBatch' is not supported | Did you mean 'MaxItemsPerBatch'?",
                "'ItemBatcher':{}                                       | At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch] | ",
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObjekt'} | The field 'Resource' does not match any of the allowed values | Use arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2.",
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'XML'}} | Value should be one of the following: [CSV, JSON, JSONL, PARQUET, MANIFEST] | ",
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'CSV'}} | The field 'CSVHeaderLocation' is required | ",
                "'ResultWriter':{'WriterConfig':{'OutputType':'CSV'}}   | Value should be one of the following: [JSON, JSONL] | ",
                "'ResultWriter':{'WriterConfig':{'Transformation':'FLAT'}} | Value should be one of the following: [NONE, COMPACT, FLATTEN] | ",
                "'Label':'has blank'                                    | Invalid Label: 'has blank' | ",
                "'ToleratedFailurePercentage':101                       | Maximum value is 100 | ",
            })
    void wrongDistributedMapsAreRefused(String fields, String message, String suggestion) {
        String map =
                "{'StartAt':'M','States':{'M':{'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED',"
                        + "'ExecutionType':'STANDARD'},'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},"
                        + fields + "}}}";

        List<Diagnostic> found = validator.validate(map.replace('\'', '"'), false);

        assertThat(found).anySatisfy(diagnostic -> {
            assertThat(diagnostic.message()).startsWith(message);
            assertThat(suggestion == null || suggestion.equals(diagnostic.suggestion()))
                    .isTrue();
        });
    }

    @Test
    void whatExpressMachinesCannotDoIsRefused() {
        String map =
                "{'StartAt':'M','States':{'M':{'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED',"
                        + "'ExecutionType':'EXPRESS'},'StartAt':'P','States':{'P':{'Type':'Task','End':true,"
                        + "'Resource':'arn:aws:states:::ecs:runTask.sync'}}}}}}";

        assertThat(validator.validate(map.replace('\'', '"'), true))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "Express state machine does not support 'DISTRIBUTED' mode",
                        "Express state machine does not support '.sync' service integration ");
        assertThat(validator.validate(map.replace('\'', '"'), false))
                .as("the children are EXPRESS")
                .extracting(Diagnostic::message)
                .containsExactly("Express state machine does not support '.sync' service integration ");
    }

    @Test
    void aPathWithoutDollarIsAWarningForThoseWhoAsk() {
        String definition =
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true,\"Parameters\":{\"x\":\"$.y\"}}}}";

        assertThat(validator.validate(definition, false)).isEmpty();
        assertThat(validator.validate(definition, false, Diagnostic.Severity.WARNING))
                .extracting(Diagnostic::severity, Diagnostic::code)
                .containsExactly(tuple(Diagnostic.Severity.WARNING, "NO_DOLLAR"));
    }

    @Test
    void theMessageOfCreateStateMachineListsTheErrors() {
        List<Diagnostic> found = validator.validate("{\"States\":{}}", false);

        assertThat(DefinitionValidator.invalidDefinitionMessage(found))
                .isEqualTo(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'States' should be non-empty"
                                + " at /States, SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a' 1}    | line: 1, column: 7]",
                "{'a': tru} | line: 1, column: 10]",
                "{          | line: 1, column: 2]",
            })
    void whatIsNoJsonIsNamedByItsPlace(String text, String place) {
        assertThat(validator.validate(text.replace('\'', '"'), false))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("INVALID_JSON_DESCRIPTION");
                    assertThat(problem.location())
                            .startsWith("[Source: (String)\"{")
                            .endsWith(place);
                    assertThat(problem.message()).endsWith("\n at " + problem.location());
                });
    }

    @Test
    void aMegabyteOfGarbageGivesNoMoreThanFiveHundredProblems() {
        long seed = 42;
        Random random = new Random(seed);
        StringBuilder states = new StringBuilder("{\"StartAt\":\"x\",\"States\":{");
        for (int i = 0; states.length() < 1_000_000; i++) {
            states.append("\"s")
                    .append(i)
                    .append("\":{\"Type\":\"Pass\",\"Nxet\":\"s")
                    .append(random.nextInt())
                    .append("\"},");
        }
        states.append("\"end\":{}}}");

        List<Diagnostic> found = validator.validate(states.toString(), false);

        assertThat(found).as("seed %d", seed).hasSize(500);
    }

    private List<String> problems(String definition) {
        return validator.validate(definition.replace('\'', '"'), false).stream()
                .map(problem -> problem.code() + ": " + problem.message() + " at " + problem.location()
                        + (problem.suggestion() == null ? "" : " " + problem.suggestion()))
                .toList();
    }
}
