package backtrac.xmlrpc.remote;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import backtrac.api.access.Role;

/** Who may call a method of a handler's interface. One without this is for administrators only, and taken for one that changes something. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {

	/** The role that it needs. With {@link Role#RESTORE} the handler itself sees to it that only snapshots of the caller's client are touched. */
	Role value();

	/** Whether it changes something, so that each call goes into the audit log. */
	boolean changes() default false;
}
