package io.anabranch.testkit.disasters;

/** What can happen to a call of S3, or to whoever makes it. */
enum Trouble {
    /** The call is not made: 503 {@code SlowDown}. */
    THROTTLED(Excuse.TRANSIENT),
    /** The call is not made: 500 {@code InternalError}. */
    INTERNAL_ERROR(Excuse.TRANSIENT),
    /** A conditional write is not made: 409 {@code ConditionalRequestConflict}. */
    CONFLICT(Excuse.TRANSIENT),
    /** The call is not made: 403 {@code AccessDenied}. */
    DENIED(Excuse.DENIED),
    /** The connection fails before the call takes effect. */
    LOST_REQUEST(Excuse.TRANSIENT),
    /** The connection fails after it. */
    LOST_REPLY(Excuse.TRANSIENT),
    /** The connection fails, and the call takes effect later. */
    LATE(Excuse.TRANSIENT),
    /** The call takes effect twice, as when the SDK tries again after a lost reply; the second answer is given. */
    TWICE(Excuse.TRANSIENT),
    /** The body of an answer breaks off. */
    BROKEN_BODY(Excuse.TRANSIENT),
    /** The call takes its time: minutes. */
    SLOW(Excuse.KILLED),
    /** The process dies before the call takes effect. */
    KILLED_BEFORE(Excuse.KILLED),
    /** The process dies after it. */
    KILLED_AFTER(Excuse.KILLED),
    /** The heap is full. */
    OUT_OF_MEMORY(Excuse.KILLED),
    /** Somebody else puts an object in the place of the one that is to be written, removed or looked at. */
    FOREIGN(Excuse.FOREIGN),
    /** Another object is in the place of the one that is to be read. */
    MISPLACED(Excuse.DAMAGE),
    /** The object is lost. */
    VANISHED(Excuse.DAMAGE),
    /** A bit of the object is another from now on. */
    ROTTEN(Excuse.DAMAGE),
    /** The upload is removed, as a lifecycle rule does it. */
    EXPIRED(Excuse.FOREIGN),
    /** The object of the input is replaced. */
    REPLACED(Excuse.INPUT);

    private final Excuse excuse;

    Trouble(Excuse excuse) {
        this.excuse = excuse;
    }

    /** What a run that fails of it may say. */
    Excuse excuse() {
        return excuse;
    }

    /** Whether it is something that {@link Others} do. */
    boolean isOfOthers() {
        return switch (this) {
            case FOREIGN, MISPLACED, VANISHED, ROTTEN, EXPIRED, REPLACED -> true;
            default -> false;
        };
    }

    boolean canHappenTo(Call call) {
        return switch (this) {
            case LOST_REPLY, LATE, TWICE -> call.writes();
            case CONFLICT ->
                call.operation().equals("PutObject") || call.operation().equals("CompleteMultipartUpload");
            case BROKEN_BODY -> call.operation().equals("GetObject");
            default -> true;
        };
    }
}
