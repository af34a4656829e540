package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.WriteClock;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.waiters.S3Waiter;

/**
 * S3 in a folder: an {@link S3Client} whose buckets are folders and whose objects are files.
 *
 * <pre>{@code
 * S3Client s3 = EmbeddedS3.builder().bucket("input", Path.of("data")).root(Path.of("buckets")).build();
 * }</pre>
 *
 * <p>It answers as S3 does, errors included: conditional writes and reads, ranges, multipart uploads, listings in the order of keys.
 * A file that a user lays into a bucket's folder is an object, and an object put through this client is an ordinary file, unless its
 * key cannot be the name of one. Several clients, in one process or in several, can share the folders.
 *
 * <p>ETags come from size, time of modification and inode: they change whenever the content does and cost no reading, but are no
 * digests. That of a file that is reached through a symbolic link ends in {@code -link} and is else the file's own. Listings show what is
 * no object, too, as {@code unreadable-} and why: {@code dangling} (a link to nothing), {@code special} (a pipe, a socket, a device), {@code
 * file} and {@code folder} (they may not be read), {@code name} (it cannot be read in this locale), {@code long} (no key may be), {@code
 * changing} (a file that is being written to all the time). Nothing is synced to the disk, so what outlives a killed process may not outlive a power cut. On a file system that takes
 * {@code A} and {@code a} for one name, so does this client.
 *
 * <p>Operations it does not have are refused with an {@link UnsupportedOperationException} that names them, and so are fields of
 * requests that would have no effect.
 */
public final class EmbeddedS3 extends PartialS3 {
    private final Buckets buckets;
    private final ObjectRequests objects;
    private final MultipartRequests multipart;
    private final BucketRequests bucketRequests;

    private EmbeddedS3(Buckets buckets) {
        this.buckets = buckets;
        this.objects = new ObjectRequests(buckets);
        this.multipart = new MultipartRequests(buckets);
        this.bucketRequests = new BucketRequests(buckets);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Which folders are buckets. */
    public static final class Builder {
        private final Map<String, Path> given = new LinkedHashMap<>();
        private @Nullable Path root;
        private @Nullable List<Path> writable;

        private Builder() {}

        /**
         * Makes a folder a bucket. It need not exist; it is created by the first write, and a bucket that is only read may be a
         * folder that cannot be written.
         */
        public Builder bucket(String name, Path folder) {
            Objects.requireNonNull(name, "name");
            given.put(name, folder.toAbsolutePath().normalize());
            return this;
        }

        /** Makes every folder in this one a bucket; {@code createBucket} creates them here. */
        public Builder root(Path folder) {
            root = folder.toAbsolutePath().normalize();
            return this;
        }

        /**
         * Only what is below these folders is written to; each keeps its own state, so uploads are on the file system that they are for. All
         * else in the buckets is other people's, who may change it at any time: it can only be read, versions of it take the files' times of
         * change in, and a read of it fails when the file is written to meanwhile. Without this a bucket is written to by its clients only.
         */
        public Builder writable(Collection<Path> folders) {
            writable = List.copyOf(folders);
            return this;
        }

        /** The clock that objects' times of modification come from. */
        public EmbeddedS3 build() {
            return new EmbeddedS3(
                    new Buckets(new LinkedHashMap<>(given), root, writable, new WriteClock(Clock.systemUTC())));
        }
    }

    /** A call to the file system, and whom it is for. */
    private interface Call<T> {
        T run() throws IOException;
    }

    private static <T> T call(String operation, @Nullable String bucket, @Nullable String key, Call<T> call) {
        try {
            return call.run();
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw failed(operation, bucket, key, e);
        }
    }

    private static RuntimeException failed(
            String operation, @Nullable String bucket, @Nullable String key, Exception e) {
        String where = "s3://" + bucket + "/" + (key == null ? "" : key);
        if (e instanceof ClosedByInterruptException) {
            return AbortedException.create("The thread was interrupted during " + operation + " of " + where, e);
        }
        if (e instanceof AccessDeniedException || isReadOnly(e)) {
            return S3Errors.error(
                    403,
                    "AccessDenied",
                    operation + " of " + where + " is not allowed by the file system: " + reason(e));
        }
        return SdkClientException.create("Cannot do " + operation + " of " + where + ": " + reason(e), e);
    }

    private static boolean isReadOnly(Exception e) {
        return e instanceof ReadOnlyFileSystemException
                || (e instanceof FileSystemException refused
                        && String.valueOf(refused.getReason()).contains("Read-only"));
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
            return denied.getFile() + ": permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return call("PutObject", request.bucket(), request.key(), () -> objects.put(request, body));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return call("GetObject", request.bucket(), request.key(), () -> objects.get(request, transformer));
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return call("HeadObject", request.bucket(), request.key(), () -> objects.head(request));
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        return call("DeleteObject", request.bucket(), request.key(), () -> objects.delete(request));
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        return call("DeleteObjects", request.bucket(), null, () -> objects.delete(request));
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        return call("CopyObject", request.destinationBucket(), request.destinationKey(), () -> objects.copy(request));
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return call("ListObjectsV2", request.bucket(), request.prefix(), () -> bucketRequests.list(request));
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        return call("CreateMultipartUpload", request.bucket(), request.key(), () -> multipart.create(request));
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        return call("UploadPart", request.bucket(), request.key(), () -> multipart.uploadPart(request, body));
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest request) {
        return call("ListParts", request.bucket(), request.key(), () -> multipart.listParts(request));
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return call("ListMultipartUploads", request.bucket(), request.prefix(), () -> multipart.list(request));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        return call("CompleteMultipartUpload", request.bucket(), request.key(), () -> multipart.complete(request));
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return call("AbortMultipartUpload", request.bucket(), request.key(), () -> multipart.abort(request));
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest request) {
        return call("CreateBucket", request.bucket(), null, () -> bucketRequests.create(request));
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return call("HeadBucket", request.bucket(), null, () -> bucketRequests.head(request));
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        return call("DeleteBucket", request.bucket(), null, () -> bucketRequests.delete(request));
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
        return call("ListBuckets", null, null, () -> bucketRequests.list(request));
    }

    @Override
    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
        return call("GetBucketLocation", request.bucket(), null, () -> bucketRequests.location(request));
    }

    @Override
    public S3Utilities utilities() {
        return S3Utilities.builder().region(Region.of(BucketRequests.REGION)).build();
    }

    @Override
    public S3Waiter waiter() {
        return S3Waiter.builder().client(this).build();
    }

    /**
     * Closes the lock files, and removes what it keeps beside the objects where nothing in it is needed and nobody else uses it. Nothing is
     * written through this client any more.
     */
    @Override
    public void close() {
        try {
            buckets.close();
        } catch (IOException e) {
            throw SdkClientException.create("Cannot close the embedded S3: " + e.getMessage(), e);
        }
    }
}
