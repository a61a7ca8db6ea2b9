package backtrac.engine.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORParser;

/**
 * Numbers, one a row of a block, without sign. In CBOR a single number if all rows have the same, else a typed array of
 * RFC 8746 as narrow as the largest allows: uint8, or little-endian uint16, uint32 or uint64.
 */
final class Column {

	private static final int UINT8 = 64;
	private static final int UINT16 = 69;
	private static final int UINT32 = 70;
	private static final int UINT64 = 71;

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private Column() {
	}

	/** Writes a column under its name, or nothing if all rows have what a reader takes for granted. */
	static void write(CBORGenerator out, String name, long[] values, long otherwise) {
		if (values.length == 0) {
			return;
		}
		long bits = 0;
		boolean same = true;
		for (long value : values) {
			bits |= value;
			same &= value == values[0];
		}
		if (same && values[0] == otherwise) {
			return;
		}
		out.writeName(name);
		if (same && values[0] >= 0) {
			out.writeNumber(values[0]);
		} else {
			writeArray(out, values, bits);
		}
	}

	private static void writeArray(CBORGenerator out, long[] values, long bits) {
		int n = values.length;
		if (bits >>> 8 == 0) {
			byte[] bytes = new byte[n];
			for (int i = 0; i < n; i++) {
				bytes[i] = (byte) values[i];
			}
			out.writeTag(UINT8).writeBinary(bytes);
		} else if (bits >>> 16 == 0) {
			byte[] bytes = new byte[n * 2];
			for (int i = 0; i < n; i++) {
				SHORT.set(bytes, i * 2, (short) values[i]);
			}
			out.writeTag(UINT16).writeBinary(bytes);
		} else if (bits >>> 32 == 0) {
			byte[] bytes = new byte[n * 4];
			for (int i = 0; i < n; i++) {
				INT.set(bytes, i * 4, (int) values[i]);
			}
			out.writeTag(UINT32).writeBinary(bytes);
		} else {
			byte[] bytes = new byte[n * 8];
			for (int i = 0; i < n; i++) {
				LONG.set(bytes, i * 8, values[i]);
			}
			out.writeTag(UINT64).writeBinary(bytes);
		}
	}

	/** Reads the column that the parser stands at. */
	static long[] read(CBORParser in, int rows) throws DamagedException {
		long[] values = new long[rows];
		if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
			Arrays.fill(values, in.getLongValue());
			return values;
		}
		if (in.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
			throw new DamagedException("a column is neither a number nor a typed array");
		}
		int tag = in.getCurrentTag();
		byte[] bytes = in.getBinaryValue();
		int width = switch (tag) {
		case UINT8 -> 1;
		case UINT16 -> 2;
		case UINT32 -> 4;
		case UINT64 -> 8;
		default -> throw new DamagedException("a column is an array of unknown kind " + tag);
		};
		if (bytes.length != (long) rows * width) {
			throw new DamagedException("a column of " + rows + " rows has " + bytes.length + " bytes");
		}
		for (int i = 0; i < rows; i++) {
			values[i] = switch (width) {
			case 1 -> bytes[i] & 0xFF;
			case 2 -> (short) SHORT.get(bytes, i * 2) & 0xFFFF;
			case 4 -> (int) INT.get(bytes, i * 4) & 0xFFFFFFFFL;
			default -> (long) LONG.get(bytes, i * 8);
			};
		}
		return values;
	}
}
