package io.anabranch.embedded.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.embedded.sdk.SdkJson;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/** The tasks {@code arn:aws:states:::aws-sdk:s3:*} for the calls that our S3 port has. */
public final class S3Tasks implements TaskService {
    private static final Map<String, BiFunction<S3Client, JsonNode, ObjectNode>> ACTIONS = Map.ofEntries(
            Map.entry("getObject", S3Tasks::getObject),
            Map.entry("putObject", S3Tasks::putObject),
            Map.entry(
                    "headObject",
                    (s3, in) -> SdkJson.write(s3.headObject(SdkJson.read(in, HeadObjectRequest.builder())))),
            Map.entry(
                    "deleteObject",
                    (s3, in) -> SdkJson.write(s3.deleteObject(SdkJson.read(in, DeleteObjectRequest.builder())))),
            Map.entry(
                    "deleteObjects",
                    (s3, in) -> SdkJson.write(s3.deleteObjects(SdkJson.read(in, DeleteObjectsRequest.builder())))),
            Map.entry(
                    "copyObject",
                    (s3, in) -> SdkJson.write(s3.copyObject(SdkJson.read(in, CopyObjectRequest.builder())))),
            Map.entry(
                    "listObjectsV2",
                    (s3, in) -> SdkJson.write(s3.listObjectsV2(SdkJson.read(in, ListObjectsV2Request.builder())))),
            Map.entry("listBuckets", (s3, in) -> SdkJson.write(s3.listBuckets())),
            Map.entry(
                    "headBucket",
                    (s3, in) -> SdkJson.write(s3.headBucket(SdkJson.read(in, HeadBucketRequest.builder())))),
            Map.entry(
                    "createBucket",
                    (s3, in) -> SdkJson.write(s3.createBucket(SdkJson.read(in, CreateBucketRequest.builder())))),
            Map.entry(
                    "deleteBucket",
                    (s3, in) -> SdkJson.write(s3.deleteBucket(SdkJson.read(in, DeleteBucketRequest.builder())))));

    private final S3Client s3;
    private final Executor executor;

    public S3Tasks(S3Client s3, Executor executor) {
        this.s3 = s3;
        this.executor = executor;
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return resource.kind() == TaskResource.Kind.SERVICE
                && resource.service().equals("aws-sdk:s3")
                && resource.pattern() == TaskResource.IntegrationPattern.REQUEST_RESPONSE
                && ACTIONS.containsKey(resource.action());
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        AtomicBoolean cancelled = new AtomicBoolean();
        executor.execute(() -> {
            if (!cancelled.get()) {
                perform(call, observer);
            }
        });
        return () -> cancelled.set(true);
    }

    private void perform(TaskCall call, TaskObserver observer) {
        BiFunction<S3Client, JsonNode, ObjectNode> action =
                ACTIONS.get(call.resource().action());
        if (action == null) {
            throw new IllegalArgumentException(
                    "Not asked before: " + call.resource().arn());
        }
        try {
            observer.succeeded(action.apply(s3, call.parameters()));
        } catch (AwsServiceException refused) {
            observer.failed(S3ErrorNames.name(refused), refused.getMessage());
        } catch (SdkClientException unsent) {
            observer.failed("S3.SdkClientException", unsent.getMessage());
        } catch (IllegalArgumentException invalid) {
            observer.failed(StatesError.RUNTIME, invalid.getMessage());
        } catch (RuntimeException unexpected) {
            observer.failed(StatesError.TASK_FAILED, unexpected.toString());
        }
    }

    private static ObjectNode getObject(S3Client s3, JsonNode parameters) {
        ResponseBytes<GetObjectResponse> object =
                s3.getObject(SdkJson.read(parameters, GetObjectRequest.builder()), ResponseTransformer.toBytes());
        return SdkJson.write(object.response()).put("Body", object.asUtf8String());
    }

    private static ObjectNode putObject(S3Client s3, JsonNode parameters) {
        ObjectNode members = parameters.deepCopy();
        JsonNode body = members.remove("Body");
        String text = body == null || body.isNull() ? "" : body.isTextual() ? body.textValue() : body.toString();
        return SdkJson.write(s3.putObject(
                SdkJson.read(members, PutObjectRequest.builder()),
                RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8))));
    }
}
