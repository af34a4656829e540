package io.anabranch.testkit.disasters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Takes the conditions out of requests of one operation on objects of one kind.
 *
 * @param header the condition: {@code If-None-Match} or {@code If-Match}
 */
record Sabotage(String operation, ObjectKind kind, String header) implements UnaryOperator<S3Request> {
    /** What {@link #toString} gives, of several with a semicolon between them, one after the other. */
    static UnaryOperator<S3Request> parse(String text) {
        if (text.isEmpty()) {
            return UnaryOperator.identity();
        }
        List<Sabotage> all = new ArrayList<>();
        for (String each : text.split(";")) {
            String[] words = each.split(" ");
            all.add(new Sabotage(words[0], ObjectKind.valueOf(words[1]), words[2]));
        }
        return request -> {
            S3Request changed = request;
            for (Sabotage each : all) {
                changed = each.apply(changed);
            }
            return changed;
        };
    }

    @Override
    public S3Request apply(S3Request request) {
        Call call = Call.of(request);
        if (!call.operation().equals(operation) || call.kind() != kind) {
            return request;
        }
        boolean absent = header.equals("If-None-Match");
        if (request instanceof PutObjectRequest put) {
            return absent
                    ? put.toBuilder().ifNoneMatch(null).build()
                    : put.toBuilder().ifMatch(null).build();
        }
        if (request instanceof CompleteMultipartUploadRequest complete) {
            return complete.toBuilder().ifNoneMatch(null).build();
        }
        if (request instanceof DeleteObjectRequest delete) {
            return delete.toBuilder().ifMatch(null).build();
        }
        if (request instanceof GetObjectRequest get) {
            return get.toBuilder().ifMatch(null).build();
        }
        throw new IllegalArgumentException("Cannot sabotage " + call);
    }

    @Override
    public String toString() {
        return operation + " " + kind + " " + header;
    }
}
