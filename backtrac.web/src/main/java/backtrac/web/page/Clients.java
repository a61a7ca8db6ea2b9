package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.html.Div;

import backtrac.api.catalog.Client;
import backtrac.web.status.ClientStatus;

/** The cards of all clients. They are made anew only when there are others, so that nobody loses the focus. */
final class Clients extends Div {

	private static final long serialVersionUID = 1L;

	private final transient PlanActions actions;
	private final transient Map<Client, ClientCard> cards = new LinkedHashMap<>();

	Clients(PlanActions actions) {
		this.actions = actions;
		setId("clients");
		addClassName("bt-cards");
	}

	void show(List<ClientStatus> clients, Instant now, ZoneId zone) {
		if (!fits(clients)) {
			removeAll();
			cards.clear();
			for (ClientStatus client : clients) {
				ClientCard card = new ClientCard(client, actions);
				cards.put(client.client(), card);
				add(card);
			}
		}
		clients.forEach(client -> cards.get(client.client()).show(client, now, zone));
	}

	private boolean fits(List<ClientStatus> clients) {
		return List.copyOf(cards.keySet()).equals(clients.stream().map(ClientStatus::client).toList())
				&& clients.stream().allMatch(client -> cards.get(client.client()).fits(client));
	}
}
