package io.anabranch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anabranch.cli.Main;
import io.anabranch.cli.run.FailedRunTest.Failing;
import io.anabranch.local.LocalRun;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Runs whose failure cannot be written down or looked into, since file handles, disk or memory are used up by then. */
class UnexplainedRunTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("in.txt"), "1\nx\n");
    }

    @Test
    void whatATaskHasFailedOfIsSaidFirstWhateverIsUsedUpThen() {
        for (Throwable exhausted : List.of(
                SdkClientException.create("Too many open files"),
                SdkClientException.create("No space left on device"),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/anabranch/runtime/run/Failure"))) {
            LocalRun.Result result = run(exhausted);
            assertThat(result.outcome().committed()).isFalse();
            assertThat(result.outcome().error()).isEqualTo("io.anabranch.error.CodeException");
            assertThat(result.outcome().problem())
                    .as(exhausted.toString())
                    .startsWith(
                            "Cannot run step 'map 1': your code threw java.lang.IllegalStateException: not | a number");
            assertThat(String.join(" ", result.problems()))
                    .as(exhausted.toString())
                    .contains(exhausted.getMessage());
        }
    }

    @Test
    void aHistoryThatCannotBeWrittenChangesNothingOfHowARunEnds() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no device that is always full");
        Files.writeString(folder.resolve("in.txt"), "1\n2\n");
        Path history = Files.createDirectories(folder.resolve("work/runs/r1")).resolve("history.jsonl");
        Files.createSymbolicLink(history, full);
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
        int exit = command.execute(
                "run",
                Failing.class.getName(),
                "--input",
                folder.resolve("in.txt").toString(),
                "--output",
                folder.resolve("out").toString(),
                "--work",
                folder.resolve("work").toString(),
                "--run-id",
                "r1");
        assertThat(err.toString())
                .contains("anabranch: Cannot write all of the history of the run: No space left on device");
        assertThat(exit).isZero();
        assertThat(folder.resolve("out/_anabranch/manifest.json")).exists();
    }

    /** Everything fails from the moment on that the failure of the task is to be written. */
    private LocalRun.Result run(Throwable exhausted) {
        AtomicBoolean failing = new AtomicBoolean();
        LocalRun.Settings plain = LocalRun.Settings.of(folder, folder.resolve("work-" + exhausted.hashCode()), 1);
        LocalRun.Settings settings = new LocalRun.Settings(
                plain.base(),
                plain.work(),
                null,
                1,
                plain.mode(),
                plain.temporary(),
                plain.watch(),
                s3 -> exhausted(s3, exhausted, failing));
        TreeMap<String, List<String>> params = new TreeMap<>();
        params.put("input", List.of(folder.resolve("in.txt").toString()));
        params.put("output", List.of(folder.resolve("out").toString()));
        return new LocalRun(CatalogGraphs.ofClassPath(), settings)
                .withVirtualTime()
                .execute(new PlanRequest(Failing.class.getName(), params, "r1", null, Options.NONE));
    }

    private static S3Client exhausted(S3Client s3, Throwable failure, AtomicBoolean failing) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (arguments != null
                            && arguments[0] instanceof PutObjectRequest put
                            && put.key().contains("/failures/")) {
                        failing.set(true);
                    }
                    if (failing.get() && !method.getName().equals("close")) {
                        throw failure;
                    }
                    Object[] result = new Object[1];
                    Throwable thrown = catchThrowable(() -> result[0] = method.invoke(s3, arguments));
                    if (thrown instanceof InvocationTargetException wrapped) {
                        throw wrapped.getCause();
                    }
                    return result[0];
                });
    }
}
