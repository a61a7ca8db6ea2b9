package backtrac.api.catalog;

/** The catalog cannot do what was asked. The message is for people. */
public class CatalogException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public CatalogException(String message) {
		super(message);
	}

	/** @param cause must be of a class of the JDK, as a {@link java.sql.SQLException} of a driver may not be */
	public CatalogException(String message, Throwable cause) {
		super(message, cause);
	}
}
