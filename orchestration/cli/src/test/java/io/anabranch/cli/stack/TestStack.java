package io.anabranch.cli.stack;

import io.anabranch.embedded.lambda.InProcessExecutor;
import io.anabranch.embedded.s3.EmbeddedS3;
import io.anabranch.handlers.AbortFunction;
import io.anabranch.handlers.BarrierFunction;
import io.anabranch.handlers.CommitFunction;
import io.anabranch.handlers.MapFunction;
import io.anabranch.handlers.PlanFunction;
import io.anabranch.handlers.Platform;
import io.anabranch.handlers.ReduceFunction;
import io.anabranch.handlers.Settings;
import io.anabranch.local.LocalCloud;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The real functions and the real definition, with the buckets {@code in}, {@code out} and {@code work} in one folder. */
public final class TestStack implements AutoCloseable {
    /** Where runs keep their own objects. */
    public static final S3Uri WORK = new S3Uri("work", "work");

    private final EmbeddedS3 s3;
    private final LocalCloud cloud;

    public TestStack(Path folder) {
        this(folder, (function, client) -> client);
    }

    /** @param wrap what a function's S3 client is replaced by; functions are {@code plan}, {@code map}, {@code map-large}, … */
    public TestStack(Path folder, BiFunction<String, S3Client, S3Client> wrap) {
        s3 = EmbeddedS3.builder()
                .bucket("in", folder(folder, "in"))
                .bucket("out", folder(folder, "out"))
                .bucket("work", folder(folder, "work"))
                .build();
        cloud = new LocalCloud(
                wrap.apply("state-machine", s3),
                executor(folder(folder, "tmp"), wrap),
                2,
                Map.of(),
                (arn, event) -> {},
                report -> {});
    }

    private InProcessExecutor executor(Path temporary, BiFunction<String, S3Client, S3Client> wrap) {
        Graphs graphs = CatalogGraphs.ofClassPath();
        Settings settings = new Settings(WORK, null);
        TaskSettings limits = TaskSettings.ofThisJvm(2, temporary);
        Platform plan = Platform.ofThisJvm(wrap.apply("plan", s3));
        Platform map = Platform.ofThisJvm(wrap.apply("map", s3));
        Platform mapLarge = Platform.ofThisJvm(wrap.apply("map-large", s3));
        Platform reduce = Platform.ofThisJvm(wrap.apply("reduce", s3));
        Platform reduceLarge = Platform.ofThisJvm(wrap.apply("reduce-large", s3));
        Platform barrier = Platform.ofThisJvm(wrap.apply("barrier", s3));
        Platform commit = Platform.ofThisJvm(wrap.apply("commit", s3));
        Platform abort = Platform.ofThisJvm(wrap.apply("abort", s3));
        return InProcessExecutor.builder()
                .handler("anabranch-plan", () -> new PlanFunction(plan, graphs, settings, Places.IN_S3))
                .handler("anabranch-map", () -> new MapFunction(map, tasks(map, graphs, limits)))
                .handler("anabranch-map-large", () -> new MapFunction(mapLarge, tasks(mapLarge, graphs, limits)))
                .handler("anabranch-reduce", () -> new ReduceFunction(reduce, tasks(reduce, graphs, limits)))
                .handler(
                        "anabranch-reduce-large",
                        () -> new ReduceFunction(reduceLarge, tasks(reduceLarge, graphs, limits)))
                .handler("anabranch-barrier", () -> new BarrierFunction(barrier, graphs))
                .handler("anabranch-commit", () -> new CommitFunction(commit))
                .handler("anabranch-abort", () -> new AbortFunction(abort, settings))
                .build();
    }

    private static TaskRunner tasks(Platform platform, Graphs graphs, TaskSettings limits) {
        return new TaskRunner(
                platform.store(), platform.parallel(), graphs, limits, platform.clock(), platform.cpuNanos());
    }

    public S3Client s3() {
        return s3;
    }

    public SfnClient stepFunctions() {
        return cloud.stepFunctions();
    }

    public String stateMachineArn() {
        return cloud.stateMachineArn();
    }

    /** Puts an object into the bucket {@code in}. */
    public void upload(String key, String text) {
        s3.putObject(r -> r.bucket("in").key(key), RequestBody.fromString(text));
    }

    @Override
    public void close() {
        cloud.close();
        s3.close();
    }

    private static Path folder(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
