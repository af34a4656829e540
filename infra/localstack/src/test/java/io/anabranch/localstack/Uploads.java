package io.anabranch.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Uploads to a deployed stack, and what they lead to. */
record Uploads(S3Client s3, SfnClient sfn, Map<String, String> stack) {

    /** Puts an object and gives back the run that it started, when that has ended. */
    DescribeExecutionResponse upload(byte[] body, String key) {
        Set<String> before = runs();
        put(body, key);
        Awaitility.await("a run of " + key)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> runs().size() > before.size());
        Set<String> started = runs();
        started.removeAll(before);
        String run = started.iterator().next();
        return Awaitility.await("the end of " + run)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> sfn.describeExecution(b -> b.executionArn(run)),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }

    /** Whether an upload starts a run within some seconds. */
    boolean startsARun(byte[] body, String key) {
        int before = runs().size();
        put(body, key);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> runs().size() > before);
            return true;
        } catch (ConditionTimeoutException none) {
            return false;
        }
    }

    private void put(byte[] body, String key) {
        s3.putObject(b -> b.bucket(stack.get("InputBucketName")).key(key), RequestBody.fromBytes(body));
    }

    private Set<String> runs() {
        return sfn.listExecutionsPaginator(b -> b.stateMachineArn(stack.get("StateMachineArn"))).executions().stream()
                .map(ExecutionListItem::executionArn)
                .collect(Collectors.toSet());
    }

    /** The URI that a run reads, as its input says. */
    String input(DescribeExecutionResponse run) throws JsonProcessingException {
        return parameter(run, "input");
    }

    /** What a reader sees of a run's output: the names and bytes of its parts. */
    Map<String, String> parts(DescribeExecutionResponse run) throws JsonProcessingException {
        URI output = URI.create(parameter(run, "output"));
        String prefix = output.getPath().substring(1) + "/";
        Map<String, String> parts = new TreeMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(
                        b -> b.bucket(output.getHost()).prefix(prefix))
                .contents()) {
            String name = object.key().substring(prefix.length());
            if (!name.startsWith("_anabranch/")) {
                parts.put(
                        name,
                        s3.getObjectAsBytes(b -> b.bucket(output.getHost()).key(object.key()))
                                .asUtf8String());
            }
        }
        return parts;
    }

    /** A parameter of the run, which may be given as a text or as a list of one. */
    private static String parameter(DescribeExecutionResponse run, String name) throws JsonProcessingException {
        JsonNode value = new ObjectMapper().readTree(run.input()).path("params").path(name);
        return (value.isArray() ? value.path(0) : value).textValue();
    }
}
