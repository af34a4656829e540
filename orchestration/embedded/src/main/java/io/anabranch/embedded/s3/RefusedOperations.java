package io.anabranch.embedded.s3;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.s3.S3Client;

/** What every operation does that {@link EmbeddedS3} has not: the SDK's interface would refuse it too, but not say its name. */
final class RefusedOperations implements InvocationHandler {

    static S3Client client() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, new RefusedOperations());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        if (method.getName().equals("toString")) {
            return "the operations that the embedded S3 has not";
        }
        if (method.getName().equals("serviceName")) {
            return S3Client.SERVICE_NAME;
        }
        throw new UnsupportedOperationException("Cannot do S3's " + method.getName()
                + ": the embedded S3 has no such operation. Use S3, or an emulator that has it");
    }
}
