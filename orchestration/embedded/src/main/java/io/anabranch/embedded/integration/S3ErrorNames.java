package io.anabranch.embedded.integration;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The names under which Step Functions reports S3's errors. */
final class S3ErrorNames {
    private S3ErrorNames() {}

    /** Such as {@code S3.NoSuchKeyException}; {@code S3.S3Exception} for an error without a class of its own. */
    static String name(AwsServiceException refused) {
        return "S3." + refused.getClass().getSimpleName();
    }
}
