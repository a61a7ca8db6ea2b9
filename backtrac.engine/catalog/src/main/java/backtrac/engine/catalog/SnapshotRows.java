package backtrac.engine.catalog;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import backtrac.api.store.Snapshot;
import backtrac.api.store.Snapshot.Result;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotNames;

/** The table of snapshots, with that of their plans' definitions. */
final class SnapshotRows {

	private static final String COLUMNS = "client, client_key, plan_name, plan_key, started, finished, result, files, directories, others, bytes,"
			+ " files_read, bytes_read, files_stored, bytes_stored, unreadable, tree, source, pin";

	private static final int PART = 8000;
	private static final int NANOS = 1_000_000_000;

	private SnapshotRows() {
	}

	static void put(Sql sql, List<Snapshot> snapshots) throws SQLException {
		int[] changed = sql.updateAll("UPDATE snapshots SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE id = ?",
				snapshots.stream().map(SnapshotRows::values).toList());
		List<Object[]> added = new ArrayList<>();
		for (int i = 0; i < changed.length; i++) {
			if (changed[i] == 0) {
				added.add(values(snapshots.get(i)));
			}
		}
		sql.updateAll("INSERT INTO snapshots (" + COLUMNS + ", id) VALUES (" + String.join(", ", Collections.nCopies(20, "?")) + ")", added);
		removeDefinitions(sql, snapshots.stream().map(Snapshot::id).toList());
		List<Object[]> parts = new ArrayList<>();
		for (Snapshot snapshot : snapshots) {
			String definition = encoded(snapshot.definition());
			for (int place = 0; place * PART < definition.length(); place++) {
				parts.add(new Object[] { snapshot.id(), place, definition.substring(place * PART, Math.min(definition.length(), (place + 1) * PART)) });
			}
		}
		sql.updateAll("INSERT INTO snapshot_definitions (snapshot_id, place, part) VALUES (?, ?, ?)", parts);
	}

	static void remove(Sql sql, Collection<String> ids) throws SQLException {
		removeDefinitions(sql, ids);
		sql.updateAll("DELETE FROM snapshots WHERE id = ?", ids.stream().map(id -> new Object[] { id }).toList());
	}

	private static void removeDefinitions(Sql sql, Collection<String> ids) throws SQLException {
		sql.updateAll("DELETE FROM snapshot_definitions WHERE snapshot_id = ?", ids.stream().map(id -> new Object[] { id }).toList());
	}

	static List<Snapshot> withId(Sql sql, String id) throws SQLException {
		return read(sql, "WHERE id = ?", List.of(id));
	}

	/** The latest first. */
	static List<Snapshot> beginning(Sql sql, String id, String client, int limit) throws SQLException {
		List<Object> parameters = new ArrayList<>(List.of(id.replaceAll("[!%_]", "!$0") + "%"));
		if (client != null) {
			parameters.add(SnapshotNames.key(client));
		}
		parameters.add(limit);
		return read(sql, "WHERE id LIKE ? ESCAPE '!'" + (client == null ? "" : " AND client_key = ?") + " ORDER BY started DESC, id DESC FETCH NEXT ? ROWS ONLY", parameters);
	}

	/** The latest first, from the index that has them so. */
	static List<Snapshot> page(Sql sql, String client, String plan, int offset, int limit) throws SQLException {
		List<Object> parameters = new ArrayList<>();
		return read(sql, page(client, plan, offset, limit, parameters), parameters);
	}

	static String page(String client, String plan, int offset, int limit, List<Object> parameters) {
		List<String> conditions = new ArrayList<>();
		if (client != null) {
			conditions.add("client_key = ?");
			parameters.add(SnapshotNames.key(client));
		}
		if (plan != null) {
			conditions.add("plan_key = ?");
			parameters.add(SnapshotNames.key(plan));
		}
		parameters.add(offset);
		parameters.add(limit);
		String index = client != null && plan != null ? "both" : client != null ? "client" : plan != null ? "plan" : "time";
		return "--DERBY-PROPERTIES index=snapshots_by_" + index + "\n" + (conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions))
				+ " ORDER BY started DESC, id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
	}

	private static List<Snapshot> read(Sql sql, String which, List<Object> parameters) throws SQLException {
		List<Snapshot> snapshots = sql.all(SnapshotRows::read, "SELECT id, " + COLUMNS + " FROM snapshots " + which, parameters.toArray());
		Map<String, String> definitions = definitions(sql, snapshots.stream().map(Snapshot::id).toList());
		return snapshots.stream().map(s -> new Snapshot(s.id(), s.client(), s.plan(), s.started(), s.finished(), s.result(), s.counts(), s.tree(),
				s.source(), decoded(definitions.getOrDefault(s.id(), "")), s.pin())).toList();
	}

	private static Map<String, String> definitions(Sql sql, List<String> ids) throws SQLException {
		Map<String, String> definitions = new HashMap<>();
		if (!ids.isEmpty()) {
			sql.all(row -> definitions.merge(row.getString("snapshot_id"), row.getString("part"), String::concat),
					"SELECT snapshot_id, part FROM snapshot_definitions WHERE snapshot_id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
							+ ") ORDER BY snapshot_id, place", ids.toArray());
		}
		return definitions;
	}

	private static Object[] values(Snapshot snapshot) {
		SnapshotCounts counts = snapshot.counts();
		return new Object[] { snapshot.client(), SnapshotNames.key(snapshot.client()), snapshot.plan(), SnapshotNames.key(snapshot.plan()),
				nanos(snapshot.started()), nanos(snapshot.finished()), snapshot.result().name(), counts.files(), counts.directories(), counts.others(),
				counts.bytes(), counts.filesRead(), counts.bytesRead(), counts.filesStored(), counts.bytesStored(), counts.unreadable(),
				snapshot.tree().toString(), snapshot.source(), Columns.fit(snapshot.pin(), Columns.LONGEST_MESSAGE), snapshot.id() };
	}

	private static Snapshot read(ResultSet row) throws SQLException {
		SnapshotCounts counts = new SnapshotCounts(row.getLong("files"), row.getLong("directories"), row.getLong("others"), row.getLong("bytes"),
				row.getLong("files_read"), row.getLong("bytes_read"), row.getLong("files_stored"), row.getLong("bytes_stored"),
				row.getLong("unreadable"));
		return new Snapshot(row.getString("id"), row.getString("client"), row.getString("plan_name"), instant(row.getLong("started")),
				instant(row.getLong("finished")), Result.valueOf(row.getString("result")), counts, Path.of(row.getString("tree")),
				row.getString("source"), Map.of(), row.getString("pin"));
	}

	/** From 1678 to 2262. */
	private static long nanos(Instant time) {
		return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
	}

	private static Instant instant(long nanos) {
		return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
	}

	/** As a form of the web is sent. */
	private static String encoded(Map<String, String> definition) {
		return new TreeMap<>(definition).entrySet().stream().map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
				.collect(Collectors.joining("&"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static Map<String, String> decoded(String definition) {
		Map<String, String> decoded = new HashMap<>();
		if (!definition.isEmpty()) {
			for (String each : definition.split("&")) {
				int end = each.indexOf('=');
				decoded.put(decoded(each, 0, end), decoded(each, end + 1, each.length()));
			}
		}
		return decoded;
	}

	private static String decoded(String text, int from, int to) {
		return URLDecoder.decode(text.substring(from, to), StandardCharsets.UTF_8);
	}
}
