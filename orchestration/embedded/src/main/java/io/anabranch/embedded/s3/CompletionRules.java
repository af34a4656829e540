package io.anabranch.embedded.s3;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Which lists of parts S3 makes an object of. */
final class CompletionRules {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
    static final int MAX_PARTS = 10_000;

    static final long MIN_PART_BYTES = 5L * 1024 * 1024;
    static final long MAX_PART_BYTES = 5L * 1024 * 1024 * 1024;

    private CompletionRules() {}

    static void checkPartNumber(int number) {
        if (number < 1 || number > MAX_PARTS) {
            throw S3Errors.error(
                    400,
                    "InvalidArgument",
                    "Part number must be an integer between 1 and " + MAX_PARTS + ", inclusive: " + number);
        }
    }

    /** The order first, because it needs no look at what was uploaded. */
    static void checkOrder(List<CompletedPart> requested) {
        if (requested.isEmpty()) {
            throw S3Errors.error(
                    400,
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema: no part"
                            + " is listed");
        }
        int previous = 0;
        for (CompletedPart part : requested) {
            if (part.partNumber() == null || part.eTag() == null) {
                throw S3Errors.error(400, "MalformedXML", "Every part needs a part number and an ETag: " + part);
            }
            checkPartNumber(part.partNumber());
            if (part.partNumber() <= previous) {
                throw S3Errors.error(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number: "
                                + part.partNumber() + " after " + previous);
            }
            previous = part.partNumber();
        }
    }

    /** @param leastBytes that every part but the last must have */
    static void check(List<CompletedPart> requested, List<MultipartUpload.Part> uploaded, long leastBytes) {
        Map<Integer, MultipartUpload.Part> byNumber =
                uploaded.stream().collect(Collectors.toMap(MultipartUpload.Part::number, Function.identity()));
        for (int i = 0; i < requested.size(); i++) {
            CompletedPart wanted = requested.get(i);
            MultipartUpload.Part part = byNumber.get(wanted.partNumber());
            if (part == null || !part.version().isNamedBy(wanted.eTag())) {
                throw S3Errors.error(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found. The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag: part "
                                + wanted.partNumber() + " " + wanted.eTag());
            }
            if (i < requested.size() - 1 && part.version().size() < leastBytes) {
                throw S3Errors.error(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size: part " + part.number() + " has "
                                + part.version().size() + " bytes, and all but the last need " + leastBytes);
            }
        }
    }
}
