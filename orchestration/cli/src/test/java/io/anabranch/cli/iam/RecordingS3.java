package io.anabranch.cli.iam;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Notes what each call needs, as the S3 documentation has it ("Required permissions for Amazon S3 API operations" in the User Guide): a
 * question for a key that is not there needs the right to list, or the answer is 403 instead of 404.
 */
final class RecordingS3 extends DelegatingS3Client {
    private static final int NOT_FOUND = 404;

    private final String role;
    private final String function;
    private final Set<Need> needs;

    /** @param needs is added to, by several threads */
    RecordingS3(S3Client delegate, String role, String function, Set<Need> needs) {
        super(delegate);
        this.role = role;
        this.function = function;
        this.needs = needs;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
        for (String action : actions(name, request)) {
            boolean ofBucket = action.startsWith("s3:ListBucket");
            String prefix = action.equals("s3:ListBucket") ? field(request, "Prefix") : null;
            need(action, ofBucket ? bucket(request) : object(request), prefix, name);
        }
        if (request instanceof DeleteObjectsRequest several) {
            several.delete()
                    .objects()
                    .forEach(one -> need("s3:DeleteObject", bucket(request) + "/" + one.key(), null, name));
        }
        try {
            return operation.apply(request);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && (name.equals("GetObject") || name.equals("HeadObject"))) {
                need("s3:ListBucket", bucket(request), null, name + " of a key that is not there");
            }
            throw e;
        }
    }

    private static List<String> actions(String operation, S3Request request) {
        boolean conditional = field(request, "IfMatch") != null;
        return switch (operation) {
            case "GetObject", "HeadObject" ->
                field(request, "VersionId") == null ? List.of("s3:GetObject") : List.of("s3:GetObjectVersion");
            case "PutObject", "CompleteMultipartUpload" ->
                conditional ? List.of("s3:PutObject", "s3:GetObject") : List.of("s3:PutObject");
            case "CreateMultipartUpload", "UploadPart" -> List.of("s3:PutObject");
            case "AbortMultipartUpload" -> List.of("s3:AbortMultipartUpload");
            case "ListParts" -> List.of("s3:ListMultipartUploadParts");
            case "ListMultipartUploads" -> List.of("s3:ListBucketMultipartUploads");
            case "ListObjectsV2", "HeadBucket" -> List.of("s3:ListBucket");
            case "DeleteObject" ->
                conditional ? List.of("s3:DeleteObject", "s3:GetObject") : List.of("s3:DeleteObject");
            case "DeleteObjects" -> List.of();
            default -> throw new IllegalStateException("Cannot tell what " + operation + " needs. Add it here");
        };
    }

    private void need(String action, String resource, @Nullable String prefix, String operation) {
        needs.add(new Need(role, action, resource, prefix, function + " calls " + operation));
    }

    private static String bucket(S3Request request) {
        return "arn:aws:s3:::" + field(request, "Bucket");
    }

    private static String object(S3Request request) {
        return bucket(request) + "/" + field(request, "Key");
    }

    private static @Nullable String field(S3Request request, String name) {
        return request.getValueForField(name, Object.class).map(String::valueOf).orElse(null);
    }
}
