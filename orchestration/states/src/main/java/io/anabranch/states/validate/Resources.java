package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Resource of a Task: a Lambda function, an activity, an optimized integration or one of the SDK's. */
final class Resources {
    private static final Pattern INTEGRATION =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):states:[a-z0-9-]*:\\d*:([a-zA-Z-]+):(.+)");
    private static final Pattern SDK_CALL = Pattern.compile("[a-z0-9]+:[a-z][A-Za-z0-9]*(\\.waitForTaskToken)?");
    private static final Pattern LAMBDA =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):lambda:[^:]*:[^:]*:function:[^:\\s]+(:[^:\\s]+)?");
    private static final Pattern ACTIVITY =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):states:[^:]*:[^:]*:activity:\\S+");

    /** Optimized integrations (AWS's page of that name): service to its actions, and those with .sync. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            Map.entry("lambda", Set.of("invoke", "invoke.waitForTaskToken")),
            Map.entry("apigateway", Set.of("invoke", "invoke.waitForTaskToken")),
            Map.entry("http", Set.of("invoke")),
            Map.entry(
                    "athena",
                    Set.of(
                            "startQueryExecution",
                            "startQueryExecution.sync",
                            "stopQueryExecution",
                            "getQueryExecution",
                            "getQueryResults")),
            Map.entry("batch", Set.of("submitJob", "submitJob.sync")),
            Map.entry(
                    "bedrock",
                    Set.of("invokeModel", "createModelCustomizationJob", "createModelCustomizationJob.sync")),
            Map.entry(
                    "codebuild",
                    Set.of(
                            "startBuild",
                            "startBuild.sync",
                            "stopBuild",
                            "batchDeleteBuilds",
                            "batchGetReports",
                            "startBuildBatch",
                            "startBuildBatch.sync",
                            "stopBuildBatch",
                            "retryBuildBatch",
                            "retryBuildBatch.sync",
                            "deleteBuildBatch")),
            Map.entry("dynamodb", Set.of("getItem", "putItem", "updateItem", "deleteItem")),
            Map.entry("ecs", Set.of("runTask", "runTask.sync", "runTask.waitForTaskToken")),
            Map.entry(
                    "eks",
                    Set.of(
                            "createCluster",
                            "createCluster.sync",
                            "deleteCluster",
                            "deleteCluster.sync",
                            "createNodegroup",
                            "createNodegroup.sync",
                            "deleteNodegroup",
                            "deleteNodegroup.sync",
                            "createFargateProfile",
                            "createFargateProfile.sync",
                            "deleteFargateProfile",
                            "deleteFargateProfile.sync",
                            "runJob",
                            "runJob.sync",
                            "call")),
            Map.entry(
                    "elasticmapreduce",
                    Set.of(
                            "createCluster",
                            "createCluster.sync",
                            "terminateCluster",
                            "terminateCluster.sync",
                            "addStep",
                            "addStep.sync",
                            "cancelStep",
                            "setClusterTerminationProtection",
                            "modifyInstanceFleetByName",
                            "modifyInstanceGroupByName")),
            Map.entry(
                    "emr-containers",
                    Set.of(
                            "createVirtualCluster",
                            "deleteVirtualCluster",
                            "deleteVirtualCluster.sync",
                            "startJobRun",
                            "startJobRun.sync")),
            Map.entry(
                    "emr-serverless",
                    Set.of(
                            "createApplication",
                            "createApplication.sync",
                            "startApplication",
                            "startApplication.sync",
                            "stopApplication",
                            "stopApplication.sync",
                            "deleteApplication",
                            "deleteApplication.sync",
                            "startJobRun",
                            "startJobRun.sync",
                            "cancelJobRun",
                            "cancelJobRun.sync")),
            Map.entry("events", Set.of("putEvents", "putEvents.waitForTaskToken")),
            Map.entry("glue", Set.of("startJobRun", "startJobRun.sync")),
            Map.entry("databrew", Set.of("startJobRun", "startJobRun.sync")),
            Map.entry("mediaconvert", Set.of("createJob", "createJob.sync")),
            Map.entry(
                    "sagemaker",
                    Set.of(
                            "createEndpoint",
                            "createEndpointConfig",
                            "createHyperParameterTuningJob",
                            "createHyperParameterTuningJob.sync",
                            "createLabelingJob",
                            "createLabelingJob.sync",
                            "createModel",
                            "createProcessingJob",
                            "createProcessingJob.sync",
                            "createTrainingJob",
                            "createTrainingJob.sync",
                            "createTransformJob",
                            "createTransformJob.sync",
                            "updateEndpoint")),
            Map.entry("sns", Set.of("publish", "publish.waitForTaskToken")),
            Map.entry("sqs", Set.of("sendMessage", "sendMessage.waitForTaskToken")),
            Map.entry(
                    "states",
                    Set.of(
                            "startExecution",
                            "startExecution.sync",
                            "startExecution.sync:2",
                            "startExecution.waitForTaskToken")));

    private Resources() {}

    static void check(JsonNode value, Place place) {
        if (!value.isTextual()) {
            place.error("Expected value of type String");
            return;
        }
        String arn = value.textValue();
        if (!arn.startsWith("arn:")) {
            place.error(
                    "Value is not a valid resource ARN",
                    arn.contains("${") ? "Substitute ${…} before validating." : null);
            return;
        }
        if (!recognised(arn)) {
            place.error(
                    "The resource provided " + arn + " is not recognized. The value is not a valid resource ARN, or the"
                            + " resource is not available in this region.",
                    suggestion(arn));
        } else if (place.express()) {
            checkExpress(arn, place);
        }
    }

    private static boolean recognised(String arn) {
        if (LAMBDA.matcher(arn).matches() || ACTIVITY.matcher(arn).matches()) {
            return true;
        }
        Matcher integration = INTEGRATION.matcher(arn);
        if (!integration.matches()) {
            return false;
        }
        String service = integration.group(2);
        String action = integration.group(3);
        return service.equals("aws-sdk")
                ? SDK_CALL.matcher(action).matches()
                : ACTIONS.getOrDefault(service, Set.of()).contains(action);
    }

    private static @Nullable String suggestion(String arn) {
        Matcher integration = INTEGRATION.matcher(arn);
        if (!integration.matches()) {
            return null;
        }
        Set<String> actions = ACTIONS.get(integration.group(2));
        if (actions == null) {
            return Nearest.suggest(integration.group(2), ACTIONS.keySet());
        }
        String nearest = Nearest.suggest(integration.group(3), actions);
        return nearest != null
                ? nearest
                : "Use arn:aws:states:::aws-sdk:" + integration.group(2) + ':' + integration.group(3) + ".";
    }

    private static void checkExpress(String arn, Place place) {
        for (String pattern : new String[] {".sync:2", ".sync", ".waitForTaskToken"}) {
            if (arn.endsWith(pattern)) {
                // The blank at the end is AWS's.
                place.error("Express state machine does not support '" + pattern + "' service integration ");
                return;
            }
        }
        if (ACTIVITY.matcher(arn).matches()) {
            place.error("Express state machine does not support activities");
        }
    }
}
