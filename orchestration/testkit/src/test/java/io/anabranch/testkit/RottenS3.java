package io.anabranch.testkit;

import io.anabranch.embedded.s3.MemoryS3;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3 some of whose objects have rotted: their bytes are others, their entity tags and sizes are not. */
final class RottenS3 extends DelegatingS3Client {
    private final TreeMap<String, byte[]> rotten = new TreeMap<>();
    private @Nullable String deadly;

    RottenS3(MemoryS3 s3) {
        super(s3);
    }

    /** Lets the next write of an object whose key ends so fail before it took effect, for good. */
    void dieBefore(String end) {
        deadly = end;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (deadly != null && request.key().endsWith(deadly)) {
            deadly = null;
            throw new IllegalStateException("killed");
        }
        return super.putObject(request, body);
    }

    /** All objects are again as they were written. */
    void recover() {
        rotten.clear();
    }

    void rot(String uri, byte[] bytes) {
        rotten.put(uri, bytes);
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        byte[] bytes = rotten.get("s3://" + request.bucket() + "/" + request.key());
        return bytes == null
                ? super.getObject(request, transformer)
                : super.getObject(request, (response, body) -> {
                    body.close();
                    return answer(bytes, request.range(), response, transformer);
                });
    }

    private static <R> R answer(
            byte[] bytes,
            @Nullable String range,
            GetObjectResponse response,
            ResponseTransformer<GetObjectResponse, R> transformer) {
        byte[] asked = bytes;
        if (range != null) {
            String[] ends = range.substring("bytes=".length()).split("-");
            int from = Math.min(bytes.length, Integer.parseInt(ends[0]));
            asked = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, Integer.parseInt(ends[1]) + 1));
        }
        try {
            return transformer.transform(response, AbortableInputStream.create(new ByteArrayInputStream(asked)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw SdkClientException.create("Cannot read the answer", e);
        }
    }
}
