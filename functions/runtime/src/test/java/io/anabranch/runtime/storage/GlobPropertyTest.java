package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The matcher of globs against the simplest one there is, which tries everything. */
class GlobPropertyTest {
    private static final String[] TEXT = {"a", "b", "c", "/", "😀", "]", "-", "\n"};
    private static final String[] PARTS = {"*", "**", "**/", "?", "[ab]", "[!a]", "[a-c]", "[!/]", "[😀]", "\\*", "\\a"
    };

    @Test
    void itMatchesWhatASimpleMatcherMatches() {
        int matched = 0;
        for (int seed = 0; seed < 40_000; seed++) {
            Random random = new Random(seed);
            String glob = glob(random);
            String text = random.nextInt(3) == 0 ? random(random, TEXT, 8) : like(random, glob);
            boolean expected = new Simple(glob).matches(text);
            matched += expected ? 1 : 0;
            Glob compiled = Glob.compile(glob, glob);
            assertThat(compiled.matches(text))
                    .as("seed %s: glob '%s', text '%s'", seed, glob, text)
                    .isEqualTo(expected);
            if (expected) {
                String prefix = text.substring(0, text.offsetByCodePoints(0, random.nextInt(points(text) + 1)));
                assertThat(text).as("seed %s: '%s'", seed, glob).startsWith(compiled.literal());
                assertThat(compiled.reaches(prefix))
                        .as("seed %s: glob '%s' reaches '%s'", seed, glob, prefix)
                        .isTrue();
            }
        }
        assertThat(matched).as("cases that match").isBetween(5_000, 35_000);
    }

    @Test
    void aPrefixThatNothingThatMatchesBeginsWithIsNotReached() {
        Glob glob = Glob.compile("logs/*.csv", "");
        assertThat(glob.reaches("logs/")).isTrue();
        assertThat(glob.reaches("lo")).isTrue();
        assertThat(glob.reaches("logs/a.csv/b/")).as("a folder of that name").isTrue();
        assertThat(glob.reaches("logs/old/")).isFalse();
        assertThat(glob.reaches("logs-old/")).isFalse();
        assertThat(Glob.compile("logs/**/*.csv", "").reaches("logs/old/")).isTrue();
        assertThat(Glob.compile("logs", "").reaches("logs/old/")).isTrue();
        assertThat(Glob.compile("logs", "").reaches("logs-old/")).isFalse();
    }

    @Test
    void alternativesAndSetsTakeCharactersOfAllPlanes() {
        assertThat(Glob.compile("{😀,b}.csv", "").matches("😀.csv")).isTrue();
        assertThat(Glob.compile("{😀,b}.csv", "").matches("b.csv")).isTrue();
        assertThat(Glob.compile("?.csv", "").matches("😀.csv")).isTrue();
        assertThat(Glob.compile("[😀-😂].csv", "").matches("😁.csv")).isTrue();
        assertThat(Glob.compile("[!😀].csv", "").matches("😁.csv")).isTrue();
        assertThat(Glob.compile("[!😀].csv", "").matches("😀.csv")).isFalse();
    }

    /** By backtracking each of these would take longer than the universe has been there. */
    @Test
    void aGlobMadeToBeSlowIsNot() {
        String text = "a".repeat(1_000);
        assertThat(Glob.compile("*a".repeat(100) + "b", "").matches(text)).isFalse();
        assertThat(Glob.compile("**a".repeat(100) + "b", "").matches(text)).isFalse();
        assertThat(Glob.compile("{a,*}".repeat(100) + "b", "").matches(text)).isFalse();
        assertThat(Glob.compile("**/".repeat(300) + "b", "").matches("a/".repeat(500)))
                .isFalse();
        assertThat(Glob.compile("{a,*}".repeat(100), "").matches(text)).isTrue();
    }

    private static String glob(Random random) {
        StringBuilder glob = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            glob.append(
                    random.nextInt(6) == 0
                            ? "{" + piece(random) + "," + piece(random)
                                    + (random.nextBoolean() ? "," + piece(random) : "") + "}"
                            : part(random));
        }
        return glob.toString();
    }

    private static String piece(Random random) {
        StringBuilder piece = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            piece.append(part(random));
        }
        return piece.toString();
    }

    private static String part(Random random) {
        return random.nextBoolean() ? TEXT[random.nextInt(5)] : PARTS[random.nextInt(PARTS.length)];
    }

    /** A text that is likely to match: each wildcard replaced by something. */
    private static String like(Random random, String glob) {
        String text = glob.replaceAll("\\{([^,}]*)(,[^}]*)?}", random.nextBoolean() ? "$1" : "b")
                .replace("**/", random.nextBoolean() ? "" : random(random, TEXT, 3) + "/")
                .replaceAll("\\[!?([^]])[^]]*]", random.nextBoolean() ? "$1" : "b")
                .replace("\\", "");
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            like.append(c == '*' ? random(random, TEXT, 3) : c == '?' ? TEXT[random.nextInt(5)] : String.valueOf(c));
        }
        return like + (random.nextInt(4) == 0 ? "/" + random(random, TEXT, 3) : "");
    }

    private static String random(Random random, String[] from, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Takes a glob apart and tries all ways. */
    private static final class Simple {
        private final int[] glob;

        Simple(String glob) {
            this.glob = glob.codePoints().toArray();
        }

        boolean matches(String text) {
            int[] points = text.codePoints().toArray();
            return rests(0, glob.length, true, points, 0).stream()
                    .anyMatch(rest -> rest.at == points.length || rest.nameBegins || points[rest.at] == '/');
        }

        /** Where in the text one can be behind the part of the glob, and whether a name of the glob begins there. */
        private record Rest(int at, boolean nameBegins) {}

        private List<Rest> rests(int from, int to, boolean nameBegins, int[] text, int at) {
            if (from == to) {
                return List.of(new Rest(at, nameBegins));
            }
            int c = glob[from];
            if (c == '{') {
                return braces(from, to, nameBegins, text, at);
            }
            if (c == '*') {
                boolean two = from + 1 < to && glob[from + 1] == '*';
                if (two && nameBegins && from + 2 < to && glob[from + 2] == '/') {
                    List<Rest> all = new ArrayList<>(rests(from + 3, to, true, text, at));
                    for (int i = at; i < text.length; i++) {
                        if (text[i] == '/') {
                            all.addAll(rests(from + 3, to, true, text, i + 1));
                        }
                    }
                    return all;
                }
                List<Rest> all = new ArrayList<>();
                for (int i = at; ; i++) {
                    all.addAll(rests(from + (two ? 2 : 1), to, false, text, i));
                    if (i == text.length || (!two && text[i] == '/')) {
                        return all;
                    }
                }
            }
            if (at == text.length) {
                return List.of();
            }
            int next = from + 1;
            boolean takes;
            if (c == '?') {
                takes = text[at] != '/';
            } else if (c == '[') {
                boolean not = glob[next] == '!';
                int first = not ? next + 1 : next;
                int close = first + 1;
                while (glob[close] != ']') {
                    close++;
                }
                boolean in = false;
                for (int i = first; i < close; i++) {
                    boolean range = i + 2 < close && glob[i + 1] == '-';
                    in |= range ? glob[i] <= text[at] && text[at] <= glob[i + 2] : glob[i] == text[at];
                    i += range ? 2 : 0;
                }
                takes = in != not && text[at] != '/';
                next = close + 1;
            } else {
                int literal = c == '\\' ? glob[next++] : c;
                return literal == text[at] ? rests(next, to, literal == '/', text, at + 1) : List.of();
            }
            return takes ? rests(next, to, false, text, at + 1) : List.of();
        }

        /** Whether a name begins behind the braces is asked of the glob: it does if all alternatives end where one begins. */
        private List<Rest> braces(int from, int to, boolean nameBegins, int[] text, int at) {
            int close = from;
            List<Integer> ends = new ArrayList<>();
            for (boolean bracket = false; glob[close] != '}'; close++) {
                bracket = glob[close] == '[' || (bracket && glob[close] != ']');
                if (glob[close] == ',' && !bracket) {
                    ends.add(close);
                }
            }
            ends.add(close);
            boolean begins = true;
            int start = from + 1;
            for (int end : ends) {
                begins &= start == end ? nameBegins : glob[end - 1] == '/';
                start = end + 1;
            }
            List<Rest> all = new ArrayList<>();
            start = from + 1;
            for (int end : ends) {
                for (Rest rest : rests(start, end, nameBegins, text, at)) {
                    all.addAll(rests(close + 1, to, begins, text, rest.at));
                }
                start = end + 1;
            }
            return all;
        }
    }
}
