package backtrac.xmlrpc.wire;

/** What types may be written. Both are read. */
public enum Dialect {
	/** Those of the specification, {@code i8} for integers of more than 32 bits, and {@code nil}. */
	EXTENDED,
	/** Those of the specification alone: an integer of more than 32 bits is a string of its decimal digits, and nothing is an empty string. */
	BASIC
}
