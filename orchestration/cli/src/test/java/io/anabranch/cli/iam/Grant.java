package io.anabranch.cli.iam;

import java.util.List;

/**
 * Something that a role is allowed: one action of a statement on one of its resources.
 *
 * @param resource pattern of ARNs; that of every ARN is only for actions that know no resource
 * @param prefixes patterns of {@code s3:prefix}, where a request has one
 */
record Grant(String role, String sid, String action, String resource, List<String> prefixes) {
    private static final String EVERYTHING = "*";

    boolean covers(Need need) {
        return role.equals(need.role())
                && matches(action, need.action())
                && (resource.equals(EVERYTHING)
                        ? need.resource().equals(EVERYTHING)
                        : matches(resource, need.resource()))
                && (need.prefix() == null || prefixes.stream().anyMatch(prefix -> matches(prefix, need.prefix())));
    }

    /** Whether a policy's pattern, with {@code *} for any characters, matches. */
    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int i = star; i <= text.length(); i++) {
            if (matches(rest, text.substring(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return role + " " + sid + " grants " + action + " on " + resource;
    }
}
