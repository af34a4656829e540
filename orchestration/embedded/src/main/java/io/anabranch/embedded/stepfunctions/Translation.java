package io.anabranch.embedded.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.embedded.sdk.SdkJson;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.MapRun;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.validate.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.*;

/** Between the plain records of the engine's service and the SDK's model. */
final class Translation {
    private static final int BAD_REQUEST = 400;

    private static final Map<String, Supplier<? extends SfnException.Builder>> EXCEPTIONS = Map.ofEntries(
            Map.entry("ActivityDoesNotExist", ActivityDoesNotExistException::builder),
            Map.entry("ActivityAlreadyExists", ActivityAlreadyExistsException::builder),
            Map.entry("ExecutionAlreadyExists", ExecutionAlreadyExistsException::builder),
            Map.entry("ExecutionDoesNotExist", ExecutionDoesNotExistException::builder),
            Map.entry("ExecutionLimitExceeded", ExecutionLimitExceededException::builder),
            Map.entry("ExecutionNotRedrivable", ExecutionNotRedrivableException::builder),
            Map.entry("InvalidArn", InvalidArnException::builder),
            Map.entry("InvalidDefinition", InvalidDefinitionException::builder),
            Map.entry("InvalidExecutionInput", InvalidExecutionInputException::builder),
            Map.entry("InvalidName", InvalidNameException::builder),
            Map.entry("InvalidOutput", InvalidOutputException::builder),
            Map.entry("InvalidToken", InvalidTokenException::builder),
            Map.entry("MissingRequiredParameter", MissingRequiredParameterException::builder),
            Map.entry("ResourceNotFound", ResourceNotFoundException::builder),
            Map.entry("StateMachineAlreadyExists", StateMachineAlreadyExistsException::builder),
            Map.entry("StateMachineDeleting", StateMachineDeletingException::builder),
            Map.entry("StateMachineDoesNotExist", StateMachineDoesNotExistException::builder),
            Map.entry("StateMachineTypeNotSupported", StateMachineTypeNotSupportedException::builder),
            Map.entry("TaskDoesNotExist", TaskDoesNotExistException::builder),
            Map.entry("TaskTimedOut", TaskTimedOutException::builder),
            Map.entry("ValidationException", ValidationException::builder));

    /** Payload members of history events, left out when the caller does not want the data. */
    private static final List<String> PAYLOADS = List.of("input", "output", "parameters");

    StateMachine.Type type(@Nullable StateMachineType type) {
        return type == StateMachineType.EXPRESS ? StateMachine.Type.EXPRESS : StateMachine.Type.STANDARD;
    }

    SfnException exception(ServiceException refused) {
        String code = refused.errorCode();
        Supplier<? extends SfnException.Builder> builders = EXCEPTIONS.get(code);
        SfnException.Builder builder = builders == null ? genericBuilder() : builders.get();
        builder.message(refused.getMessage());
        builder.statusCode(BAD_REQUEST);
        builder.awsErrorDetails(AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(refused.getMessage())
                .serviceName("Sfn")
                .build());
        builder.cause(refused);
        return (SfnException) builder.build();
    }

    private static SfnException.Builder genericBuilder() {
        return SfnException.builder();
    }

    ValidateStateMachineDefinitionDiagnostic diagnostic(Diagnostic found) {
        return ValidateStateMachineDefinitionDiagnostic.builder()
                .severity(found.severity().name())
                .code(found.code())
                .message(found.message())
                .location(found.location())
                .build();
    }

    DescribeExecutionResponse execution(Execution execution) {
        return DescribeExecutionResponse.builder()
                .executionArn(execution.arn())
                .stateMachineArn(execution.id().stateMachineArn())
                .name(execution.id().name())
                .status(execution.status().name())
                .startDate(execution.times().startDate())
                .stopDate(execution.times().stopDate())
                .input(execution.input())
                .inputDetails(CloudWatchEventsExecutionDataDetails.builder()
                        .included(true)
                        .build())
                .output(execution.output())
                .outputDetails(
                        execution.output() == null
                                ? null
                                : CloudWatchEventsExecutionDataDetails.builder()
                                        .included(true)
                                        .build())
                .error(execution.error())
                .cause(execution.cause())
                .mapRunArn(execution.id().mapRunArn())
                .redriveCount(execution.times().redriveCount())
                .redriveDate(execution.times().redriveDate())
                .redriveStatus(execution.redriveStatus())
                .redriveStatusReason(execution.redriveObstacle())
                .build();
    }

    ExecutionListItem executionListItem(Execution execution) {
        return ExecutionListItem.builder()
                .executionArn(execution.arn())
                .stateMachineArn(execution.id().stateMachineArn())
                .name(execution.id().name())
                .status(execution.status().name())
                .startDate(execution.times().startDate())
                .stopDate(execution.times().stopDate())
                .mapRunArn(execution.id().mapRunArn())
                .redriveCount(execution.times().redriveCount())
                .redriveDate(execution.times().redriveDate())
                .build();
    }

    HistoryEvent event(io.anabranch.states.history.HistoryEvent event, boolean withData) {
        ObjectNode json = event.toJson();
        if (!withData) {
            for (JsonNode member : json) {
                if (member instanceof ObjectNode details) {
                    details.remove(PAYLOADS);
                }
            }
        }
        // The service sends it; the SDK's model does not have it.
        if (json.get("taskScheduledEventDetails") instanceof ObjectNode scheduled) {
            scheduled.remove("parametersDetails");
        }
        return SdkJson.read(json, HistoryEvent.builder());
    }

    DescribeMapRunResponse mapRun(MapRun run) {
        return DescribeMapRunResponse.builder()
                .mapRunArn(run.arn())
                .executionArn(run.executionArn())
                .status(run.status().name())
                .startDate(run.times().startDate())
                .stopDate(run.times().stopDate())
                .maxConcurrency(run.maxConcurrency())
                .toleratedFailurePercentage((float) run.toleratedFailurePercentage())
                .toleratedFailureCount(run.toleratedFailureCount())
                .itemCounts(itemCounts(run.progress().items()))
                .executionCounts(executionCounts(run.progress().executions()))
                .redriveCount(run.times().redriveCount())
                .redriveDate(run.times().redriveDate())
                .build();
    }

    private static MapRunItemCounts itemCounts(MapRun.Counts counts) {
        return MapRunItemCounts.builder()
                .pending(counts.pending())
                .running(counts.running())
                .succeeded(counts.succeeded())
                .failed(counts.failed())
                .timedOut(counts.timedOut())
                .aborted(counts.aborted())
                .total(counts.total())
                .resultsWritten(counts.resultsWritten())
                .failuresNotRedrivable(0L)
                .pendingRedrive(0L)
                .build();
    }

    private static MapRunExecutionCounts executionCounts(MapRun.Counts counts) {
        return MapRunExecutionCounts.builder()
                .pending(counts.pending())
                .running(counts.running())
                .succeeded(counts.succeeded())
                .failed(counts.failed())
                .timedOut(counts.timedOut())
                .aborted(counts.aborted())
                .total(counts.total())
                .resultsWritten(counts.resultsWritten())
                .failuresNotRedrivable(0L)
                .pendingRedrive(0L)
                .build();
    }
}
