package backtrac.api.access;

import java.time.Instant;
import java.util.Objects;

/**
 * What a program shows in place of a password. The token itself is seen once, when it is made; this is what is known of it afterwards.
 *
 * @param id       stands in the token, too
 * @param name     what people call it, unique among those that are not revoked
 * @param client   with {@link Role#RESTORE}: the name of the client; else null
 * @param expires  from when on it is refused; null for never
 * @param lastUsed to the minute; null if it never was
 * @param revoked  since when it is refused for good; null if it is not
 */
public record Token(String id, String name, Role role, String client, Instant created, Instant expires, Instant lastUsed, Instant revoked) {

	public Token {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(created, "created");
		if ((role == Role.RESTORE) != (client != null)) {
			throw new IllegalArgumentException("the role restore is for one client, and no other role is");
		}
	}

	/** Whether it is still good at a time. */
	public boolean isGood(Instant now) {
		return revoked == null && (expires == null || now.isBefore(expires));
	}
}
