package backtrac.api.diff;

import java.io.IOException;

/** So much differs that a comparison was given up. The message is for people. */
public final class TooManyDifferencesException extends IOException {

	private static final long serialVersionUID = 1L;

	TooManyDifferencesException(int most) {
		super("more than " + most + " entries differ");
	}
}
