package io.anabranch.testkit.disasters;

import io.anabranch.local.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides which disaster happens when: by the seed and by who does what for which time, so that a disaster that is left out leaves the
 * others as they were. Keeps a list of those that happened.
 */
final class Troubles {
    private static final Trouble[] OF_CALLS = Trouble.values();
    private static final Trouble[] OF_OTHERS =
            Arrays.stream(OF_CALLS).filter(Trouble::isOfOthers).toArray(Trouble[]::new);

    private final Chance chance;
    private final Weather weather;
    private final Set<String> leftOut;
    private final Others others;
    private final Map<Aim, Integer> aimed = new HashMap<>();
    private final Map<Weather.InvocationAim, Integer> aimedInvocations = new HashMap<>();
    private final List<Happening> happened = new ArrayList<>();
    private boolean going;

    /** @param leftOut names of happenings that do not happen */
    Troubles(Chance chance, Weather weather, Set<String> leftOut, Others others) {
        this.chance = chance;
        this.weather = weather;
        this.leftOut = leftOut;
        this.others = others;
    }

    /** Whether things happen. At first they do not. */
    void go(boolean on) {
        going = on;
    }

    boolean areGoing() {
        return going;
    }

    List<Happening> happened() {
        return List.copyOf(happened);
    }

    /** What a call suffers; null for nothing. */
    @Nullable
    Trouble of(Activity who, Call call) {
        if (!going) {
            return null;
        }
        Trouble aim = aimed(call);
        String time = who + " " + call + " #" + who.count(call.toString());
        if (aim != null && can(aim, call) && happens(time + " " + aim, aim.excuse())) {
            return aim;
        }
        Trouble ofOthers = ofOthers(time, call);
        if (ofOthers != null) {
            return ofOthers;
        }
        if (weather.calls() == 0) {
            return null;
        }
        SplittableRandom random = chance.of(time);
        if (random.nextDouble() >= weather.calls()) {
            return null;
        }
        Trouble trouble = OF_CALLS[random.nextInt(OF_CALLS.length)];
        return can(trouble, call) && happens(time + " " + trouble, trouble.excuse()) ? trouble : null;
    }

    private @Nullable Trouble ofOthers(String time, Call call) {
        if (weather.others() == 0) {
            return null;
        }
        SplittableRandom random = chance.of("others " + time);
        if (random.nextDouble() >= weather.others()) {
            return null;
        }
        Trouble trouble = OF_OTHERS[random.nextInt(OF_OTHERS.length)];
        return can(trouble, call) && happens(time + " " + trouble, trouble.excuse()) ? trouble : null;
    }

    private boolean can(Trouble trouble, Call call) {
        return trouble.canHappenTo(call) && others.can(trouble, call);
    }

    Others others() {
        return others;
    }

    private @Nullable Trouble aimed(Call call) {
        Trouble found = null;
        for (Aim aim : weather.aims()) {
            if (aim.isAt(call) && aimed.merge(aim, 1, Integer::sum) == aim.n()) {
                found = aim.trouble();
            }
        }
        return found;
    }

    /** What an invocation suffers, if anything. */
    Optional<InvocationTrouble> ofInvocation(Function function, String name) {
        if (!going) {
            return Optional.empty();
        }
        for (Weather.InvocationAim aim : weather.invocationAims()) {
            if (aim.function() == function
                    && aimedInvocations.merge(aim, 1, Integer::sum) == aim.n()
                    && happens(name + " " + aim.trouble(), aim.trouble().excuse())) {
                return Optional.of(aim.trouble());
            }
        }
        if (weather.invocations() == 0) {
            return Optional.empty();
        }
        SplittableRandom random = chance.of("invoke " + name);
        if (random.nextDouble() >= weather.invocations()) {
            return Optional.empty();
        }
        InvocationTrouble[] all = InvocationTrouble.values();
        InvocationTrouble trouble = all[random.nextInt(all.length)];
        return happens(name + " " + trouble, trouble.excuse()) ? Optional.of(trouble) : Optional.empty();
    }

    /** Whether something happens that would: not if it was left out. */
    boolean happens(String name, Excuse excuse) {
        if (!going || leftOut.contains(name)) {
            return false;
        }
        happened.add(new Happening(name, excuse));
        return true;
    }
}
