package backtrac.web.page;

import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.PlanQuery;
import backtrac.web.live.Services;
import backtrac.web.page.RunFilter.Subject;

/** The clients and plans that a filter may name. */
final class Subjects {

	/** How many plans are looked at. */
	private static final int OFFERED = 50;

	private static final Logger log = LoggerFactory.getLogger(Subjects.class);

	private final Services services;

	Subjects(Services services) {
		this.services = services;
	}

	/** Some whose names have these words in them. */
	List<Subject> find(String words) {
		try {
			return services.plans().map(plans -> Subject.of(plans.plans(new PlanQuery(null, words, null, Instant.EPOCH, 0, OFFERED)), words)).orElse(List.of());
		} catch (CatalogException e) {
			log.warn("The plans cannot be read", e);
			return List.of();
		}
	}

	/** What the filter's plan or client is called; null if it names none. */
	Subject of(RunFilter of) {
		try {
			if (of.planId() != null) {
				return services.catalog().flatMap(catalog -> catalog.plan(of.planId()).map(plan -> new Subject(plan.clientId(), plan.id(),
						catalog.client(plan.clientId()).map(client -> client.name() + " / ").orElse("") + plan.name())))
						.orElse(new Subject(null, of.planId(), "A plan that is gone"));
			}
			return of.clientId() == null ? null
					: services.catalog().flatMap(catalog -> catalog.client(of.clientId())).map(client -> Subject.client(client.id(), client.name()))
							.orElse(Subject.client(of.clientId(), "A client that is gone"));
		} catch (CatalogException e) {
			log.warn("The filter cannot be shown", e);
			return null;
		}
	}
}
