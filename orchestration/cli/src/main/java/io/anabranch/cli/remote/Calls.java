package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of a service whose refusals are one line: what was asked, why it was refused, and what mends it. */
final class Calls {
    private static final int FORBIDDEN = 403;

    private Calls() {}

    /**
     * Asks a service.
     *
     * @param what begins the message: "Cannot " + what
     * @param action as a policy names it: {@code states:StartExecution}
     * @param resource what a policy has to allow the action on
     * @throws UsageException if the caller may not, or has no credentials, or nobody answers
     */
    static <T> T ask(String what, String action, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw refused(what, action, resource, e);
        }
    }

    /** The one line for a refusal. */
    static UsageException refused(String what, String action, String resource, SdkException refusal) {
        return new UsageException("Cannot " + what + ": " + reason(action, resource, refusal), refusal);
    }

    private static String reason(String action, String resource, SdkException refusal) {
        if (refusal instanceof AwsServiceException service) {
            return reason(action, resource, service);
        }
        String text = text(refusal);
        if (text.startsWith("Profile file contained no")) {
            return "the profile of --profile has no credentials, or there is no such profile. See ~/.aws/config";
        }
        if (text.contains("credentials")) {
            return "no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, log in, or name a profile by"
                    + " --profile";
        }
        if (refusal instanceof SdkClientException && refusal.getCause() instanceof java.io.IOException unreachable) {
            return "the endpoint does not answer (" + firstLine(unreachable.toString())
                    + "). Check the network, --region and --endpoint-url";
        }
        return firstLine(text);
    }

    private static String reason(String action, String resource, AwsServiceException refusal) {
        String code = refusal.awsErrorDetails() == null
                ? ""
                : String.valueOf(refusal.awsErrorDetails().errorCode());
        if (code.toLowerCase(Locale.ROOT).startsWith("accessdenied")) {
            return "access denied. Allow " + action + " on " + resource + " to these credentials";
        }
        if (code.contains("Token")
                || code.equals("UnrecognizedClientException")
                || code.contains("Signature")
                || code.equals("InvalidAccessKeyId")) {
            return "the AWS credentials are not accepted (" + code
                    + "). Log in again, or name another profile by --profile";
        }
        if (refusal.statusCode() == FORBIDDEN) {
            return "access denied (" + (code.isEmpty() ? "403" : code) + "). Allow " + action + " on " + resource
                    + " to these credentials";
        }
        String message = refusal.awsErrorDetails() == null
                ? text(refusal)
                : refusal.awsErrorDetails().errorMessage();
        return firstLine(message == null || message.isBlank() ? code : message);
    }

    private static String text(Throwable refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
