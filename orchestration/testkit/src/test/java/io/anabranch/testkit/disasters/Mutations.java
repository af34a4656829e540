package io.anabranch.testkit.disasters;

import java.util.List;

/** The safeguards, each taken away. */
final class Mutations {
    private static final String PUT = "PutObject";
    private static final String ABSENT = "If-None-Match";
    private static final String SAME = "If-Match";
    private static final String BARRIER = "barrier/BarrierRunner.java";
    private static final String COMMIT = "commit/Committer.java";
    private static final String CONSERVATION = "barrier/Conservation.java";

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
                        ""),
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
                        "return upload.became(object).orElseGet(() -> objects.crc32c(object).equals(upload.crc32c()));",
                        "return true;"),
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
                        "public void requireCode(Plan plan, String code) {\n        if (true) {\n            return;\n        }"),
                Mutation.of(
                        "what a refused record wrote stays",
                        "task/Undo.java",
                        "        if (!outputs.reset()) {\n            return false;\n        }\n",
                        ""),
                Mutation.of("what a refused record tallied stays", "task/Undo.java", "        tally.reset();\n", ""),
                Mutation.of("what a refused record counted stays", "task/Undo.java", "        counters.reset();\n", ""),
                Mutation.of(
                        "a part is not looked at once more before it is published",
                        "commit/Committer.java",
                        "return store.head(upload.target())\n                .filter(object -> store.uploads().became(upload, object))",
                        "return store.head(upload.target())"),
                Mutation.of(
                        "a commit does not look for its uploads before it completes any",
                        "commit/Committer.java",
                        "if (!open.contains(upload.open())",
                        "if (upload.bytes() < 0"),
                Mutation.of(
                        "a fence does not say whom it keeps out",
                        "commit/Ownership.java",
                        "return token.equals(plan.token()) ? manifest.fenced() : manifest.without(token);",
                        "return manifest.fenced();"),
                Mutation.of(
                        "a commit that failed is not taken back",
                        "commit/Withdrawal.java",
                        "leftovers.deleteFiles(List.of(plan.token()));",
                        ""),
                Mutation.of(
                        "who takes a commit back does not give the output back",
                        "commit/Withdrawal.java",
                        "            ownership.release(output);\n",
                        ""),
                Mutation.of(
                        "a run is not compared with what is asked for under its id",
                        "plan/Planner.java",
                        "same.requireRequest(pipeline, request, graphs.code(), known || request.acceptsCodeChange());",
                        ""),
                Mutation.of(
                        "the input is not compared with that of the plan",
                        "plan/Planner.java",
                        "if (!same.hasInput(input)) {",
                        "if (false) {"),
                Mutation.of(
                        "a committed output is reported again whatever is there",
                        "commit/Committer.java",
                        "            requireWhole(output);\n",
                        ""),
                Mutation.of(
                                "a start that was refused reports the run as committed",
                                "commit/Aborter.java",
                                "if (!published.isEmpty() && !request.isPlanning()) {",
                                "if (!published.isEmpty()) {")
                        .and(
                                "commit/Aborter.java",
                                "            if (isNotThisRun(request)) {\n                return report;\n            }\n",
                                ""),
                Mutation.of(
                        "an output that is not whole is reported as committed",
                        "commit/Withdrawal.java",
                        "return whole && published.size() == outputs.size() ? published : List.of();",
                        "return published;"),
                Mutation.of(
                                "a shuffle object is read in whatever version, and its blocks are not verified",
                                "GetObject",
                                ObjectKind.SHUFFLE,
                                SAME)
                        .and("shuffle/BlockCursor.java", "if ((int) crc.getValue() != sum) {", "if (false) {"),
                Mutation.of(
                                "nobody asks for receipts",
                                BARRIER,
                                "conservation.requireReceipts(receipts.missing(), done);",
                                "")
                        .and(BARRIER, "check(conservation, plan, stage, receipts, before);", "")
                        .and(COMMIT, "new Balance(outcome, receipts).check();", ""),
                Mutation.of(
                                "bytes that were read are not compared with those that were listed, and a task is not planned",
                                CONSERVATION,
                                "if (read != listedBytes) {",
                                "if (false) {")
                        .where(
                                "split/MapTasks.java",
                                "return tasks;",
                                "return tasks.size() > 1 ? new ArrayList<>(tasks.subList(1, tasks.size())) : tasks;"),
                Mutation.of(
                                "records that were read from a channel are not compared with those that were written, and a segment is not read",
                                CONSERVATION,
                                "if (read != written) {",
                                "if (false) {")
                        .where(
                                "barrier/NextStage.java",
                                "file.add(segments),",
                                "file.add(segments.subList(0, Math.max(0, segments.size() - 1))),"),
                Mutation.of(
                                "records of a side input are not counted, and a segment is not read",
                                CONSERVATION,
                                "expected(read, shared, whole),",
                                "true,")
                        .where(
                                "barrier/NextStage.java",
                                "SegmentsRef ref = file.add(ReduceLayout.whole(input(channel)));",
                                "List<io.anabranch.runtime.shuffle.Segment> segments = ReduceLayout.whole(input(channel));\n"
                                        + "SegmentsRef ref = file.add(segments.subList(0, Math.max(0, segments.size() - 1)));"),
                Mutation.of(
                                "dead letters are not counted, and none is written",
                                CONSERVATION,
                                "flow.deadLettered() == letters,",
                                "true,")
                        .and(
                                "commit/Balance.java",
                                "\"dead letters\",\n                outcome.flow().deadLettered(),",
                                "\"dead letters\",\n                sum(task -> task.receipt().output().deadLetters().stream()"
                                        + ".mapToLong(PartFile::records).sum()),")
                        .where(
                                "task/Attempt.java",
                                "List<PartFile> letters = deadLetters.finish().stream()",
                                "List<PartFile> letters = deadLetters.finish().stream().filter(upload -> false)"),
                Mutation.of(
                                "records of parts are not counted, and a part is forgotten",
                                CONSERVATION,
                                "written.records() == stored,",
                                "true,")
                        .and(CONSERVATION, "stored == flow.recordsWritten(),", "true,")
                        .where(
                                "task/Outputs.java",
                                "upload.ifPresent(done ->",
                                "upload.filter(done -> task.number() != 1).ifPresent(done ->"),
                Mutation.of(
                                "records of a task are not balanced, and one is lost",
                                "task/Attempt.java",
                                "if (!flow.balanced()) {",
                                "if (false) {")
                        .and(CONSERVATION, "require(receipt, flow.balanced(),", "require(receipt, true,")
                        .and("commit/Balance.java", "if (!task.receipt().flow().balanced()) {", "if (false) {")
                        .where(
                                "task/SinkLinks.java",
                                "            code.write(writer, value);",
                                "            if (writer.records() != 1) {\n                code.write(writer, value);\n            }"),
                Mutation.of(
                                "a run that was replaced comes back, whoever has the output",
                                "commit/Ownership.java",
                                "            requireNotReplaced(output);\n",
                                "")
                        .and(
                                "commit/Publication.java",
                                "} else if (manifest.hasReplaced(token())) {",
                                "} else if (false) {"),
                Mutation.of(
                                "neither a commit that was refused nor the end of its execution removes its files",
                                "commit/Publication.java",
                                "            leftovers().deleteFiles(List.of(token()));\n",
                                "")
                        .and("commit/Withdrawal.java", "leftovers.deleteFiles(List.of(plan.token()));", ""),
                Mutation.of(
                                "an object in another's place is taken for it, and nothing balances",
                                "run/Form.java",
                                "if (address == null || !address.asText().equals(at.toString())) {",
                                "if (false) {")
                        .and(BARRIER, "plans.requireOwn(done);", "")
                        .and(COMMIT, "plans.requireOwn(step);", "")
                        .and(BARRIER, "check(conservation, plan, stage, receipts, before);", "")
                        .and(COMMIT, "new Balance(outcome, receipts).check();", ""));
    }

    /** Those that nothing has shown yet. */
    static List<Mutation> unnoticed() {
        return List.of(
                Mutation.of(
                        "a start that was refused takes the commit of the run back",
                        "commit/Aborter.java",
                        "            if (isNotThisRun(request)) {\n                return report;\n            }\n",
                        ""),
                Mutation.of(
                                "checksums of objects are not verified, and nothing balances",
                                "run/Form.java",
                                "if (!tail.startsWith(end((int) crc.getValue()), end)) {",
                                "if (false) {")
                        .and(BARRIER, "check(conservation, plan, stage, receipts, before);", "")
                        .and(COMMIT, "new Balance(outcome, receipts).check();", ""),
                Mutation.of(
                                "tasks are not verified at all",
                                "run/PlanStore.java",
                                "if (!MultipartUpload.crc32c(json).equals(list.crc32c())) {",
                                "if (false) {")
                        .and("run/Form.java", "if (said.equals(checksum(task))) {", "if (true) {"),
                Mutation.of(
                                "segments are not verified, and nothing balances",
                                "run/SegmentsFile.java",
                                "if (!MultipartUpload.crc32c(json).equals(ref.crc32c())) {",
                                "if (false) {")
                        .and(BARRIER, "check(conservation, plan, stage, receipts, before);", ""),
                Mutation.of(
                        "misjudged splits are not read again",
                        "barrier/BarrierRunner.java",
                        "if (!judgement.misjudged().isEmpty()) {",
                        "if (false) {"));
    }
}
