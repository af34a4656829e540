package io.anabranch.testkit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shipped pipelines should answer, computed in the most straightforward way. */
public final class Oracle {
    static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final int PLACES = 10;

    private Oracle() {}

    public static List<String> wordCount(List<String> lines) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines) {
            Matcher words = WORD.matcher(line);
            while (words.find()) {
                counts.merge(words.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(each -> each.getKey() + "," + each.getValue())
                .toList();
    }

    public static List<String> sorted(List<String> lines) {
        return lines.stream().sorted(BYTES).toList();
    }

    public static List<String> trafficByCountry(Traffic traffic) {
        Map<List<String>, List<Traffic.Event>> groups = new LinkedHashMap<>();
        for (Traffic.Event event : traffic.events()) {
            groups.computeIfAbsent(List.of(event.country(), event.device()), key -> new ArrayList<>())
                    .add(event);
        }
        List<String> rows = new ArrayList<>();
        groups.forEach((place, events) -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (Traffic.Event event : events) {
                sum = sum.add(new BigDecimal(event.latency()));
            }
            rows.add(String.join(
                    ",",
                    Traffic.quoted(place.get(0)),
                    Traffic.quoted(place.get(1)),
                    Integer.toString(events.size()),
                    Long.toString(
                            events.stream().mapToLong(Traffic.Event::bytes).sum()),
                    Double.toString(sum.doubleValue() / events.size()),
                    Double.toString(events.stream()
                            .mapToDouble(Traffic.Event::latency)
                            .max()
                            .orElseThrow())));
        });
        return rows;
    }

    public static List<String> topUrls(Traffic traffic) {
        Map<String, Map<String, Integer>> hits = new TreeMap<>();
        for (Traffic.Event event : traffic.events()) {
            hits.computeIfAbsent(event.country(), key -> new TreeMap<>(BYTES)).merge(event.url(), 1, Integer::sum);
        }
        List<String> rows = new ArrayList<>();
        hits.forEach((country, urls) -> {
            List<Map.Entry<String, Integer>> most = new ArrayList<>(urls.entrySet());
            most.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
            for (int i = 0; i < Math.min(PLACES, most.size()); i++) {
                rows.add(Traffic.quoted(country) + "," + (i + 1) + ","
                        + Traffic.quoted(most.get(i).getKey()) + ","
                        + most.get(i).getValue());
            }
        });
        return rows;
    }

    public static List<String> trafficByPlan(Traffic traffic) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Traffic.Event event : traffic.events()) {
            String month = DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(event.time());
            for (Traffic.User user : traffic.users()) {
                if (user.id().equals(event.user())) {
                    long[] sum = sums.computeIfAbsent(user.plan() + "," + month, key -> new long[2]);
                    sum[0]++;
                    sum[1] += event.bytes();
                }
            }
        }
        return sums.entrySet().stream()
                .map(each -> each.getKey() + "," + each.getValue()[0] + "," + each.getValue()[1])
                .toList();
    }

    public static long eventsOfUnknownUsers(Traffic traffic) {
        return traffic.events().stream()
                .filter(event ->
                        traffic.users().stream().noneMatch(user -> user.id().equals(event.user())))
                .count();
    }
}
