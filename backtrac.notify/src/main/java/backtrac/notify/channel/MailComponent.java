package backtrac.notify.channel;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** A notifier by mail for each configuration. */
@Component(service = {}, configurationPid = "backtrac.notify.mail", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailConfig.class, factory = true)
public final class MailComponent {

	private final BundleContext context;
	private final Offer offer;

	@Activate
	public MailComponent(BundleContext context, MailConfig config, RuleConfig rules, Map<String, Object> properties) {
		this.context = context;
		Etc etc = etc(properties);
		this.offer = new Offer(context, etc.usualName("mail"), rules, () -> notifier(config, etc));
	}

	@Modified
	void modified(MailConfig config, RuleConfig rules, Map<String, Object> properties) {
		Etc etc = etc(properties);
		offer.change(etc.usualName("mail"), rules, () -> notifier(config, etc));
	}

	@Deactivate
	void deactivate() {
		offer.close();
	}

	private Etc etc(Map<String, Object> properties) {
		return Etc.of(context.getProperty("backtrac.base"), properties);
	}

	private static Mailer notifier(MailConfig config, Etc etc) {
		return new Mailer(MailAccount.of(config, etc), Envelope.of(config));
	}
}
