-- What the server does by itself: when plans run, what is due, the history of runs and their log, snapshots, secrets.

ALTER TABLE clients ADD COLUMN paused BOOLEAN DEFAULT FALSE NOT NULL;

ALTER TABLE plans ADD COLUMN schedule VARCHAR(1000) DEFAULT '' NOT NULL;
ALTER TABLE plans ADD COLUMN zone VARCHAR(100) DEFAULT 'Z' NOT NULL;
ALTER TABLE plans ADD COLUMN jitter BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN ends_with_window BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE plans ADD COLUMN keep_mode VARCHAR(20) DEFAULT 'UNION' NOT NULL;
ALTER TABLE plans ADD COLUMN keep_last INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_hourly INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_daily INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_weekly INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_monthly INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_yearly INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN keep_within VARCHAR(100);
ALTER TABLE plans ADD COLUMN keep_zone VARCHAR(100) DEFAULT 'Z' NOT NULL;
ALTER TABLE plans ADD COLUMN paused BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE plans ADD COLUMN priority INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE plans ADD COLUMN retries INTEGER DEFAULT 3 NOT NULL;
ALTER TABLE plans ADD COLUMN allow_empty BOOLEAN DEFAULT FALSE NOT NULL;

-- kind: window or blackout
CREATE TABLE plan_windows (
	plan_id VARCHAR(100) NOT NULL,
	kind VARCHAR(10) NOT NULL,
	place INTEGER NOT NULL,
	words VARCHAR(1000) NOT NULL,
	CONSTRAINT plan_windows_key PRIMARY KEY (plan_id, kind, place),
	CONSTRAINT plan_windows_plan FOREIGN KEY (plan_id) REFERENCES plans (id) ON DELETE CASCADE
);

-- A row a plan, also of a plan that has been removed: nothing of it may be added any more. Who adds or ends a run of a plan changes its
-- row first, so that one waits for the other. The names' keys are those of clients and plans: an index over both tables cannot be had, and
-- a list of all plans is in this order. No other column is in an index: see DerbyDatabase.
CREATE TABLE plan_state (
	plan_id VARCHAR(100) NOT NULL PRIMARY KEY,
	removed BOOLEAN DEFAULT FALSE NOT NULL,
	client_key VARCHAR(1000),
	plan_key VARCHAR(1000),
	plan_name VARCHAR(200),
	last_run VARCHAR(100),
	last_state VARCHAR(20),
	last_finished BIGINT,
	last_message VARCHAR(4000),
	last_backup BIGINT,
	last_complete BIGINT
);

-- No index but the key: see DerbyDatabase.
CREATE TABLE due (
	subject VARCHAR(100) NOT NULL PRIMARY KEY,
	moment BIGINT,
	look_at BIGINT,
	waiting VARCHAR(20) NOT NULL,
	since BIGINT,
	attempt INTEGER NOT NULL,
	previous VARCHAR(100),
	owed BIGINT,
	version BIGINT NOT NULL
);

-- Few. No index but the key: see DerbyDatabase.
CREATE TABLE open_runs (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	verb VARCHAR(100) NOT NULL,
	plan_id VARCHAR(100),
	subject VARCHAR(500) NOT NULL,
	began_by VARCHAR(20) NOT NULL,
	moment BIGINT,
	attempt INTEGER NOT NULL,
	previous VARCHAR(100),
	server_id VARCHAR(100) NOT NULL,
	state VARCHAR(20) NOT NULL,
	queued BIGINT NOT NULL,
	started BIGINT,
	finished BIGINT,
	snapshot_id VARCHAR(100),
	files BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	bytes_stored BIGINT NOT NULL,
	problems BIGINT NOT NULL,
	message VARCHAR(4000)
);

-- Many. A row is not changed any more, unless its plan is removed or goes to another client.
CREATE TABLE ended_runs (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	verb VARCHAR(100) NOT NULL,
	plan_id VARCHAR(100),
	subject VARCHAR(500) NOT NULL,
	began_by VARCHAR(20) NOT NULL,
	moment BIGINT,
	attempt INTEGER NOT NULL,
	previous VARCHAR(100),
	server_id VARCHAR(100) NOT NULL,
	state VARCHAR(20) NOT NULL,
	queued BIGINT NOT NULL,
	started BIGINT,
	finished BIGINT,
	snapshot_id VARCHAR(100),
	files BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	bytes_stored BIGINT NOT NULL,
	problems BIGINT NOT NULL,
	message VARCHAR(4000),
	client_id VARCHAR(100)
);

-- A run that the last stop has cut off is over: it was of the one server that there was.
INSERT INTO ended_runs (id, verb, plan_id, subject, began_by, attempt, server_id, state, queued, started, finished, snapshot_id, files, bytes,
		bytes_stored, problems, message, client_id)
	SELECT r.id, r.verb, r.plan_id, COALESCE(c.name || '/' || p.name, ''), 'PERSON', 1, '',
		CASE WHEN r.state IN ('QUEUED', 'RUNNING') THEN 'INTERRUPTED' ELSE r.state END, r.queued, r.started,
		COALESCE(r.finished, r.started, r.queued), r.snapshot_id, r.files, r.bytes, r.bytes_stored, r.problems,
		CASE WHEN r.state IN ('QUEUED', 'RUNNING') THEN 'the server was stopped' ELSE r.message END, c.id
	FROM runs r LEFT JOIN plans p ON p.id = r.plan_id LEFT JOIN clients c ON c.id = p.client_id;

DROP TABLE runs;

CREATE INDEX ended_by_time ON ended_runs (queued DESC, id DESC);
CREATE INDEX ended_by_plan ON ended_runs (plan_id, queued DESC, id DESC);
CREATE INDEX ended_by_client ON ended_runs (client_id, queued DESC, id DESC);
CREATE INDEX ended_by_state ON ended_runs (state, queued DESC, id DESC);
CREATE INDEX ended_by_verb ON ended_runs (verb, queued DESC, id DESC);

CREATE INDEX plan_state_by_name ON plan_state (client_key, plan_key, plan_name);

INSERT INTO plan_state (plan_id, client_key, plan_key, plan_name, last_run, last_backup, last_complete)
	SELECT p.id, c.name_key, p.name_key, p.name,
		(SELECT MAX(r.id) FROM ended_runs r WHERE r.plan_id = p.id AND r.verb = 'backup' AND r.finished =
			(SELECT MAX(o.finished) FROM ended_runs o WHERE o.plan_id = p.id AND o.verb = 'backup')),
		(SELECT MAX(r.finished) FROM ended_runs r WHERE r.plan_id = p.id AND r.verb = 'backup' AND r.state IN ('SUCCEEDED', 'PARTIAL')),
		(SELECT MAX(r.finished) FROM ended_runs r WHERE r.plan_id = p.id AND r.verb = 'backup' AND r.state = 'SUCCEEDED')
	FROM plans p JOIN clients c ON c.id = p.client_id;

UPDATE plan_state SET
	last_state = (SELECT r.state FROM ended_runs r WHERE r.id = last_run),
	last_finished = (SELECT r.finished FROM ended_runs r WHERE r.id = last_run),
	last_message = (SELECT r.message FROM ended_runs r WHERE r.id = last_run);

INSERT INTO due (subject, look_at, waiting, attempt, version) SELECT id, 0, 'SCHEDULE', 1, 0 FROM plans;

CREATE TABLE run_log (
	run_id VARCHAR(100) NOT NULL,
	id BIGINT NOT NULL,
	told BIGINT NOT NULL,
	severity SMALLINT NOT NULL,
	phase VARCHAR(20) NOT NULL,
	path VARCHAR(9000) NOT NULL,
	message VARCHAR(4000) NOT NULL,
	cause VARCHAR(500) NOT NULL,
	CONSTRAINT run_log_key PRIMARY KEY (run_id, id)
);

-- The last line of each run's log. No index but the key: see DerbyDatabase.
CREATE TABLE run_log_ends (
	run_id VARCHAR(100) NOT NULL PRIMARY KEY,
	last_id BIGINT NOT NULL
);

-- The lines of a log counted by their cause. No index but the key: see DerbyDatabase.
CREATE TABLE run_causes (
	run_id VARCHAR(100) NOT NULL,
	cause VARCHAR(500) NOT NULL,
	severity SMALLINT NOT NULL,
	line_count BIGINT NOT NULL,
	path VARCHAR(9000) NOT NULL,
	CONSTRAINT run_causes_key PRIMARY KEY (run_id, cause)
);

-- Times in nanoseconds: started is part of a snapshot's name.
CREATE TABLE snapshots (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	client VARCHAR(200) NOT NULL,
	client_key VARCHAR(1000) NOT NULL,
	plan_name VARCHAR(200) NOT NULL,
	plan_key VARCHAR(1000) NOT NULL,
	started BIGINT NOT NULL,
	finished BIGINT NOT NULL,
	result VARCHAR(20) NOT NULL,
	files BIGINT NOT NULL,
	directories BIGINT NOT NULL,
	others BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	files_read BIGINT NOT NULL,
	bytes_read BIGINT NOT NULL,
	files_stored BIGINT NOT NULL,
	bytes_stored BIGINT NOT NULL,
	unreadable BIGINT NOT NULL,
	tree VARCHAR(9000) NOT NULL,
	source VARCHAR(9000),
	pin VARCHAR(4000)
);

CREATE INDEX snapshots_by_time ON snapshots (started DESC, id DESC);
CREATE INDEX snapshots_by_client ON snapshots (client_key, started DESC, id DESC);
CREATE INDEX snapshots_by_plan ON snapshots (plan_key, started DESC, id DESC);
CREATE INDEX snapshots_by_both ON snapshots (client_key, plan_key, started DESC, id DESC);

-- A definition as one text, in parts that fit.
CREATE TABLE snapshot_definitions (
	snapshot_id VARCHAR(100) NOT NULL,
	place INTEGER NOT NULL,
	part VARCHAR(8000) NOT NULL,
	CONSTRAINT snapshot_definitions_key PRIMARY KEY (snapshot_id, place),
	CONSTRAINT snapshot_definitions_snapshot FOREIGN KEY (snapshot_id) REFERENCES snapshots (id) ON DELETE CASCADE
);

-- content: encrypted, see SecretBox
CREATE TABLE secrets (
	owner_id VARCHAR(200) NOT NULL,
	name VARCHAR(200) NOT NULL,
	content VARCHAR(16000) NOT NULL,
	CONSTRAINT secrets_key PRIMARY KEY (owner_id, name)
);

CREATE TABLE servers (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	name VARCHAR(200) NOT NULL,
	beat BIGINT NOT NULL
);

CREATE TABLE settings (
	name VARCHAR(200) NOT NULL PRIMARY KEY,
	content VARCHAR(32000) NOT NULL
);
