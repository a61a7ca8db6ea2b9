package backtrac.xmlrpc.server;

import java.util.List;
import java.util.Map;

import backtrac.api.catalog.CatalogException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.Help;
import backtrac.xmlrpc.remote.RpcFault;

/** A handler of tests. */
public interface Sample {

	record Point(int x, long y, String label) {
	}

	record Shape(String fullName, List<Point> cornerPoints, boolean closed, double area, byte[] raw, Kind kind) {
	}

	enum Kind {
		OPEN, CLOSED
	}

	@Help("Answers its parameter.")
	String echo(String text);

	Object any(Object value);

	long add(long a, long b);

	Shape grow(Shape shape, long by);

	Map<String, Object> map(Map<String, Object> map);

	void nothing();

	String fail(String how);

	/** The implementation that tests call. */
	final class Impl implements Sample {

		@Override
		public String echo(String text) {
			return text;
		}

		@Override
		public Object any(Object value) {
			return value instanceof Object[] array ? List.of(array) : value;
		}

		@Override
		public long add(long a, long b) {
			return a + b;
		}

		@Override
		public Shape grow(Shape shape, long by) {
			return new Shape(shape.fullName(), shape.cornerPoints().stream().map(p -> new Point(p.x(), p.y() + by, p.label())).toList(),
					!shape.closed(), shape.area() * 2, shape.raw(), Kind.CLOSED);
		}

		@Override
		public Map<String, Object> map(Map<String, Object> map) {
			return map;
		}

		@Override
		public void nothing() {
		}

		@Override
		public String fail(String how) {
			switch (how) {
			case "fault":
				throw new RpcFault(Fault.BUSY, "busy with <something> & more");
			case "catalog":
				throw new CatalogException("its database cannot be reached");
			case "memory":
				throw new OutOfMemoryError("secret memory");
			case "unwritable":
				return "a\u0001b";
			case "surrogate":
				return "a\uD800b";
			default:
				throw new IllegalStateException("secret " + how + " of /etc/shadow");
			}
		}
	}
}
