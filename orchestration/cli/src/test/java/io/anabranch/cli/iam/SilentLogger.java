package io.anabranch.cli.iam;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** Nobody reads it. */
final class SilentLogger implements LambdaLogger {
    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
}
