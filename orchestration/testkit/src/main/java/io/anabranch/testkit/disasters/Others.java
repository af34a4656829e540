package io.anabranch.testkit.disasters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What others, or a failing disk, do to the objects of a run in the moment before a call takes effect: the worst one. Sees to it that what
 * others put somewhere is not touched.
 */
final class Others {
    private static final String RUN = World.WORK.key() + "/runs/" + Simulation.RUN + "/";

    /** The first digit of each value of a JSON object. */
    private static final Pattern VALUES = Pattern.compile(":(?:\"[^\"0-9]*)?([0-9])");

    private final Shelf shelf;
    private final Scene scene;
    private final Map<Place, byte[]> foreign = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int puts;
    private final Set<String> looked = new TreeSet<>();
    private final Set<String> incomplete = new TreeSet<>();

    /** What is to be known of the world in which they act. */
    interface Scene {
        /** Whether a visible output has this file: it is its owner's matter to keep it. */
        boolean isVisible(String key);

        /** What an object of the input may be replaced by. */
        Optional<byte[]> nextInput(String key);

        /** Hears that it was. */
        void replaced(String key, byte[] bytes);

        /** Hears that something of somebody else is there now. */
        void taken(String bucket, String key);
    }

    /** Those of a world that replaces no input and has no output. */
    static Others none(Shelf shelf) {
        return new Others(shelf, new Scene() {
            @Override
            public boolean isVisible(String key) {
                return false;
            }

            @Override
            public Optional<byte[]> nextInput(String key) {
                return Optional.empty();
            }

            @Override
            public void replaced(String key, byte[] bytes) {}

            @Override
            public void taken(String bucket, String key) {}
        });
    }

    private record Place(String bucket, String key) {}

    Others(Shelf shelf, Scene scene) {
        this.shelf = shelf;
        this.scene = scene;
    }

    List<String> violations() {
        return violations;
    }

    /** Whether there is something to do, of those troubles that are theirs. */
    boolean can(Trouble trouble, Call call) {
        return switch (trouble) {
            case FOREIGN -> canPut(call);
            case MISPLACED, VANISHED -> isOfRun(call) && call.operation().equals("GetObject") && isThere(call);
            case ROTTEN ->
                call.operation().equals("GetObject")
                        ? isOfRun(call) && bytes(call).length > 0
                        : call.operation().equals("HeadObject") && isHiddenFile(call);
            case EXPIRED -> !uploads(call).isEmpty();
            case REPLACED ->
                call.operation().equals("GetObject")
                        && call.bucket().equals(Trial.IN)
                        && scene.nextInput(call.key()).isPresent();
            default -> true;
        };
    }

    private boolean canPut(Call call) {
        return switch (call.operation()) {
            case "PutObject" ->
                switch (call.kind()) {
                    case OWNER -> true;
                    case MANIFEST -> !isThere(call);
                    case FAILURE, SHUFFLE, OTHER -> false;
                    default -> isOfRun(call) && !isThere(call);
                };
            case "CompleteMultipartUpload" -> call.bucket().equals(Trial.OUT) && !isThere(call);
            case "DeleteObject" -> isHiddenFile(call) || (call.kind() == ObjectKind.OWNER && isThere(call));
            case "HeadObject" -> isHiddenFile(call);
            default -> false;
        };
    }

    private static boolean isOfRun(Call call) {
        return call.bucket().equals(World.WORK.bucket()) && call.key().startsWith(RUN);
    }

    /** A file of a run, and no reader of its output has seen it. */
    private boolean isHiddenFile(Call call) {
        return (call.kind() == ObjectKind.PART || call.kind() == ObjectKind.DEAD_LETTERS)
                && isThere(call)
                && !scene.isVisible(call.key());
    }

    private boolean isThere(Call call) {
        return shelf.find(call.bucket(), call.key()).isPresent();
    }

    private byte[] bytes(Call call) {
        return isThere(call) ? shelf.bytes(call.bucket(), call.key()) : new byte[0];
    }

    /** The keys of the uploads that a call is about to complete, or to look for. */
    private List<String> uploads(Call call) {
        return switch (call.operation()) {
            case "CompleteMultipartUpload" ->
                shelf.uploads(call.bucket()).stream().filter(call.key()::equals).toList();
            case "ListMultipartUploads" ->
                shelf.uploads(call.bucket()).stream()
                        .filter(key -> key.startsWith(call.key()))
                        .toList();
            default -> List.of();
        };
    }

    /** A commit that finds out that one of its uploads is gone, as it looks for them all, makes nothing visible. */
    private void expire(Activity who, Place place) {
        String run = who.name().substring(0, Math.max(0, who.name().indexOf(' ')));
        List<String> receipts = shelf.keys(World.WORK.bucket(), World.WORK.key() + "/runs/" + run + "/").stream()
                .filter(key -> ObjectKind.of(key) == ObjectKind.RECEIPT)
                .toList();
        boolean counts = shelf.expire(place.bucket(), place.key()).stream()
                .anyMatch(id -> receipts.stream()
                        .anyMatch(key -> !key.contains("/round-")
                                && new String(shelf.bytes(World.WORK.bucket(), key), StandardCharsets.UTF_8)
                                        .contains('"' + id + '"')));
        if (counts && who.name().contains(" COMMIT ") && looked.add(who.name())) {
            incomplete.add(who.name());
        }
    }

    /** Hears of each call. */
    void heard(Activity who, Call call) {
        if (call.operation().equals("ListMultipartUploads")) {
            looked.add(who.name());
        }
        if (call.operation().equals("CompleteMultipartUpload")
                && call.bucket().equals(Trial.OUT)
                && incomplete.contains(who.name())) {
            violations.add(
                    who + " has made visible " + call.key() + ", though another upload was gone before it began to");
        }
    }

    /** Does it. */
    void act(Trouble trouble, Activity who, Call call) {
        SplittableRandom random = who.chance();
        Place place = new Place(call.bucket(), call.key());
        switch (trouble) {
            case FOREIGN, MISPLACED -> put(place, other(call, random));
            case VANISHED -> {
                foreign.remove(place);
                shelf.remove(call.bucket(), call.key());
            }
            case ROTTEN -> {
                foreign.remove(place);
                shelf.put(call.bucket(), call.key(), rotten(bytes(call), random));
            }
            case EXPIRED -> {
                List<String> keys = uploads(call);
                expire(who, new Place(call.bucket(), keys.get(random.nextInt(keys.size()))));
            }
            case REPLACED ->
                scene.nextInput(call.key()).ifPresent(bytes -> {
                    shelf.put(call.bucket(), call.key(), bytes);
                    scene.replaced(call.key(), bytes);
                });
            default -> throw new IllegalArgumentException("Nobody else does " + trouble);
        }
    }

    private void put(Place place, byte[] bytes) {
        shelf.put(place.bucket(), place.key(), bytes);
        foreign.put(place, bytes);
        scene.taken(place.bucket(), place.key());
    }

    /** An object of this kind that belongs elsewhere, one that looks the same from outside, or any. */
    private byte[] other(Call call, SplittableRandom random) {
        // Never the same twice: it would be the same version.
        byte[] text = ("of somebody else, " + ++puts).getBytes(StandardCharsets.UTF_8);
        if (call.bucket().equals(World.WORK.bucket())) {
            String same = call.key().substring(call.key().lastIndexOf("/stage-") + 1);
            List<String> alike = shelf.keys(call.bucket(), World.WORK.key()).stream()
                    .filter(key -> ObjectKind.of(key) == call.kind() && !key.equals(call.key()))
                    .toList();
            List<String> ofOtherRuns = alike.stream()
                    .filter(key -> key.endsWith("/" + same) && !key.startsWith(RUN))
                    .toList();
            List<String> any = ofOtherRuns.isEmpty() || random.nextInt(3) == 0 ? alike : ofOtherRuns;
            return any.isEmpty() || random.nextInt(4) == 0
                    ? text
                    : shelf.bytes(call.bucket(), any.get(random.nextInt(any.size())));
        }
        int size = call.operation().equals("CompleteMultipartUpload")
                ? shelf.sizes(call.bucket(), call.key()).stream().findFirst().orElse(text.length)
                : isThere(call) ? bytes(call).length : text.length;
        if (random.nextInt(3) == 0) {
            return text;
        }
        byte[] same = new byte[size];
        Arrays.fill(same, (byte) ('a' + puts % 26));
        return same;
    }

    /** One bit is another: any, or, of JSON, mostly one of a digit in a value, which makes another digit of it. */
    static byte[] rotten(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        if (bytes.length == 0) {
            return bytes;
        }
        List<Integer> digits = new ArrayList<>();
        if (bytes[0] == '{' || bytes[0] == '[') {
            Matcher values = VALUES.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (values.find()) {
                digits.add(values.start(1));
            }
        }
        if (digits.isEmpty() || random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        } else {
            bytes[digits.get(random.nextInt(digits.size()))] ^= 1;
        }
        return bytes;
    }

    /** Somebody has changed what is there since, or lost it. */
    void forget(String bucket, String key) {
        foreign.remove(new Place(bucket, key));
    }

    /** Looks right after a call that came too late: what is there is not its caller's. */
    void requireUntouched(Call call) {
        Place place = new Place(call.bucket(), call.key());
        byte[] bytes = foreign.get(place);
        if (bytes != null && !isIntact(place, bytes)) {
            violations.add(call + " has not left alone what somebody else had put there");
        }
        if (isFile(place)) {
            // Its name says that it is of a run: whoever removes what is left of that run may remove it.
            foreign.remove(place);
        }
    }

    private static boolean isFile(Place place) {
        ObjectKind kind = ObjectKind.of(place.key());
        return kind == ObjectKind.PART || kind == ObjectKind.DEAD_LETTERS || kind == ObjectKind.SHUFFLE;
    }

    private boolean isIntact(Place place, byte[] bytes) {
        return shelf.find(place.bucket(), place.key()).isPresent()
                && Arrays.equals(shelf.bytes(place.bucket(), place.key()), bytes);
    }

    /** Whoever has put something there takes it away again, as the failures of runs ask for. */
    void leave() {
        foreign.forEach((place, bytes) -> {
            if (isIntact(place, bytes)) {
                shelf.remove(place.bucket(), place.key());
            } else {
                violations.add("s3://" + place.bucket() + "/" + place.key() + " was somebody else's, and was touched");
            }
        });
        foreign.clear();
    }
}
