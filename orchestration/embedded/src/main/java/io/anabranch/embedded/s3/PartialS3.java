package io.anabranch.embedded.s3;

import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A client that has some operations of S3, those that a subclass implements, and refuses all others by name: the SDK's interface would
 * refuse them too, but not say which it was. Not a dynamic proxy, which would load and initialise each of the SDK's model classes.
 */
abstract class PartialS3 extends DelegatingS3Client {
    PartialS3() {
        super(new NoOperations());
    }

    /** Every operation comes by here that a subclass has not overridden. */
    @Override
    protected final <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
        throw new UnsupportedOperationException(
                "Cannot do S3's " + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
                        + ": the embedded S3 has no such operation. Use S3, or an emulator that has it");
    }

    private static final class NoOperations implements S3Client {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
