package io.anabranch.testkit.disasters;

/**
 * Trouble for one call that is picked by what it does.
 *
 * @param n which of these calls it is, from 1, counted in the whole world
 */
record Aim(String operation, ObjectKind kind, int n, Trouble trouble) {
    boolean isAt(Call call) {
        return operation.equals(call.operation()) && kind == call.kind();
    }
}
