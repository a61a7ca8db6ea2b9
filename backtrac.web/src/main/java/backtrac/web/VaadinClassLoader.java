package backtrac.web;

import com.vaadin.flow.server.VaadinServlet;

/** While open, this thread's context class loader is Vaadin's: that is where its libraries look for their services. */
final class VaadinClassLoader implements AutoCloseable {

	private final Thread thread = Thread.currentThread();
	private final ClassLoader before = thread.getContextClassLoader();

	VaadinClassLoader() {
		thread.setContextClassLoader(VaadinServlet.class.getClassLoader());
	}

	@Override
	public void close() {
		thread.setContextClassLoader(before);
	}
}
