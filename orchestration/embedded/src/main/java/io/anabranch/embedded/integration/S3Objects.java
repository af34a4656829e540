package io.anabranch.embedded.integration;

import io.anabranch.states.integration.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** What a Distributed Map reads and writes, in S3. */
public final class S3Objects implements ObjectStore {
    private final S3Client s3;

    public S3Objects(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public InputStream get(String bucket, String key, @Nullable String versionId) throws IOException {
        return call(() -> s3.getObject(get -> get.bucket(bucket).key(key).versionId(versionId)));
    }

    @Override
    public void put(String bucket, String key, byte[] body) throws IOException {
        call(() -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(body)));
    }

    @Override
    public Listing list(String bucket, String prefix, @Nullable String continuation) throws IOException {
        ListObjectsV2Response page = call(() ->
                s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).continuationToken(continuation)));
        return new Listing(
                page.contents().stream()
                        .map(object -> new Listed(
                                object.key(),
                                object.size(),
                                object.eTag(),
                                object.lastModified(),
                                object.storageClassAsString() == null ? "STANDARD" : object.storageClassAsString()))
                        .toList(),
                page.nextContinuationToken());
    }

    private static <T> T call(Callable<T> request) throws IOException {
        try {
            return request.call();
        } catch (AwsServiceException refused) {
            throw new Refusal(S3ErrorNames.name(refused), String.valueOf(refused.getMessage()));
        } catch (SdkClientException unsent) {
            throw new Refusal("S3.SdkClientException", String.valueOf(unsent.getMessage()));
        } catch (IOException | RuntimeException other) {
            throw other;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
