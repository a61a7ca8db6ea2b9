package backtrac.xmlrpc.handler.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "osgi.wiring.package | (osgi.wiring.package=org.example) | the package org.example",
			"osgi.wiring.package | (&(osgi.wiring.package=org.example)(version>=1.2.0)) | the package org.example from version 1.2.0",
			"osgi.wiring.package | (&(osgi.wiring.package=org.example)(version>=1.2.0)(!(version>=2.0.0))) | the package org.example from version 1.2.0 below 2.0.0",
			"osgi.wiring.package | (&(osgi.wiring.package=org.example)(!(version>=2.0.0))) | the package org.example of a version below 2.0.0",
			"osgi.wiring.bundle | (&(osgi.wiring.bundle=other)(bundle-version>=1.0.0)) | the bundle other from version 1.0.0",
			"osgi.ee | (&(osgi.ee=JavaSE)(version=99)) | a Java such as (&(osgi.ee=JavaSE)(version=99))", "osgi.extender | (x=y) | osgi.extender (x=y)" })
	void areSaidInWords(String namespace, String filter, String words) {
		assertEquals(words, Needs.words(namespace, filter));
	}
}
