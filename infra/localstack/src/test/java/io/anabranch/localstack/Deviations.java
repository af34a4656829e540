package io.anabranch.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * Where the emulator does not do what AWS does. The tests ask here, so that none of them expects less of AWS.
 *
 * @param isLocalStack LocalStack 4.14, told from others by its own information page
 */
record Deviations(boolean isLocalStack) {

    static Deviations of(URI endpoint) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve("/_localstack/info")).build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new Deviations(answer.contains("\"is_license_activated\""));
    }

    /** The key as an Object Created event of EventBridge carries it. AWS: as it is. LocalStack: percent-encoded. */
    String keyInEvents(String key) {
        if (!isLocalStack) {
            return key;
        }
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
