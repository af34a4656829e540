package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.EmbeddedS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class FaultyS3ClientTest {
    @TempDir
    private Path folder;

    private S3Client s3;

    @BeforeEach
    void open() {
        s3 = EmbeddedS3.builder().bucket("b", folder).build();
    }

    @Test
    void aThrottledCallIsNotMade() {
        var faulty = new FaultyS3Client(s3, FaultPlan.nth("PutObject", 2, Fault.throttled()), folder);
        put(faulty, "one");
        assertThatThrownBy(() -> put(faulty, "two")).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(503);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
            assertThat(e.isThrottlingException()).isTrue();
        });
        put(faulty, "three");
        assertThat(keys()).containsExactly("one", "three");
        assertThat(faulty.count("PutObject")).isEqualTo(3);
        assertThat(faulty.calls())
                .extracting(S3Call::address)
                .containsExactly("s3://b/one", "s3://b/two", "s3://b/three");
    }

    @Test
    void aLostReplyHasTakenEffect() {
        var faulty = new FaultyS3Client(s3, FaultPlan.first("PutObject", 1, Fault.replyLost()), folder);
        assertThatThrownBy(() -> put(faulty, "k")).isInstanceOf(SdkClientException.class);
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aRepeatedConditionalPutFindsItsOwnObject() {
        var faulty = new FaultyS3Client(s3, FaultPlan.first("PutObject", 1, Fault.repeated()), folder);
        assertThatThrownBy(() ->
                        faulty.putObject(r -> r.bucket("b").key("k").ifNoneMatch("*"), RequestBody.fromString("x")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aDelayedCallIsMadeLater() {
        var faulty =
                new FaultyS3Client(s3, FaultPlan.every("PutObject", 1, Fault.delayed(Duration.ofMillis(30))), folder);
        long start = System.nanoTime();
        put(faulty, "k");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aSeededPlanIsTheSameEveryTime() {
        FaultPlan plan = FaultPlan.seeded(42, 0.3, List.of(Fault.throttled(), Fault.replyLost()));
        List<Integer> suffering = IntStream.rangeClosed(1, 1000)
                .filter(n -> plan.faultOf(call(n)).isPresent())
                .boxed()
                .toList();
        assertThat(suffering).hasSizeBetween(230, 370);
        assertThat(suffering).allSatisfy(n -> assertThat(plan.faultOf(call(n))).isEqualTo(plan.faultOf(call(n))));
        FaultPlan other = FaultPlan.seeded(43, 0.3, List.of(Fault.throttled(), Fault.replyLost()));
        assertThat(IntStream.rangeClosed(1, 1000)
                        .filter(n -> other.faultOf(call(n)).isPresent())
                        .boxed()
                        .toList())
                .isNotEqualTo(suffering);
    }

    @Test
    void plansAreCombined() {
        FaultPlan plan =
                FaultPlan.nth("PutObject", 1, Fault.throttled()).or(FaultPlan.nth("PutObject", 2, Fault.repeated()));
        assertThat(plan.faultOf(call(1))).containsInstanceOf(Suffering.Refused.class);
        assertThat(plan.faultOf(call(2))).containsInstanceOf(Suffering.Repeated.class);
        assertThat(plan.faultOf(call(3))).isEmpty();
    }

    private static S3Call call(int number) {
        return new S3Call("PutObject", number, "s3://b/k");
    }

    private static void put(S3Client client, String key) {
        client.putObject(r -> r.bucket("b").key(key), RequestBody.fromString("x"));
    }

    private List<String> keys() {
        return s3.listObjectsV2(r -> r.bucket("b")).contents().stream()
                .map(object -> object.key())
                .toList();
    }
}
