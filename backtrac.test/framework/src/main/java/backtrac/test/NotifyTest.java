package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.EventHandler;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Plan;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.api.notify.Notifier;

/** Notifiers come and go in the live server, and hear of its runs. */
@ExtendWith(BundleContextExtension.class)
class NotifyTest {

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path temporary;

	private Services services;
	private Backups backups;
	private Plan plan;
	private Path source;

	@BeforeEach
	void prepare() throws Exception {
		services = new Services(context);
		backups = new Backups(services);
		source = temporary.resolve("source");
		Files.createDirectories(source);
		Files.writeString(source.resolve("file.txt"), "hello " + temporary);
		plan = backups.local(source);
	}

	/** A notifier of this test's plan, whose client has a name of its own. */
	private final class Listener implements AutoCloseable {

		private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
		private final ServiceRegistration<Notifier> registration;

		Listener(String... on) {
			registration = context.registerService(Notifier.class, heard::add, properties(on));
		}

		private Dictionary<String, Object> properties(String... on) {
			return new Hashtable<>(Map.of(Notifier.NAME, "test", Notifier.CLIENTS, "client " + plan.clientId(), Notifier.ON, on));
		}

		void hearOf(String... on) {
			registration.setProperties(properties(on));
		}

		Notification next() throws InterruptedException {
			Notification notification = heard.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertNotNull(notification, "nothing is heard");
			return notification;
		}

		/** Waits until it hears of a run. */
		void awaits(String runId) throws InterruptedException {
			while (!runId.equals(next().facts().get("run_id"))) {
				// that was another one
			}
		}

		@Override
		public void close() {
			registration.unregister();
		}
	}

	private RunReport succeed() throws Exception {
		RunReport report = backups.run(plan);
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		return report;
	}

	/** The folder is gone. */
	private RunReport fail() throws Exception {
		Path away = temporary.resolve("away");
		Files.move(source, away);
		try {
			RunReport report = backups.run(plan);
			assertEquals(RunState.FAILED, report.state(), report.message());
			return report;
		} finally {
			Files.move(away, source);
		}
	}

	@Test
	void aNotifierHearsWhatItsRulesSay() throws Exception {
		try (Listener all = new Listener("succeeded", "failed"); Listener failures = new Listener("failed")) {
			RunReport good = succeed();
			Notification first = all.next();
			assertEquals(Kind.SUCCEEDED, first.kind());
			assertEquals(good.runId(), first.facts().get("run_id"));
			assertEquals("client " + plan.clientId(), first.facts().get("client"));
			assertEquals("docs", first.facts().get("plan"));
			assertEquals(good.snapshotId(), first.facts().get("snapshot_id"));
			RunReport bad = fail();
			assertEquals(bad.runId(), all.next().facts().get("run_id"));
			Notification failure = failures.next();
			assertEquals(Kind.FAILED, failure.kind());
			assertEquals(bad.runId(), failure.facts().get("run_id"));
			assertTrue(failure.text().contains(bad.message()), failure.text());
			failures.hearOf("succeeded");
			assertEquals(succeed().runId(), failures.next().facts().get("run_id"));
		}
	}

	@Test
	void aNotifierGoesAndComes() throws Exception {
		try (Listener stays = new Listener("succeeded")) {
			Listener goes = new Listener("succeeded");
			succeed();
			stays.next();
			goes.next();
			goes.close();
			succeed();
			stays.next();
			assertEquals(0, goes.heard.size());
			try (Listener comes = new Listener("succeeded")) {
				// one that comes as a run is being told of may hear of it, too
				comes.awaits(succeed().runId());
				stays.next();
			}
		}
	}

	@Test
	void aConfigurationMakesAMailer() throws Exception {
		try (MailServer server = new MailServer()) {
			Configuration configuration = services.use(ConfigurationAdmin.class, admin -> admin.getFactoryConfiguration("backtrac.notify.mail", "test", "?"));
			try {
				// as a file in etc/ has them: nothing but texts
				configuration.update(new Hashtable<>(Map.of("host", "127.0.0.1", "port", "" + server.port(), "security", "none", "from", "a@example.org", "to",
						"b@example.org, c@example.org", "clients", "client " + plan.clientId(), "on", "failed, partial", "overdueDays", "7", "password", "")));
				Await.until(() -> mailer() != null, () -> "there is no mailer");
				assertEquals(7, mailer().getProperty(Notifier.OVERDUE_DAYS));
				assertEquals(List.of("failed", "partial"), List.of((String[]) mailer().getProperty(Notifier.ON)));
				Set<String> properties = new HashSet<>(Set.of(mailer().getPropertyKeys()));
				properties.removeIf(name -> name.startsWith("notifier.") || name.startsWith("service.") || name.equals("objectClass"));
				assertEquals(Set.of(), properties, "a service can be looked at: it has nothing of the account");
				RunReport report = fail();
				String mail = server.next();
				assertNotNull(mail, "no mail comes");
				assertTrue(mail.contains("Subject: [BackTrac] Backup of "), mail);
				assertTrue(mail.contains("\nTo: b@example.org, c@example.org\n"), mail);
				assertTrue(mail.contains(report.runId()), mail);
			} finally {
				configuration.delete();
			}
			Await.until(() -> mailer() == null, () -> "the mailer is still there");
		}
	}

	private ServiceReference<Notifier> mailer() throws Exception {
		return context.getServiceReferences(Notifier.class, "(" + Notifier.NAME + "=mail test)").stream().findFirst().orElse(null);
	}

	private boolean isListening() {
		ServiceReference<?>[] offered = services.bundle("backtrac.notify").getRegisteredServices();
		return offered != null && Stream.of(offered).anyMatch(service -> List.of((String[]) service.getProperty("objectClass")).contains(EventHandler.class.getName()));
	}

	@Test
	void updatesLeaveNothingBehind() throws Exception {
		try (Listener listener = new Listener("succeeded")) {
			Updates.leaveNothing(services, "backtrac.notify", 10, () -> {
				Await.until(this::isListening, () -> "backtrac.notify does not listen to events");
				succeed();
				return listener.next();
			});
		}
	}
}
