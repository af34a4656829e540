package io.anabranch.embedded.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs every execution environment as a process: a JVM with AWS's {@code aws-lambda-java-runtime-interface-client}, which asks an
 * embedded Lambda Runtime API for its invocations. Cold starts, running out of memory and being killed are real here.
 *
 * <p>The heap is what AWS's managed runtime gives it: 85 % of the function's memory, or all but 240 MB of it where that is more. So a
 * function of 512 MB has {@code -XX:MaxHeapSize=445645k}, one of 3,008 MB 2,834,432k. The other options are the managed runtime's too:
 * the serial collector, and compilation by C1 only. A process that holds more than the function's memory, files that it maps not
 * counted, is killed, and its invocation answers {@code Runtime.OutOfMemory}; Linux is looked at every 50 ms for that.
 *
 * <p>A process that has not asked for its first invocation after ten seconds and the function's timeout has failed to start.
 */
public final class ProcessExecutor extends LambdaExecutor {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);
    private static final int NON_HEAP_KIB = 240 * 1024;

    private final String classPath;
    private final Consumer<String> log;
    private final Path folder;
    private final Path nativeLibrary;

    private ProcessExecutor(Builder builder) throws IOException {
        this.classPath = builder.classPath;
        this.log = builder.log;
        this.folder = Files.createTempDirectory("anabranch-lambda-");
        this.nativeLibrary = NativeClient.unpack(folder, ProcessExecutor.class.getClassLoader());
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where the code is, and what runs it. */
    public static final class Builder {
        private String classPath =
                absolute(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        private Consumer<String> log = line -> {};

        private Builder() {}

        /**
         * The jars and folders that hold the handlers and AWS's runtime interface client; this process's own class path if not given.
         */
        public Builder classPath(List<Path> entries) {
            classPath = absolute(entries.stream().map(Path::toString));
            return this;
        }

        /** Environments run in folders of their own, where a relative path would mean another file. */
        private static String absolute(Stream<String> entries) {
            return entries.map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }

        /** Where the lines go that functions print; nowhere if not given. */
        public Builder log(Consumer<String> sink) {
            log = sink;
            return this;
        }

        /**
         * @throws IOException if this machine cannot run AWS's runtime interface client, which is built for Linux
         */
        public ProcessExecutor build() throws IOException {
            return new ProcessExecutor(this);
        }
    }

    @Override
    ExecutionEnvironment start(LambdaFunction function, String functionArn)
            throws InitFailedException, InterruptedException {
        try {
            Path environmentFolder = Files.createTempDirectory(folder, function.name() + "-");
            RuntimeApi api = RuntimeApi.start();
            ProcessBuilder command = new ProcessBuilder(command(function, environmentFolder))
                    .directory(environmentFolder.toFile())
                    .redirectErrorStream(true);
            command.environment().clear();
            command.environment().putAll(variables(function, api, environmentFolder));
            return ProcessEnvironment.start(
                    function, command, api, new LogTail(log), INIT_LIMIT.plus(function.timeout()));
        } catch (IOException e) {
            throw new InitFailedException(new Outcome.Failed(
                    ErrorPayloads.error(
                            "Runtime.InvalidEntrypoint",
                            "Cannot start a process for function " + function.name() + ": " + e.getMessage()),
                    true));
        }
    }

    private List<String> command(LambdaFunction function, Path environmentFolder) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + heapKib(function.memoryMegabytes()) + "k",
                "-XX:+UseSerialGC",
                "-XX:+TieredCompilation",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + environmentFolder,
                "-D" + NativeClient.PROPERTY + "=" + nativeLibrary,
                "-cp",
                classPath,
                RUNTIME,
                function.handler()));
    }

    static long heapKib(int memoryMegabytes) {
        long memory = memoryMegabytes * 1024L;
        return Math.max((memory * 85 + 99) / 100, memory - NON_HEAP_KIB);
    }

    /** Nothing of ours but the path is passed on; https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
    private static Map<String, String> variables(LambdaFunction function, RuntimeApi api, Path environmentFolder) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        variables.put("LANG", "C.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        variables.putAll(function.environment());
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", FunctionName.LATEST);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", UUID.randomUUID().toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature());
        variables.put("LAMBDA_TASK_ROOT", environmentFolder.toString());
        variables.put("LAMBDA_RUNTIME_DIR", environmentFolder.toString());
        return variables;
    }

    @Override
    void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.accept("Cannot remove " + folder + ": " + e.getMessage());
        }
    }
}
