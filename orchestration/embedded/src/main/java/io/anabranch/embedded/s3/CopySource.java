package io.anabranch.embedded.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** Where a copy comes from: said in two fields, or in S3's older single one, which is URL-encoded. */
record CopySource(String bucket, String key) {

    @SuppressWarnings("deprecation") // the single field is deprecated, and in use
    static CopySource of(CopyObjectRequest request) {
        if (request.sourceBucket() != null && request.sourceKey() != null) {
            return new CopySource(request.sourceBucket(), request.sourceKey());
        }
        String text = request.copySource() == null ? "" : request.copySource();
        // A plus means itself in a path; the decoder is one for forms.
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        String path = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw S3Errors.error(
                    400,
                    "InvalidArgument",
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey, not '" + text + "'");
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1));
    }
}
