package io.anabranch.embedded.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.embedded.sdk.SdkJson;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import io.anabranch.states.service.Page;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.validate.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.*;

/**
 * Step Functions in this process, behind the SDK's client interface: a translation of {@link StatesService}.
 *
 * <p>Operations that are not overridden here (versions, aliases, tags) throw {@link UnsupportedOperationException}.
 */
public final class EmbeddedStepFunctions implements SfnClient {
    /** How long GetActivityTask waits for work. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html */
    private static final Duration ACTIVITY_POLL = Duration.ofSeconds(60);

    private static final int DEFAULT_PAGE = 100;

    private final StatesService states;
    private final Translation translate = new Translation();

    /** @param states closed with this client */
    public EmbeddedStepFunctions(StatesService states) {
        this.states = states;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        states.close();
    }

    @Override
    public CreateStateMachineResponse createStateMachine(CreateStateMachineRequest request) {
        StateMachine machine = answer(() -> states.createStateMachine(
                request.name(), request.definition(), request.roleArn(), translate.type(request.type())));
        return CreateStateMachineResponse.builder()
                .stateMachineArn(machine.arn())
                .creationDate(machine.creationDate())
                .build();
    }

    @Override
    public UpdateStateMachineResponse updateStateMachine(UpdateStateMachineRequest request) {
        StateMachine machine = answer(
                () -> states.updateStateMachine(request.stateMachineArn(), request.definition(), request.roleArn()));
        return UpdateStateMachineResponse.builder()
                .updateDate(machine.revision().updateDate())
                .revisionId(machine.revision().id())
                .build();
    }

    @Override
    public DescribeStateMachineResponse describeStateMachine(DescribeStateMachineRequest request) {
        StateMachine machine = answer(() -> states.describeStateMachine(request.stateMachineArn()));
        return DescribeStateMachineResponse.builder()
                .stateMachineArn(machine.arn())
                .name(machine.name())
                .definition(machine.revision().definition())
                .roleArn(machine.revision().roleArn())
                .type(machine.type().name())
                .status(StateMachineStatus.ACTIVE)
                .creationDate(machine.creationDate())
                .revisionId(machine.revision().id())
                .build();
    }

    @Override
    public DescribeStateMachineForExecutionResponse describeStateMachineForExecution(
            DescribeStateMachineForExecutionRequest request) {
        StateMachine machine = answer(() -> states.describeStateMachineForExecution(request.executionArn()));
        return DescribeStateMachineForExecutionResponse.builder()
                .stateMachineArn(machine.arn())
                .name(machine.name())
                .definition(machine.revision().definition())
                .roleArn(machine.revision().roleArn())
                .updateDate(machine.revision().updateDate())
                .revisionId(machine.revision().id())
                .build();
    }

    @Override
    public DeleteStateMachineResponse deleteStateMachine(DeleteStateMachineRequest request) {
        run(() -> states.deleteStateMachine(request.stateMachineArn()));
        return DeleteStateMachineResponse.builder().build();
    }

    @Override
    public ListStateMachinesResponse listStateMachines(ListStateMachinesRequest request) {
        Page<StateMachine> page =
                answer(() -> states.listStateMachines(pageSize(request.maxResults()), request.nextToken()));
        return ListStateMachinesResponse.builder()
                .stateMachines(page.items().stream()
                        .map(machine -> StateMachineListItem.builder()
                                .stateMachineArn(machine.arn())
                                .name(machine.name())
                                .type(machine.type().name())
                                .creationDate(machine.creationDate())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListStateMachinesResponse listStateMachines() {
        return listStateMachines(ListStateMachinesRequest.builder().build());
    }

    @Override
    public ValidateStateMachineDefinitionResponse validateStateMachineDefinition(
            ValidateStateMachineDefinitionRequest request) {
        boolean withWarnings = request.severity() == ValidateStateMachineDefinitionSeverity.WARNING;
        List<Diagnostic> all = answer(
                () -> states.validateStateMachineDefinition(request.definition(), translate.type(request.type())));
        List<Diagnostic> asked = all.stream()
                .filter(found -> withWarnings || found.severity() == Diagnostic.Severity.ERROR)
                .toList();
        int most = pageSize(request.maxResults());
        boolean failed = all.stream().anyMatch(found -> found.severity() == Diagnostic.Severity.ERROR);
        return ValidateStateMachineDefinitionResponse.builder()
                .result(failed ? "FAIL" : "OK")
                .diagnostics(
                        asked.stream().limit(most).map(translate::diagnostic).toList())
                .truncated(asked.size() > most)
                .build();
    }

    @Override
    public TestStateResponse testState(TestStateRequest request) {
        ObjectNode answer = (ObjectNode) answer(() -> states.testState(SdkJson.write(request)));
        return SdkJson.read(answer, TestStateResponse.builder());
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        var started = answer(() -> states.startExecution(request.stateMachineArn(), request.name(), request.input()));
        return StartExecutionResponse.builder()
                .executionArn(started.executionArn())
                .startDate(started.startDate())
                .build();
    }

    @Override
    public StartSyncExecutionResponse startSyncExecution(StartSyncExecutionRequest request) {
        Execution ended =
                answer(() -> states.startSyncExecution(request.stateMachineArn(), request.name(), request.input())
                        .join());
        return StartSyncExecutionResponse.builder()
                .executionArn(ended.arn())
                .stateMachineArn(ended.id().stateMachineArn())
                .name(ended.id().name())
                .startDate(ended.times().startDate())
                .stopDate(ended.times().stopDate())
                .status(ended.status().name())
                .input(ended.input())
                .output(ended.output())
                .error(ended.error())
                .cause(ended.cause())
                .build();
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        return translate.execution(answer(() -> states.describeExecution(request.executionArn())));
    }

    @Override
    public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
        ExecutionStatus status =
                request.statusFilterAsString() == null ? null : ExecutionStatus.valueOf(request.statusFilterAsString());
        Page<Execution> page = answer(() -> states.listExecutions(
                request.stateMachineArn(),
                request.mapRunArn(),
                status,
                pageSize(request.maxResults()),
                request.nextToken()));
        return ListExecutionsResponse.builder()
                .executions(
                        page.items().stream().map(translate::executionListItem).toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
        var page = answer(() -> states.getExecutionHistory(
                request.executionArn(),
                pageSize(request.maxResults()),
                Boolean.TRUE.equals(request.reverseOrder()),
                request.nextToken()));
        boolean withData = !Boolean.FALSE.equals(request.includeExecutionData());
        return GetExecutionHistoryResponse.builder()
                .events(page.items().stream()
                        .map(event -> translate.event(event, withData))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        Execution stopped =
                answer(() -> states.stopExecution(request.executionArn(), request.error(), request.cause()));
        return StopExecutionResponse.builder()
                .stopDate(stopped.times().stopDate())
                .build();
    }

    @Override
    public RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
        Execution redriven = answer(() -> states.redriveExecution(request.executionArn()));
        return RedriveExecutionResponse.builder()
                .redriveDate(redriven.times().redriveDate())
                .build();
    }

    @Override
    public DescribeMapRunResponse describeMapRun(DescribeMapRunRequest request) {
        return translate.mapRun(answer(() -> states.describeMapRun(request.mapRunArn())));
    }

    @Override
    public ListMapRunsResponse listMapRuns(ListMapRunsRequest request) {
        var page = answer(
                () -> states.listMapRuns(request.executionArn(), pageSize(request.maxResults()), request.nextToken()));
        return ListMapRunsResponse.builder()
                .mapRuns(page.items().stream()
                        .map(run -> MapRunListItem.builder()
                                .mapRunArn(run.arn())
                                .executionArn(run.executionArn())
                                .stateMachineArn(run.stateMachineArn())
                                .startDate(run.times().startDate())
                                .stopDate(run.times().stopDate())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public UpdateMapRunResponse updateMapRun(UpdateMapRunRequest request) {
        run(() -> states.updateMapRun(
                request.mapRunArn(),
                request.maxConcurrency(),
                request.toleratedFailurePercentage() == null
                        ? null
                        : request.toleratedFailurePercentage().doubleValue(),
                request.toleratedFailureCount()));
        return UpdateMapRunResponse.builder().build();
    }

    @Override
    public CreateActivityResponse createActivity(CreateActivityRequest request) {
        var activity = answer(() -> states.createActivity(request.name()));
        return CreateActivityResponse.builder()
                .activityArn(activity.arn())
                .creationDate(activity.creationDate())
                .build();
    }

    @Override
    public DescribeActivityResponse describeActivity(DescribeActivityRequest request) {
        var activity = answer(() -> states.describeActivity(request.activityArn()));
        return DescribeActivityResponse.builder()
                .activityArn(activity.arn())
                .name(activity.name())
                .creationDate(activity.creationDate())
                .build();
    }

    @Override
    public DeleteActivityResponse deleteActivity(DeleteActivityRequest request) {
        run(() -> states.deleteActivity(request.activityArn()));
        return DeleteActivityResponse.builder().build();
    }

    @Override
    public ListActivitiesResponse listActivities(ListActivitiesRequest request) {
        var page = answer(() -> states.listActivities(pageSize(request.maxResults()), request.nextToken()));
        return ListActivitiesResponse.builder()
                .activities(page.items().stream()
                        .map(activity -> ActivityListItem.builder()
                                .activityArn(activity.arn())
                                .name(activity.name())
                                .creationDate(activity.creationDate())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListActivitiesResponse listActivities() {
        return listActivities(ListActivitiesRequest.builder().build());
    }

    @Override
    public GetActivityTaskResponse getActivityTask(GetActivityTaskRequest request) {
        var task = answer(() -> states.getActivityTask(request.activityArn(), request.workerName(), ACTIVITY_POLL)
                .join());
        return task.map(taken -> GetActivityTaskResponse.builder()
                        .taskToken(taken.taskToken())
                        .input(taken.input())
                        .build())
                .orElseGet(() -> GetActivityTaskResponse.builder().build());
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
        run(() -> states.sendTaskSuccess(request.taskToken(), request.output()));
        return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
        run(() -> states.sendTaskFailure(request.taskToken(), request.error(), request.cause()));
        return SendTaskFailureResponse.builder().build();
    }

    @Override
    public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
        run(() -> states.sendTaskHeartbeat(request.taskToken()));
        return SendTaskHeartbeatResponse.builder().build();
    }

    private static int pageSize(@Nullable Integer maxResults) {
        return maxResults == null || maxResults == 0 ? DEFAULT_PAGE : maxResults;
    }

    private void run(Runnable call) {
        answer(() -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    private <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (ServiceException refused) {
            throw translate.exception(refused);
        }
    }
}
