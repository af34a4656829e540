package io.anabranch.cli.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares what roles may with what they need. */
final class RoleCheck {
    private RoleCheck() {}

    /** Every need without a grant and every grant without a need; empty when they agree. */
    static List<String> problems(Collection<Grant> grants, Collection<Need> needs) {
        List<String> problems = new ArrayList<>();
        for (Need need : needs) {
            if (grants.stream().noneMatch(grant -> grant.covers(need))) {
                problems.add("missing: " + need);
            }
        }
        for (Grant grant : grants) {
            if (grant.action().contains("*")) {
                problems.add("superfluous: " + grant + ": name the actions");
            } else if (needs.stream().noneMatch(need -> isOnlyOne(grant, need, grants))) {
                problems.add("superfluous: " + grant);
            }
        }
        return problems;
    }

    private static boolean isOnlyOne(Grant grant, Need need, Collection<Grant> grants) {
        return grant.covers(need)
                && grants.stream().filter(other -> other.covers(need)).count() == 1;
    }
}
