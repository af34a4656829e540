package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunRef;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one JSON object that an invocation logs. */
final class LogLine {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final long started = System.nanoTime();

    LogLine(String function, Context context) {
        fields.put("function", function);
        fields.put("request", String.valueOf(context.getAwsRequestId()));
    }

    LogLine with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    LogLine run(RunRef run) {
        return with("run", run.id());
    }

    /** Ends an invocation that failed. */
    void failed(Context context, Throwable failure) {
        with("outcome", "failed");
        with("error", failure.getClass().getName());
        with("message", failure.getMessage());
        write(context);
    }

    void succeeded(Context context) {
        with("outcome", "succeeded");
        write(context);
    }

    private void write(Context context) {
        with("millis", (System.nanoTime() - started) / 1_000_000);
        context.getLogger().log(new String(RunJson.bytes(fields), StandardCharsets.UTF_8) + "\n");
    }
}
