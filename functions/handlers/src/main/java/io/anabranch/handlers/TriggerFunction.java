package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.error.CloudException;
import io.anabranch.error.DeniedException;
import io.anabranch.error.TransientException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.storage.KeyPattern;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Turns an upload into a run, once: the execution's name is a hash of the upload and of what it starts, and Step Functions starts a name
 * once, however often the event comes.
 */
public final class TriggerFunction implements RequestStreamHandler {
    /** 160 bits; a name may have 80 characters. */
    private static final int NAME_CHARACTERS = 40;

    private final SfnClient stepFunctions;
    private final TriggerSettings settings;
    private final Invocation<JsonNode, TriggerAnswer> invocation =
            new Invocation<>("trigger", JsonNode.class, this::trigger);

    public TriggerFunction() {
        this(Clients.stepFunctions(), TriggerSettings.of(System.getenv()));
    }

    public TriggerFunction(SfnClient stepFunctions, TriggerSettings settings) {
        this.stepFunctions = stepFunctions;
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private TriggerAnswer trigger(JsonNode event, Context context, LogLine log) {
        List<String> runs = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (UploadEvent upload : UploadEvent.of(event)) {
            String reason = refusal(upload);
            if (reason == null) {
                runs.add(start(upload));
            } else {
                ignored.add(new S3Uri(upload.bucket(), upload.key()) + ": " + reason);
            }
        }
        log.with("runs", runs).with("ignored", ignored);
        return new TriggerAnswer(runs, ignored);
    }

    private @Nullable String refusal(UploadEvent upload) {
        if (upload.ignored() != null) {
            return upload.ignored();
        }
        if (upload.key().endsWith("/")) {
            return "it is a folder";
        }
        if (isBelow(upload, settings.output()) || isBelow(upload, settings.work())) {
            return "a run wrote it";
        }
        return null;
    }

    private static boolean isBelow(UploadEvent upload, S3Uri folder) {
        String prefix = folder.key().isEmpty() || folder.key().endsWith("/") ? folder.key() : folder.key() + "/";
        return upload.bucket().equals(folder.bucket()) && upload.key().startsWith(prefix);
    }

    private String start(UploadEvent upload) {
        String name = name(upload);
        try {
            stepFunctions.startExecution(
                    r -> r.stateMachineArn(settings.stateMachine()).name(name).input(input(upload, name)));
        } catch (ExecutionAlreadyExistsException e) {
            // The same event came before; its run is this run.
        } catch (SdkException e) {
            throw refused(upload, e);
        }
        return name;
    }

    private CloudException refused(UploadEvent upload, SdkException e) {
        String problem = "Cannot start " + settings.stateMachine() + ": " + e.getMessage();
        Where where = Where.in(new S3Uri(upload.bucket(), upload.key()).toString());
        boolean denied = e instanceof AwsServiceException service
                && service.statusCode() >= 400
                && service.statusCode() < 500
                && !service.isThrottlingException();
        return denied
                ? new DeniedException(problem, "StartExecution", settings.stateMachine(), where, e)
                : new TransientException(problem, "StartExecution", settings.stateMachine(), where, e);
    }

    private String input(UploadEvent upload, String name) {
        Map<String, List<String>> params = new TreeMap<>(settings.params());
        params.put("input", List.of("s3://" + upload.bucket() + "/" + KeyPattern.escape(upload.key())));
        params.put("output", List.of(settings.output().resolve(name).toString()));
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("pipeline", settings.pipeline());
        input.put("params", params);
        input.put("runId", name);
        return new String(RunJson.bytes(input), StandardCharsets.UTF_8);
    }

    private String name(UploadEvent upload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    upload.bucket(),
                    upload.key(),
                    upload.version(),
                    settings.pipeline(),
                    new String(RunJson.bytes(settings.params()), StandardCharsets.UTF_8),
                    settings.output().toString())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
