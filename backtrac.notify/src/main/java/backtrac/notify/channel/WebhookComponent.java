package backtrac.notify.channel;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** A notifier by web hook for each configuration. */
@Component(service = {}, configurationPid = "backtrac.notify.webhook", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebhookConfig.class, factory = true)
public final class WebhookComponent {

	private final BundleContext context;
	private final Offer offer;

	@Activate
	public WebhookComponent(BundleContext context, WebhookConfig config, RuleConfig rules, Map<String, Object> properties) {
		this.context = context;
		Etc etc = etc(properties);
		this.offer = new Offer(context, etc.usualName("webhook"), rules, () -> notifier(config, etc));
	}

	@Modified
	void modified(WebhookConfig config, RuleConfig rules, Map<String, Object> properties) {
		Etc etc = etc(properties);
		offer.change(etc.usualName("webhook"), rules, () -> notifier(config, etc));
	}

	@Deactivate
	void deactivate() {
		offer.close();
	}

	private Etc etc(Map<String, Object> properties) {
		return Etc.of(context.getProperty("backtrac.base"), properties);
	}

	private static Webhook notifier(WebhookConfig config, Etc etc) {
		return Webhook.of(config, etc);
	}
}
