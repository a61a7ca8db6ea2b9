package backtrac.engine.store;

import java.io.OutputStream;

import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORParser;

/** Where readers and writers of CBOR (RFC 8949) come from. */
final class Cbor {

	private static final CBORFactory FACTORY = new CBORFactory();

	private Cbor() {
	}

	static CBORParser parser(byte[] bytes, int offset, int length) {
		return (CBORParser) FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
	}

	static CBORGenerator generator(OutputStream out) {
		return (CBORGenerator) FACTORY.createGenerator(ObjectWriteContext.empty(), out);
	}
}
