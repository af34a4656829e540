package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.anabranch.runtime.run.RunJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What all functions have in common: an event in, an answer out, one line in the log.
 *
 * @param function name in the log
 * @param reading makes an event of its bytes
 * @param body what the function does
 */
record Invocation<E, A>(String function, Reading<E> reading, Body<E, A> body) {
    /** The work of a function. */
    @FunctionalInterface
    interface Body<E, A> {
        A answer(E event, Context context, LogLine log);
    }

    /** Reads an event, which errors call {@code what}. */
    @FunctionalInterface
    interface Reading<E> {
        E of(byte[] json, String what);
    }

    /** @param type of the event */
    Invocation(String function, Class<E> type, Body<E, A> body) {
        this(function, (json, what) -> RunJson.read(json, type, what), body);
    }

    void handle(InputStream in, OutputStream out, Context context) throws IOException {
        LogLine log = new LogLine(function, context);
        A answer;
        try {
            E event = reading.of(in.readAllBytes(), "the event of " + function);
            answer = body.answer(event, context, log);
        } catch (RuntimeException | Error failure) {
            log.failed(context, failure);
            throw failure;
        }
        log.succeeded(context);
        out.write(RunJson.bytes(answer));
    }
}
