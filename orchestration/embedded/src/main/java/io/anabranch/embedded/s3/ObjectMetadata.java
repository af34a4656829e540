package io.anabranch.embedded.s3;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said about an object beside its bytes: HTTP's headers and the user's own names. */
record ObjectMetadata(
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable String contentDisposition,
        @Nullable String cacheControl,
        Map<String, String> user) {
    /** What the SDK sends when it is told nothing, and S3 then answers; it is not kept. */
    static final String DEFAULT_CONTENT_TYPE = "application/octet-stream";

    static final ObjectMetadata NONE = new ObjectMetadata(null, null, null, null, null, Map.of());

    private static final String USER_PREFIX = "user.";

    ObjectMetadata {
        contentType = DEFAULT_CONTENT_TYPE.equals(contentType) ? null : contentType;
        user = Map.copyOf(user);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    String contentTypeOrDefault() {
        return contentType == null ? DEFAULT_CONTENT_TYPE : contentType;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        put(properties, "content-type", contentType);
        put(properties, "content-encoding", contentEncoding);
        put(properties, "content-language", contentLanguage);
        put(properties, "content-disposition", contentDisposition);
        put(properties, "cache-control", cacheControl);
        user.forEach((name, value) -> properties.setProperty(USER_PREFIX + name, value));
        return properties;
    }

    static ObjectMetadata of(Properties properties) {
        Map<String, String> user = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(USER_PREFIX)) {
                user.put(name.substring(USER_PREFIX.length()), properties.getProperty(name));
            }
        }
        return new ObjectMetadata(
                properties.getProperty("content-type"),
                properties.getProperty("content-encoding"),
                properties.getProperty("content-language"),
                properties.getProperty("content-disposition"),
                properties.getProperty("cache-control"),
                user);
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
