package backtrac.web.status;

import java.util.List;

import backtrac.api.catalog.Client;

/** A client with how its plans stand. */
public record ClientStatus(Client client, List<PlanStatus> plans) {
}
