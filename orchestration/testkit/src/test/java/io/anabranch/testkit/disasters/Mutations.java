package io.anabranch.testkit.disasters;

import java.util.List;

/** The safeguards, each taken away. */
final class Mutations {
    private static final String PUT = "PutObject";
    private static final String ABSENT = "If-None-Match";
    private static final String SAME = "If-Match";

    private Mutations() {}

    /** Those that are noticed. */
    static List<Mutation> noticed() {
        return List.of(
                Mutation.of("the plan is written whatever is there", PUT, ObjectKind.PLAN, ABSENT),
                Mutation.of("a receipt is written whatever is there", PUT, ObjectKind.RECEIPT, ABSENT),
                Mutation.of("the end is written whatever is there", PUT, ObjectKind.ENDING, ABSENT),
                Mutation.of("a manifest is written whatever is there", PUT, ObjectKind.MANIFEST, ABSENT),
                Mutation.of("a manifest is replaced whichever it is", PUT, ObjectKind.MANIFEST, SAME),
                Mutation.of("an input is read in whatever version", "GetObject", ObjectKind.OTHER, SAME),
                Mutation.of(
                        "who takes an output over does not fence the owner before",
                        "commit/Ownership.java",
                        "if (publishesNoMore(output, before.token())) {",
                        "if (true) {"),
                Mutation.of("an output is not owned", "commit/Committer.java", "ownership.take(output.keys());", ""),
                Mutation.of(
                        "a plain run does not look whether there is an output",
                        "commit/Publication.java",
                        "} else if (!manifest.pending() && !plan.overwrite()) {",
                        "} else if (false) {"),
                Mutation.of(
                        "a commit does not see that the run was given up",
                        "commit/Committer.java",
                        "if (ending.decision() == Ending.Decision.GIVEN_UP) {",
                        "if (false) {"),
                Mutation.of(
                        "a manifest that was refused is not looked at",
                        "commit/Publication.java",
                        "        published = findOwn();\n        if (published == null) {\n            // Nobody",
                        "        if (published == null) {\n            // Nobody"),
                Mutation.of(
                        "files of all runs are removed",
                        "commit/Leftovers.java",
                        "if (token(object.uri()).filter(tokens::contains).isPresent()) {",
                        "if (token(object.uri()).isPresent()) {"),
                Mutation.of(
                        "uploads that nobody needs are not aborted",
                        "commit/Committer.java",
                        "output::removeReplaced, output::abortUploads,",
                        "output::removeReplaced,"),
                Mutation.of(
                        "files of what was replaced are not removed",
                        "commit/Committer.java",
                        "output::removeReplaced, output::abortUploads,",
                        "output::abortUploads,"),
                Mutation.of(
                        "an output is not given back",
                        "commit/Committer.java",
                        ", () -> ownership.release(output.keys()));\n            for",
                        ");\n            for"),
                Mutation.of(
                        "who gives up leaves the uploads",
                        "commit/GiveUp.java",
                        "new Leftovers(objects.store(), output).abortUploads(plan.token());",
                        ""));
    }

    /** Those that nothing has shown yet: another safeguard catches what they let through, or the simulation lacks a disaster. */
    static List<Mutation> unnoticed() {
        return List.of(
                Mutation.of("the listing is written whatever is there", PUT, ObjectKind.LISTING, ABSENT),
                Mutation.of("a step is written whatever is there", PUT, ObjectKind.STEP, ABSENT),
                Mutation.of("the tasks are written whatever is there", PUT, ObjectKind.TASKS, ABSENT),
                Mutation.of("segments are written whatever is there", PUT, ObjectKind.SEGMENTS, ABSENT),
                Mutation.of("an outcome is written whatever is there", PUT, ObjectKind.OUTCOME, ABSENT),
                Mutation.of("an owner is written whatever is there", PUT, ObjectKind.OWNER, ABSENT),
                Mutation.of("an owner is replaced whoever it is", PUT, ObjectKind.OWNER, SAME),
                Mutation.of("an owner is removed whoever it is", "DeleteObject", ObjectKind.OWNER, SAME),
                Mutation.of(
                        "an upload is completed whatever is there", "CompleteMultipartUpload", ObjectKind.PART, ABSENT),
                Mutation.of("a replaced part is removed whichever it is", "DeleteObject", ObjectKind.PART, SAME),
                Mutation.of("a shuffle object is read in whatever version", "GetObject", ObjectKind.SHUFFLE, SAME),
                Mutation.of(
                        "a plain run takes the output from another",
                        "commit/Ownership.java",
                        "if (!plan.overwrite()) {",
                        "if (false) {"),
                Mutation.of(
                        "who takes a commit back does not fence it",
                        "commit/Withdrawal.java",
                        "&& ownership.publishesNoMore(output, plan.token())",
                        ""),
                Mutation.of(
                        "uploads of all runs are aborted",
                        "commit/Leftovers.java",
                        "if (token(upload.target()).filter(token::equals).isPresent()) {",
                        "if (token(upload.target()).isPresent()) {"),
                Mutation.of(
                        "whatever is in the place of an upload is taken for it",
                        "storage/Uploads.java",
                        "return upload.became(object).orElseGet(() -> checksum(object).equals(upload.crc32c()));",
                        "return true;"),
                Mutation.of(
                        "a barrier does not ask for receipts",
                        "barrier/BarrierRunner.java",
                        "conservation.requireReceipts(receipts.missing(), done);",
                        ""),
                Mutation.of(
                        "a barrier does not balance its tasks, its input and its channels",
                        "barrier/BarrierRunner.java",
                        "check(conservation, plan, stage, receipts, before);",
                        ""),
                Mutation.of(
                        "checksums of objects are not verified",
                        "run/Form.java",
                        "if (!tail.startsWith(end((int) crc.getValue()), end)) {",
                        "if (false) {"),
                Mutation.of(
                        "who gives up does not see that the run is being committed",
                        "commit/GiveUp.java",
                        "if (ending.decision() == Ending.Decision.COMMIT) {",
                        "if (false) {"),
                Mutation.of(
                        "who takes a commit back does not see that it is published",
                        "commit/Withdrawal.java",
                        "if (!published.isEmpty()) {",
                        "if (false) {"),
                Mutation.of(
                        "a commit does not balance",
                        "commit/Committer.java",
                        "new Balance(outcome, receipts).check();",
                        ""),
                Mutation.of(
                        "code is not compared with that of the plan",
                        "run/PlanStore.java",
                        "public void requireCode(Plan plan, String code) {",
                        "public void requireCode(Plan plan, String code) {\n        if (true) {\n            return;\n        }"));
    }
}
