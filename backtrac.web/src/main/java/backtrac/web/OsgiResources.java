package backtrac.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.vaadin.flow.di.ResourceProvider;

/** Finds Vaadin's resources by the class loaders of several bundles, the first that has one wins. */
final class OsgiResources implements ResourceProvider {

	private final List<ClassLoader> loaders;

	OsgiResources(ClassLoader... loaders) {
		this.loaders = List.of(loaders);
	}

	@Override
	public URL getApplicationResource(String path) {
		for (ClassLoader loader : loaders) {
			URL url = loader.getResource(path);
			if (url != null) {
				return url;
			}
		}
		return null;
	}

	@Override
	public List<URL> getApplicationResources(String path) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (ClassLoader loader : loaders) {
			for (URL url : Collections.list(loader.getResources(path))) {
				if (urls.stream().noneMatch(known -> known.toString().equals(url.toString()))) {
					urls.add(url);
				}
			}
		}
		return urls;
	}

	@Override
	public URL getClientResource(String path) {
		return getApplicationResource(path);
	}

	@Override
	public InputStream getClientResourceAsStream(String path) throws IOException {
		URL url = getClientResource(path);
		if (url == null) {
			throw new FileNotFoundException(path);
		}
		return url.openStream();
	}
}
