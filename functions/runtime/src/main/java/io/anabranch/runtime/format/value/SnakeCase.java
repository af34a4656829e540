package io.anabranch.runtime.format.value;

/** Names of components as files write them: {@code eventTime} is {@code event_time}. */
public final class SnakeCase {
    private SnakeCase() {}

    public static String of(String component) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append(i > 0 ? "_" : "").append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
