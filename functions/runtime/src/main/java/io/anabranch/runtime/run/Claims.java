package io.anabranch.runtime.run;

import io.anabranch.error.CloudException;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Which runs are on their way to which output. A listing of uploads does not say whose they are; only where no other run has claimed
 * the output may an abort remove all of them. Claims lock nothing: the first manifest wins.
 */
public final class Claims {
    private final RunObjects objects;
    private final RunRef run;

    public Claims(RunObjects objects, RunRef run) {
        this.objects = objects;
        this.run = run;
    }

    /** Says that this run is going to write there. */
    public void claim(S3Uri output) {
        objects.put(folder(output).resolve(run.id()), RunJson.bytes(run));
    }

    /** Whether this run is the only one that has said so. */
    public boolean isAlone(S3Uri output) {
        S3Uri folder = folder(output);
        List<ObjectRef> claims = objects.store().first(folder, 2);
        return claims.size() == 1 && claims.get(0).uri().equals(folder.resolve(run.id()));
    }

    /** Says that this run writes no more, if it can be said. */
    public void release(S3Uri output) {
        S3Uri claim = folder(output).resolve(run.id());
        try {
            objects.store().delete(claim);
        } catch (CloudException ignored) {
            // A claim that stays makes later aborts more careful, no more.
        }
    }

    /** Beside the folder of the runs. */
    private S3Uri folder(S3Uri output) {
        String work = run.prefix().substring(0, run.prefix().length() - ("runs/" + run.id()).length());
        return new S3Uri(run.bucket(), work + "outputs/" + hash(output.toString()) + "/");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
