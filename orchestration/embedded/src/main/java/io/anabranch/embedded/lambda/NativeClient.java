package io.anabranch.embedded.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The native library of AWS's runtime interface client, unpacked once. Left to itself every environment unpacks it to the same place
 * in {@code /tmp}, and one that starts while another writes dies of it (SIGBUS).
 */
final class NativeClient {
    /** The property that names the library, instead of unpacking it. */
    static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /** Unpacks the library of this machine into a folder and returns its path. */
    static Path unpack(Path folder, ClassLoader jars) throws IOException {
        String resource = "jni/libaws-lambda-jni." + platform() + ".so";
        Path target = folder.resolve(resource.substring("jni/".length()));
        try (InputStream in = jars.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path. Add"
                        + " com.amazonaws:aws-lambda-java-runtime-interface-client");
            }
            Files.copy(in, target);
        } catch (FileAlreadyExistsException unpackedBefore) {
            // By this executor, whose folder it is.
        }
        return target;
    }

    private static String platform() throws IOException {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IOException("AWS's runtime interface client has no native library for " + system
                    + ". Use Linux, or the in-process executor");
        }
        boolean isArm = System.getProperty("os.arch", "").equals("aarch64");
        String machine = isArm ? "aarch_64" : "x86_64";
        boolean isMusl = Files.exists(Path.of("/lib/ld-musl-" + (isArm ? "aarch64" : "x86_64") + ".so.1"));
        return (isMusl ? "linux_musl-" : "linux-") + machine;
    }
}
