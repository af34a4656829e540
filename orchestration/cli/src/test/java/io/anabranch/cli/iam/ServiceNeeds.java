package io.anabranch.cli.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What services do with a role that no call of ours shows: the one table of it.
 *
 * <table>
 * <caption>By whom and why</caption>
 * <tr><td>Lambda, for every function<td>writes its log: logs:CreateLogStream, logs:PutLogEvents on its log group
 * (Lambda Developer Guide, "Execution role")
 * <tr><td>Lambda, for a function with an SQS destination for failures<td>sqs:SendMessage on it ("Capturing records of asynchronous
 * invocations")
 * <tr><td>Step Functions, for a machine with logging<td>the log delivery actions, which know no resource ("Logging using CloudWatch Logs")
 * <tr><td>Step Functions, for a machine with tracing<td>the X-Ray actions, which know no resource ("Tracing with AWS X-Ray")
 * <tr><td>a map or a reduce task, when a shuffle object beyond 64 MiB fails half way<td>s3:AbortMultipartUpload below the run's folder: no
 * fast test shuffles that much
 * </table>
 */
final class ServiceNeeds {
    private static final List<String> LOG_DELIVERY = List.of(
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups");
    private static final List<String> TRACING = List.of(
            "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets");

    private ServiceNeeds() {}

    static List<Need> of(Template template) {
        List<Need> needs = new ArrayList<>();
        template.resources("AWS::Serverless::Function")
                .forEach((id, function) -> function(template, id, function, needs));
        JsonNode machine = template.tree().at("/Resources/StateMachine/Properties");
        String role = template.roleOf("StateMachine");
        if (machine.has("Logging")) {
            LOG_DELIVERY.forEach(action -> needs.add(new Need(role, action, "*", null, "log delivery")));
        }
        if (machine.at("/Tracing/Enabled").asBoolean()) {
            TRACING.forEach(action -> needs.add(new Need(role, action, "*", null, "tracing")));
        }
        for (String function : List.of("MapFunction", "ReduceFunction")) {
            needs.add(new Need(
                    template.roleOf(function),
                    "s3:AbortMultipartUpload",
                    "arn:aws:s3:::work/work/runs/any/stage-0/shuffle/00000-a-0.shuffle",
                    null,
                    "a shuffle object beyond 64 MiB fails half way"));
        }
        return needs;
    }

    private static void function(Template template, String id, JsonNode function, List<Need> needs) {
        String role = template.roleOf(id);
        String log = template.text(function.at("/Properties/LoggingConfig/LogGroup"));
        for (String action : List.of("logs:CreateLogStream", "logs:PutLogEvents")) {
            needs.add(new Need(role, action, log, null, "the log of " + id));
        }
        JsonNode failures = function.at("/Properties/EventInvokeConfig/DestinationConfig/OnFailure");
        if (failures.path("Type").asText().equals("SQS")) {
            needs.add(new Need(
                    role,
                    "sqs:SendMessage",
                    template.text(failures.path("Destination")),
                    null,
                    "failed events of " + id));
        }
    }
}
