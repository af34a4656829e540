package io.anabranch.cli.iam;

import org.jspecify.annotations.Nullable;

/**
 * Something that a role has to be allowed.
 *
 * @param role logical id in the template
 * @param resource ARN
 * @param prefix of a listing, for the condition {@code s3:prefix}; null where the request has none
 * @param why for the message
 */
record Need(
        String role,
        String action,
        String resource,
        @Nullable String prefix,
        String why) {
    @Override
    public String toString() {
        return role + " needs " + action + " on " + resource + (prefix == null ? "" : " with prefix " + prefix) + " ("
                + why + ")";
    }
}
