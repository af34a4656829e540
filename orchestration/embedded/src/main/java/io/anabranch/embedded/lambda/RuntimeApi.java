package io.anabranch.embedded.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda Runtime API of one execution environment, on loopback.
 *
 * <p>See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html. Every header of {@code next} is sent, if empty: the native
 * client of AWS's Java runtime crashes without them.
 */
final class RuntimeApi {
    private static final String BASE = "/2018-06-01/runtime/";

    /** Read once, when the first server of the process is made. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
    private final CompletableFuture<Outcome.Failed> initError = new CompletableFuture<>();

    /** The next time the runtime asks for an invocation; replaced each time it does. */
    private CompletableFuture<Void> asked = new CompletableFuture<>();

    private record Running(String requestId, CompletableFuture<Answer> answer) {}

    /** How an invocation ended, and the time that the runtime then asks for another, if it lives that long. */
    record Answer(Outcome outcome, CompletableFuture<Void> askedAgain) {}

    private RuntimeApi(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static RuntimeApi start() throws IOException {
        // The JDK's server sends headers and body apart; with Nagle's algorithm each answer then waits 40 ms for an
        // acknowledgement.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lambda-runtime-api");
            thread.setDaemon(true);
            return thread;
        });
        RuntimeApi api = new RuntimeApi(server, threads);
        server.setExecutor(threads);
        server.createContext("/", api::answer);
        server.start();
        return api;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completed when the runtime asks for an invocation after this call. */
    synchronized CompletableFuture<Void> nextAsked() {
        return asked;
    }

    private synchronized void noteAsked() {
        asked.complete(null);
        asked = new CompletableFuture<>();
    }

    CompletableFuture<Outcome.Failed> initError() {
        return initError;
    }

    /** Hands an invocation to the runtime; the future is completed by its answer. */
    CompletableFuture<Answer> deliver(Invocation invocation) {
        Running started = new Running(invocation.requestId(), new CompletableFuture<>());
        running.set(started);
        next.add(invocation);
        return started.answer();
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String what = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (what.equals("invocation/next")) {
                sendNext(exchange);
            } else if (what.equals("init/error")) {
                initError.complete(new Outcome.Failed(body, true));
                accepted(exchange);
            } else if (what.startsWith("invocation/") && what.endsWith("/response")) {
                complete(exchange, what, new Outcome.Returned(body));
            } else if (what.startsWith("invocation/") && what.endsWith("/error")) {
                complete(exchange, what, new Outcome.Failed(body, false));
            } else {
                send(exchange, 404, "{\"errorType\":\"NotFound\",\"errorMessage\":\"No such path: " + path + "\"}");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException, InterruptedException {
        noteAsked();
        Invocation invocation = next.take();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        headers.set("Lambda-Runtime-Trace-Id", traceId());
        headers.set("Lambda-Runtime-Client-Context", text(invocation.clientContext()));
        headers.set("Lambda-Runtime-Cognito-Identity", "");
        headers.set("Lambda-Runtime-Aws-Tenant-Id", text(invocation.tenantId()));
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, invocation.payload().length);
        exchange.getResponseBody().write(invocation.payload());
    }

    private void complete(HttpExchange exchange, String what, Outcome outcome) throws IOException {
        String requestId = what.substring("invocation/".length(), what.lastIndexOf('/'));
        Running current = running.get();
        if (current == null || !current.requestId().equals(requestId)) {
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
            return;
        }
        // Before the runtime knows that we have its answer: so it cannot have asked again yet.
        current.answer().complete(new Answer(outcome, nextAsked()));
        accepted(exchange);
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        send(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String traceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(
                "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0",
                System.currentTimeMillis() / 1000, random.nextInt(), random.nextLong(), random.nextLong());
    }
}
