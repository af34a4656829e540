package io.anabranch.testkit.disasters;

/**
 * A disaster that has happened.
 *
 * @param name by which it can be left out; the same again under the same seed
 * @param excuse what it excuses
 */
record Happening(String name, Excuse excuse) {}
