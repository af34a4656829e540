package io.anabranch.runtime.storage;

import io.anabranch.error.CloudException;
import io.anabranch.error.DeniedException;
import io.anabranch.error.GoneException;
import io.anabranch.error.TransientException;
import io.anabranch.error.Where;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says what a refusal of S3 means: denied, gone, or only for now. Codes are those of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
 */
final class Failures {
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int NO_LONGER_THERE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;

    /** What passes though its status says that the caller is to blame. */
    private static final Set<String> TRANSIENT =
            Set.of("RequestTimeout", "BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "OperationAborted");

    /** Nobody can sign with these. */
    private static final Set<String> CREDENTIALS = Set.of(
            "AuthorizationHeaderMalformed",
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidToken",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired");

    /** "User: ... is not authorized to perform: kms:Decrypt on resource: ...". */
    private static final Pattern PERMISSION = Pattern.compile("not authorized to perform: (\\w+:\\w+)");

    private Failures() {}

    /** The HTTP status that S3 answered, or 0 when there was no answer. */
    static int status(SdkException failure) {
        return failure instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    /** S3's name of the error, or nothing: answers to HEAD have none. */
    static String code(SdkException failure) {
        return failure instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorCode() != null
                ? service.awsErrorDetails().errorCode()
                : "";
    }

    /** Whether an object is not there, and not its bucket or an upload. */
    static boolean isNoSuchKey(SdkException failure) {
        return status(failure) == NOT_FOUND
                && !code(failure).equals("NoSuchBucket")
                && !code(failure).equals("NoSuchUpload");
    }

    static boolean isNoSuchUpload(SdkException failure) {
        return status(failure) == NOT_FOUND && !code(failure).equals("NoSuchBucket");
    }

    /** Whether the same request may succeed a moment later. */
    static boolean isTransient(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            int status = service.statusCode();
            return (status >= 500 && status != NOT_IMPLEMENTED)
                    || status == TOO_MANY_REQUESTS
                    || status == REQUEST_TIMEOUT
                    // Another request to the same key was under way, or a condition held and held no more.
                    || status == CONFLICT
                    || status == PRECONDITION_FAILED
                    || service.isThrottlingException()
                    || TRANSIENT.contains(code(failure));
        }
        // There was no answer. Only what never leaves this machine is for good.
        return !(failure instanceof NonRetryableException) && !lacksConfiguration(failure);
    }

    /** What could not be done to {@code uri}. */
    static CloudException of(Operation operation, S3Uri uri, SdkException failure) {
        if (isTransient(failure)) {
            return passing(operation, uri, reason(failure), failure);
        }
        int status = status(failure);
        if (status == NOT_FOUND || status == NO_LONGER_THERE) {
            return gone(operation, uri, failure);
        }
        return new DeniedException(
                problem(operation, uri) + denial(operation, uri, failure),
                operation.api,
                uri.toString(),
                Where.UNKNOWN,
                failure);
    }

    /** It may go better another time. */
    static TransientException passing(Operation operation, S3Uri uri, String reason, @Nullable Throwable failure) {
        return new TransientException(
                problem(operation, uri) + reason, operation.api, uri.toString(), Where.UNKNOWN, failure);
    }

    /** It is not there. */
    static GoneException gone(Operation operation, S3Uri uri, SdkException failure) {
        return new GoneException(
                problem(operation, uri) + absence(operation, uri, failure),
                operation.api,
                uri.toString(),
                Where.UNKNOWN,
                failure);
    }

    static String reason(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            String code = code(failure);
            return code.isEmpty() ? "HTTP " + service.statusCode() : code + " (HTTP " + service.statusCode() + ")";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String problem(Operation operation, S3Uri uri) {
        return "Cannot " + operation.verb + " " + uri + ": ";
    }

    private static String absence(Operation operation, S3Uri uri, SdkException failure) {
        String bucket = "there is no bucket " + uri.bucket() + ". Create it, or correct the address";
        return switch (code(failure)) {
            case "NoSuchBucket" -> bucket;
            case "NoSuchUpload" ->
                "its upload is gone. A lifecycle rule or somebody else aborted it; start the run anew with another run id";
            default ->
                operation == Operation.GET || operation == Operation.HEAD
                        ? "it is not there any more. Put it back, or start a new run"
                        : bucket;
        };
    }

    private static String denial(Operation operation, S3Uri uri, SdkException failure) {
        String code = code(failure);
        int status = status(failure);
        if (code.startsWith("KMS.")) {
            return "the key of KMS that encrypts it cannot be used (" + code + "). Enable the key, and allow "
                    + operation.keyPermission + " on it to the role of this function";
        }
        if (CREDENTIALS.contains(code)) {
            return "the credentials are refused (" + code + "). Renew them, and see that the clock is right";
        }
        if (code.equals("InvalidObjectState")) {
            return "it is archived. Restore it first";
        }
        if (uri.isFile()) {
            return "this user may not" + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")")
                    + ". Allow it";
        }
        if (status == FORBIDDEN || status == UNAUTHORIZED) {
            String permission = permission(operation, failure);
            String place = permission.startsWith("kms:")
                    ? "the key of KMS that encrypts it"
                    : operation.isOnBucket() ? uri.bucket() : "it";
            return "access denied" + words(failure) + ". Allow " + permission + " on " + place
                    + " to the role of this function";
        }
        return failure instanceof AwsServiceException ? "S3 refuses it with " + reason(failure) : reason(failure);
    }

    /** What the answer says beside its code, in brackets: who may not do what, and because of which policy. */
    private static String words(SdkException failure) {
        if (!(failure instanceof AwsServiceException service)
                || service.awsErrorDetails() == null
                || service.awsErrorDetails().errorMessage() == null) {
            return "";
        }
        String message = service.awsErrorDetails().errorMessage();
        return message.isBlank() || message.equals("Access Denied") || message.equals(code(failure))
                ? ""
                : " (" + message + ")";
    }

    /** S3 names it in the messages that it gives members of the bucket's own account. */
    private static String permission(Operation operation, SdkException failure) {
        Matcher named = PERMISSION.matcher(String.valueOf(failure.getMessage()));
        return named.find() ? named.group(1) : operation.permission;
    }

    /** The SDK has no type for it. */
    private static boolean lacksConfiguration(SdkException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unable to load credentials") || message.contains("unable to load region");
    }
}
