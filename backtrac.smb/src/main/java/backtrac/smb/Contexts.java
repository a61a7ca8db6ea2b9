package backtrac.smb;

import java.util.Map;
import java.util.Properties;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

import backtrac.libs.jcifs.FastSigning;

import jcifs.CIFSContext;
import jcifs.CIFSException;
import jcifs.config.PropertyConfiguration;
import jcifs.context.BaseContext;
import jcifs.smb.NtlmPasswordAuthenticator;

/**
 * The library's settings. Each connection has its own, and with them an identity of its own: Samba lets all connections of one
 * identity be served by one process, on one processor.
 */
final class Contexts {

	private static final Map<String, String> MINIMA = Map.of("2.1", "SMB210", "3.0", "SMB300", "3.1.1", "SMB311");
	private static final long CONNECT_MILLIS = 10_000;
	/** Longer than our own, which does not depend on what the library does meanwhile. */
	private static final long SPARE_MILLIS = 5_000;

	private Contexts() {
	}

	static CIFSContext of(Share share) throws TransportException {
		FastSigning.use();
		long patience = share.patience().toMillis();
		Properties properties = new Properties();
		properties.put("jcifs.smb.client.minVersion", MINIMA.get(share.minimum()));
		properties.put("jcifs.smb.client.maxVersion", "SMB311");
		properties.put("jcifs.smb.client.useSMB2Negotiation", "true");
		properties.put("jcifs.smb.client.disableSMB1", "true");
		properties.put("jcifs.smb.client.signingPreferred", "true");
		properties.put("jcifs.smb.client.signingEnforced", String.valueOf(share.signed()));
		properties.put("jcifs.smb.client.allowGuestFallback", "false");
		properties.put("jcifs.smb.client.dfs.disabled", "true");
		properties.put("jcifs.smb.client.port139.enabled", "false");
		properties.put("jcifs.smb.client.maxRequestRetries", "1");
		properties.put("jcifs.smb.client.tcpNoDelay", "true");
		properties.put("jcifs.smb.client.connTimeout", String.valueOf(Math.min(patience, CONNECT_MILLIS)));
		properties.put("jcifs.smb.client.responseTimeout", String.valueOf(patience + SPARE_MILLIS));
		properties.put("jcifs.smb.client.soTimeout", String.valueOf(patience + 2 * SPARE_MILLIS));
		properties.put("jcifs.resolveOrder", "DNS");
		try {
			return new BaseContext(new PropertyConfiguration(properties))
					.withCredentials(new NtlmPasswordAuthenticator(share.domain(), share.user(), share.password()));
		} catch (CIFSException e) {
			throw new TransportException(Reason.SETTINGS, share.label() + ": " + e.getMessage());
		}
	}
}
