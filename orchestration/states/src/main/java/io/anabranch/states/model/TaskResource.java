package io.anabranch.states.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Resource} of a Task, taken apart.
 *
 * @param arn the whole text
 * @param kind what it names
 * @param service the service as history events name it ({@code resourceType}): {@code lambda}, {@code aws-sdk:s3}
 * @param action the action without its pattern: {@code invoke}, {@code getObject}; the function or activity ARN for those
 * @param pattern how long the task waits
 */
public record TaskResource(String arn, Kind kind, String service, String action, IntegrationPattern pattern) {
    public enum Kind {
        /** A Lambda function's own ARN. */
        FUNCTION,
        /** An activity's ARN. */
        ACTIVITY,
        /** {@code arn:aws:states:::service:action}. */
        SERVICE
    }

    /** The service integration patterns. */
    public enum IntegrationPattern {
        REQUEST_RESPONSE(""),
        SYNC(".sync"),
        SYNC_2(".sync:2"),
        TASK_TOKEN(".waitForTaskToken");

        private final String suffix;

        IntegrationPattern(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final Pattern FUNCTION = Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:.+");
    private static final Pattern ACTIVITY = Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:activity:.+");
    private static final Pattern SERVICE =
            Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:(?<service>aws-sdk:[^:]+|[^:]+):(?<action>[^.:]+)"
                    + "(?<wait>\\.sync|\\.sync:2|\\.waitForTaskToken)?");

    /** @throws IllegalArgumentException when the text is none of the three kinds of ARN */
    public static TaskResource parse(String arn) {
        if (FUNCTION.matcher(arn).matches()) {
            return new TaskResource(arn, Kind.FUNCTION, "lambda", arn, IntegrationPattern.REQUEST_RESPONSE);
        }
        if (ACTIVITY.matcher(arn).matches()) {
            return new TaskResource(arn, Kind.ACTIVITY, "activity", arn, IntegrationPattern.REQUEST_RESPONSE);
        }
        Matcher service = SERVICE.matcher(arn);
        if (!service.matches()) {
            throw new IllegalArgumentException("Invalid Resource: '" + arn
                    + "', expected the ARN of a function, of an activity, or arn:aws:states:::service:action");
        }
        String suffix = service.group("wait");
        for (IntegrationPattern wait : IntegrationPattern.values()) {
            if (wait.suffix.equals(suffix == null ? "" : suffix)) {
                return new TaskResource(arn, Kind.SERVICE, service.group("service"), service.group("action"), wait);
            }
        }
        throw new IllegalArgumentException("Invalid Resource: '" + arn + "', unknown pattern " + suffix);
    }

    /** The action with its pattern, as history events name it ({@code resource}): {@code invoke.waitForTaskToken}. */
    public String actionWithPattern() {
        return action + pattern.suffix;
    }

    /** Whether the answer comes later and from elsewhere than the request's response: from a worker, by polling, by token. */
    public boolean waits() {
        return kind == Kind.ACTIVITY || pattern != IntegrationPattern.REQUEST_RESPONSE;
    }

    /** Whether this is the given action of the given service, whatever the pattern. */
    public boolean is(String wantedService, String wantedAction) {
        return kind == Kind.SERVICE && service.equals(wantedService) && action.equals(wantedAction);
    }
}
