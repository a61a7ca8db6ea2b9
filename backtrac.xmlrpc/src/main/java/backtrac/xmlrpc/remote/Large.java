package backtrac.xmlrpc.remote;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method whose answers can take megabytes of memory: a server makes few of them at once. Who finds no place for a few seconds gets
 * {@link Fault#BUSY}. Such a method must not wait for anything but the repository.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Large {
}
