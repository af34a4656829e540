package io.anabranch.runtime.message;

import io.anabranch.Emitter;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user's own code in a stack trace. From the top down to the boundary stand, of the JDK, of ours and of libraries, frames in any order;
 * the lowest that is neither the JDK's nor ours is what we have called, and says which code is the user's: the place is the first frame
 * that comes from where that one comes from.
 */
public final class UserFrames {
    /** What we call ourselves between the boundary and the metal. */
    private static final List<String> LIBRARIES =
            List.of("com.fasterxml.jackson.", "software.amazon.awssdk.", "com.github.luben.zstd.");

    private static final List<CodeSource> OURS = sources(UserFrames.class, Emitter.class);

    private UserFrames() {}

    /**
     * The first place in the user's code, or null if there is none between where {@code thrown} was made and the boundary.
     *
     * @param boundary the class that called the user's code
     */
    public static @Nullable StackTraceElement first(Throwable thrown, Class<?> boundary) {
        StackTraceElement[] trace = thrown.getStackTrace();
        int from = 0;
        while (from < trace.length && !isOf(boundary, trace[from]) && !isForeign(trace[from])) {
            from++;
        }
        int lowest = -1;
        for (int i = from; i < trace.length && !isOf(boundary, trace[i]) && !isOurs(trace[i]); i++) {
            if (isForeign(trace[i])) {
                lowest = i;
            }
        }
        if (lowest < 0 || LIBRARIES.stream().anyMatch(trace[lowest].getClassName()::startsWith)) {
            return null;
        }
        CodeSource users = source(trace[lowest]);
        for (int i = from; i < lowest; i++) {
            if (isForeign(trace[i]) && Objects.equals(source(trace[i]), users)) {
                return trace[i];
            }
        }
        return trace[lowest];
    }

    private static boolean isOf(Class<?> type, StackTraceElement frame) {
        return frame.getClassName().equals(type.getName());
    }

    /** Neither the JDK's nor ours. */
    private static boolean isForeign(StackTraceElement frame) {
        String module = frame.getModuleName();
        boolean jdk = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
        return !jdk && !isOurs(frame);
    }

    private static boolean isOurs(StackTraceElement frame) {
        CodeSource source = source(frame);
        return source != null && OURS.contains(source);
    }

    private static @Nullable CodeSource source(StackTraceElement frame) {
        // Hidden classes are named after what they were made of.
        String name = frame.getClassName().split("/", 2)[0];
        for (ClassLoader loader :
                Arrays.asList(Thread.currentThread().getContextClassLoader(), UserFrames.class.getClassLoader())) {
            try {
                return Class.forName(name, false, loader).getProtectionDomain().getCodeSource();
            } catch (ClassNotFoundException | LinkageError e) {
                // Then the other loader, or a class that is gone: it is not ours.
            }
        }
        return null;
    }

    private static List<CodeSource> sources(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(type -> type.getProtectionDomain().getCodeSource())
                .filter(Objects::nonNull)
                .toList();
    }
}
