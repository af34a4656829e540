package io.anabranch.embedded.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the real handlers on threads of this process: the default, and the fast one.
 *
 * <p>A process has one set of environment variables, so a handler that needs some is given them by whoever makes it: hence suppliers. A
 * new execution environment asks the supplier for a new handler. Memory is shared and not limited; a handler that runs beyond its
 * timeout is interrupted and its thread given up.
 */
public final class InProcessExecutor extends LambdaExecutor {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final Map<String, Supplier<? extends RequestStreamHandler>> handlers;
    private final Consumer<String> log;

    private InProcessExecutor(Map<String, Supplier<? extends RequestStreamHandler>> handlers, Consumer<String> log) {
        this.handlers = handlers;
        this.log = log;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Which handlers there are, by function name. */
    public static final class Builder {
        private final Map<String, Supplier<? extends RequestStreamHandler>> handlers = new LinkedHashMap<>();
        private Consumer<String> log = line -> {};

        private Builder() {}

        public Builder handler(String function, Supplier<? extends RequestStreamHandler> handler) {
            handlers.put(function, handler);
            return this;
        }

        /** A handler of objects: events are read, and results written, as JSON by Jackson. */
        public <I, O> Builder handler(
                String function, Class<I> input, Supplier<? extends RequestHandler<? super I, O>> handler) {
            return handler(function, () -> new ObjectHandler<I, O>(handler.get(), input));
        }

        /** Where lines go that handlers log through their context; nowhere if not given. */
        public Builder log(Consumer<String> sink) {
            log = sink;
            return this;
        }

        public InProcessExecutor build() {
            return new InProcessExecutor(new LinkedHashMap<>(handlers), log);
        }
    }

    @Override
    ExecutionEnvironment start(LambdaFunction function, String functionArn) throws InitFailedException {
        Supplier<? extends RequestStreamHandler> handler = handlers.get(function.name());
        if (handler == null) {
            throw new InitFailedException(new Outcome.Failed(
                    ErrorPayloads.error(
                            "Runtime.HandlerNotFound",
                            "Cannot run function " + function.name()
                                    + " in-process: it has no handler. Give one to InProcessExecutor.handler"),
                    true));
        }
        return InProcessEnvironment.start(function, handler, new LogTail(log));
    }

    @Override
    void close() {}

    /** A handler of objects behind the interface of streams. */
    private record ObjectHandler<I, O>(RequestHandler<? super I, O> handler, Class<I> input)
            implements RequestStreamHandler {

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
            I event = JSON.readValue(in, input);
            JSON.writeValue(out, handler.handleRequest(event, context));
        }
    }
}
