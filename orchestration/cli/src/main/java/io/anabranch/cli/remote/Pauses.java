package io.anabranch.cli.remote;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
interface Pauses {
    Pauses REAL = pause -> Thread.sleep(pause.toMillis());

    void pause(Duration pause) throws InterruptedException;
}
